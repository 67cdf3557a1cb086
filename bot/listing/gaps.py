"""The separators of a shape, each as most neighbours write it between the same two parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bot.listing.shape import Part, Sep, Shape, Wrap, slots_of

_Place = tuple[str, str]
Usual = Mapping[_Place, str]
"""The separator between two parts, by what the parts hold."""


def separators(shapes: Iterable[tuple[Shape, float]]) -> Usual:
    """How most of the shapes, weighed, part what stands side by side in them."""
    counts: dict[_Place, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for form, weight in shapes:
        for place, text in _gaps(form):
            counts[place][text] += weight
    return {place: max(texts, key=lambda text: texts[text]) for place, texts in counts.items()}


def settled(form: Shape, habits: Usual) -> Shape:
    """The shape with the separators that are usual, where one neighbour's slip would be copied otherwise."""
    parts: list[Part] = []
    for i, part in enumerate(form):
        if isinstance(part, Sep) and 0 < i < len(form) - 1:
            parts.append(Sep(habits.get((_name(form[i - 1]), _name(form[i + 1])), part.text)))
        else:
            parts.append(part)
    return tuple(parts)


def _gaps(form: Shape) -> Iterator[tuple[_Place, str]]:
    for i in range(1, len(form) - 1):
        part = form[i]
        if isinstance(part, Sep):
            yield (_name(form[i - 1]), _name(form[i + 1])), part.text


def _name(part: Part) -> str:
    """What a part holds, and the first and last character that a reader sees of its wrapper."""
    if isinstance(part, Wrap):
        return f"{part.open[:1]}{' '.join(sorted(slots_of(part.parts)))}{part.close[-1:]}"
    return "" if isinstance(part, Sep) else part.name
