"""The separators of a shape, each as most neighbours write it between the same two parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.listing.shape import Part, Sep, Shape, Wrap, slots_of

_Place = tuple[str, str]
_PICTURE = re.compile(r"[ \t]*!\[[^\[\]]*\]\([^()\s]*\)")
_ALT = re.compile(r"!\[(?P<alt>[^\[\]]*)\]")
_WORD = re.compile(r"[^\W_]+")
_NEARLY_ALL = 0.9
Usual = Mapping[_Place, str]
"""The separator between two parts, by what the parts hold."""


def separators(shapes: Iterable[tuple[Shape, float]]) -> Usual:
    """How most of the shapes, weighed, part what stands side by side in them."""
    counts: dict[_Place, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for form, weight in shapes:
        for place, text in _gaps(form):
            counts[place][text] += weight
    return {place: max(texts, key=lambda text: texts[text]) for place, texts in counts.items()}


def pictured(shapes: Iterable[tuple[Shape, float]]) -> frozenset[str]:
    """Pictures, such as badges of a subject, that stand between the parts of some shapes but not of most."""
    counts: dict[str, float] = defaultdict(float)
    total = 0.0
    for form, weight in shapes:
        total += weight
        for picture in {match[0] for text in _literals(form) for match in _PICTURE.finditer(text)}:
            counts[picture] += weight
    return frozenset(one for one, count in counts.items() if count < _NEARLY_ALL * total)


def without(form: Shape, pictures: frozenset[str]) -> Shape:
    """The shape without these pictures: they say something of one neighbour, and nothing of another work."""
    if not pictures or not any("![" in text for text in _literals(form)):
        return form
    return tuple(_cleared(part, pictures) for part in form)


def unnamed(form: Shape, title: str) -> Shape:
    """The shape without the words of this title in what its pictures say: ``![Quokka Stars](…)``."""
    said = set(_WORD.findall(title.casefold()))

    def clear(text: str) -> str:
        return _ALT.sub(lambda match: f"![{_without(match['alt'], said)}]", text) if "![" in text else text

    def new(part: Part) -> Part:
        if isinstance(part, Wrap):
            return Wrap(clear(part.open), tuple(map(new, part.parts)), clear(part.close))
        return Sep(clear(part.text)) if isinstance(part, Sep) else part

    return tuple(map(new, form)) if said else form


def _without(alt: str, said: set[str]) -> str:
    words = alt.split()
    kept = [word for word in words if not said.issuperset(_WORD.findall(word.casefold()))]
    return alt if len(kept) == len(words) else " ".join(kept)


def _cleared(part: Part, pictures: frozenset[str]) -> Part:
    def clear(text: str) -> str:
        return _PICTURE.sub(lambda match: "" if match[0] in pictures else match[0], text)

    if isinstance(part, Sep):
        return Sep(clear(part.text))
    if isinstance(part, Wrap):
        return replace(part, parts=without(part.parts, pictures), close=clear(part.close))
    return part


def _literals(form: Shape) -> Iterator[str]:
    """What stands between the parts, and behind those of a line of its own."""
    for part in form:
        if isinstance(part, Sep):
            if "![" in part.text:
                yield part.text
        elif isinstance(part, Wrap):
            yield from _literals(part.parts)
            if "![" in part.close:
                yield part.close


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
