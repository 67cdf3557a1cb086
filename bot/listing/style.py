"""Which shape a list would give to a work: the majority of its neighbours, weighed by what the work has."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.listing import dates
from bot.listing.gaps import pictured, separators, settled, unnamed, without
from bot.listing.outline import shape
from bot.listing.shape import Sep, Shape, Slot, Wrap, slots_of, write
from bot.listing.slots import Span, words

# What it costs to leave out a slot that the shape has, and to have no place for a fact that the work has.
_DROP = {
    "note": 0.8, "mark": 0.4, "authors": 1.5, "org": 1.0, "keywords": 0.8, "also": 0.1, "other": 0.1,
}  # fmt: skip
_LACK = {
    "venue": 2.5,
    "date": 2.0,
    "code": 3.0,
    "repo": 1.5,
    "authors": 2.0,
    "note": 2.5,
    "project": 2.0,
    "shown": 0.5,
}
ADDRESSES = frozenset({"url", "code", "project", "video", "blog", "demo", "data", "model"})
"""Slots that a work's own address may take."""
_FIRST = re.compile(r"(?P<name>(?:(?! and )[^,;&、，()])+?)(?: \([^()]*\))?(?P<others>,? et\.? al\.?)?")
_COLON = re.compile(r"^(?P<short>[^:：]{1,40}?)\s*[:：]\s+(?P<rest>\S.*)$")


@dataclass(frozen=True, slots=True)
class Sample:
    """One neighbour.

    Attributes:
        spellings: how it spells date and venue, and how many authors it names; venue: what it says there.
        preprint: whether it leads to arXiv.
        weight: how much it counts: 1 in the same group, less from further away.
        colon: whether its whole title begins with a name of its own.
    """

    shape: Shape
    spellings: Mapping[str, str]
    venue: str
    preprint: bool
    weight: float
    colon: bool


@dataclass(eq=False)
class Neighbours:
    """The samples around a place. What they tell is worked out once, also for many works."""

    samples: list[Sample]
    ranked: dict[tuple[frozenset[str], ...], list[tuple[Shape, frozenset[str]]]] = field(default_factory=dict)

    def rank(self, *haves: frozenset[str]) -> list[tuple[Shape, frozenset[str]]]:
        """As `rank` does."""
        if haves not in self.ranked:
            self.ranked[haves] = rank(self.samples, *haves)
        return self.ranked[haves]

    @cached_property
    def shapes(self) -> list[tuple[Shape, float]]:
        """Their shapes, each with how much it counts."""
        return [(one.shape, one.weight) for one in self.samples]

    @cached_property
    def usual(self) -> tuple[str, ...]:
        """What most of them say: venue, date, authors, code."""
        counts: dict[str, float] = defaultdict(float)
        for form, weight in self.shapes:
            for slot in slots_of(form):
                counts[slot] += weight
        most = 0.6 * sum(one.weight for one in self.samples)
        return tuple(slot for slot in ("venue", "date", "authors", "code") if counts[slot] > most)

    @cached_property
    def link_venues(self) -> bool:
        """Do at least one in five of them show the venue, not the title, as the link to the work?"""
        linked = sum(weight for form, weight in self.shapes if _links_venue(form))
        return 5 * linked >= sum(weight for _, weight in self.shapes)

    @cached_property
    def tail(self) -> str:
        """The white space that most of them end with."""
        counts: dict[str, float] = defaultdict(float)
        for form, weight in self.shapes:
            last = form[-1].text if form and isinstance(form[-1], Sep) else ""
            counts[last[len(last.rstrip()) :]] += weight
        return max(counts, key=lambda tail: counts[tail], default="")


def _links_venue(form: Shape) -> bool:
    return any(
        isinstance(part, Wrap) and ({"venue", "url"} == slots_of(part.parts) or _links_venue(part.parts))
        for part in form
    )


def sample(text: str, spans: Sequence[Span], weight: float = 1.0) -> Sample:
    """A neighbour, read."""
    title = next((text[s.start : s.end] for s in spans if s.slot == "title"), "")
    spellings = {span.slot: span.spelling for span in spans if span.spelling}
    if names := next((text[s.start : s.end] for s in spans if s.slot == "authors"), ""):
        first = _FIRST.fullmatch(names)
        spellings["authors"] = _first(first["name"]) + (first["others"] or "") if first else "%A"
    venue = next((text[s.start : s.end] for s in spans if s.slot == "venue"), "")
    preprint = any(s.slot == "url" and "arxiv.org/" in text[s.start : s.end] for s in spans)
    form = unnamed(shape(text, spans), title)
    return Sample(form, spellings, venue, preprint, weight, bool(split(title)))


def _first(name: str) -> str:
    """How the one author is named: in full, or by the family name."""
    return "%F" if " " in name else "%L"


def split(title: str) -> tuple[str, str] | None:
    """Short name and rest of ``Quokka: A System for …``; None when the title does not begin with a name."""
    match = _COLON.match(title)
    if match is None or words(match["short"]) > 5:
        return None
    return match["short"], match["rest"]


def rank(samples: Iterable[Sample], *haves: frozenset[str]) -> list[tuple[Shape, frozenset[str]]]:
    """The shapes that could be written, best first, each with the known slots it is written for.

    A work with ``short`` and ``rest`` may be written whole or split: the neighbours whose titles begin with a
    name of their own decide.

    Args:
        haves: what is known of the work; several where its address may take one slot or another.
    """
    samples = [one for one in samples if slots_of(one.shape) & {"title", "short"}]
    pictures = pictured((one.shape, one.weight) for one in samples)
    usual = separators((without(one.shape, pictures), one.weight) for one in samples)
    scored: list[tuple[float, int, Shape, frozenset[str]]] = []
    for have in haves:
        fit = _as_they_split(samples) if "short" in have else samples
        counts: dict[Shape, float] = defaultdict(float)
        for one in fit:
            counts[_titled(settled(without(one.shape, pictures), usual), have)] += one.weight
        wanted = _wanted(counts, have)
        # Shapes that come to the same once what is not known is left out count as one.
        marks = {slot: f"<{slot}>" for slot in have}
        looks = {form: write(form, marks) for form in counts}
        alike: dict[str, float] = defaultdict(float)
        for form, count in counts.items():
            alike[looks[form]] += count
        for form in counts:
            scored.append((_score(form, alike[looks[form]], have, wanted), -len(scored), form, have))
    scored.sort(key=lambda row: row[:2], reverse=True)
    return [(form, have) for _, _, form, have in scored]


def _wanted(counts: Mapping[Shape, float], have: frozenset[str]) -> set[str]:
    """The known slots that at least one neighbour in fifty shows."""
    listed: dict[str, float] = defaultdict(float)
    for form, weight in counts.items():
        for slot in slots_of(form):
            listed[slot] += weight
    least = max(0.02 * sum(counts.values()), 0.5)
    return {slot for slot in have if listed[slot] >= least}


def _score(form: Shape, count: float, have: frozenset[str], wanted: set[str]) -> float:
    slots = slots_of(form)
    named = {"title", "short", "rest"}
    cost = sum(_DROP.get(slot, 2.0) for slot in slots - have - named)
    cost += sum(_LACK.get(slot, 1.0) for slot in wanted - slots - named)
    if "title" not in slots and not {"short", "rest"} <= slots:
        cost += 6
    if "note" in slots & have and _first_slot(form) == "note":
        cost += 2  # a remark before the title is one neighbour's way, not a list's
    if "url" in slots - have or not slots & have & ADDRESSES:
        cost += 6
    return math.log(count) - cost


def _first_slot(form: Shape) -> str:
    part = next((part for part in form if not isinstance(part, Sep)), None)
    if isinstance(part, Wrap):
        return _first_slot(part.parts)
    return part.name if isinstance(part, Slot) else ""


def _as_they_split(samples: list[Sample]) -> list[Sample]:
    """Only neighbours that treat a name before a colon as most of the list does."""
    whole = [one for one in samples if one.colon]
    parted = [one for one in samples if {"short", "rest"} <= slots_of(one.shape)]
    if not parted and not whole:
        return samples
    split_wins = sum(one.weight for one in parted) > sum(one.weight for one in whole)
    if split_wins:
        return parted
    return [one for one in samples if "rest" not in slots_of(one.shape)] or samples


def _titled(form: Shape, have: frozenset[str]) -> Shape:
    """The shape as a title without a name of its own fills it: whole, where the short name stood."""
    slots = slots_of(form)
    if "short" in have or "title" in slots or "short" not in slots:
        return form
    return _join(form)


def _join(form: Shape) -> Shape:
    parts: list[Slot | Sep | Wrap] = []
    for part in form:
        if isinstance(part, Slot) and part.name == "rest":
            if parts and isinstance(parts[-1], Sep):
                parts.pop()
            continue
        if isinstance(part, Slot) and part.name == "short":
            parts.append(Slot("title"))
        elif isinstance(part, Wrap):
            parts.append(Wrap(part.open, _join(part.parts), part.close))
        else:
            parts.append(Sep(re.sub(r"^[:：](?=\*|\]|$)", "", part.text)) if isinstance(part, Sep) else part)
    return tuple(part for part in parts if not (isinstance(part, Sep) and not part.text))


def spelling(samples: Iterable[Sample], slot: str, accept: Callable[[str], bool] = bool) -> str:
    """How most neighbours spell a date or a venue; empty when none does."""
    spelt = ((one.spellings.get(slot, ""), one.weight) for one in samples)
    accepted = [(text, weight) for text, weight in spelt if accept(text)]
    if slot == "date":
        return dates.prevailing(accepted)
    counts: dict[str, float] = defaultdict(float)
    for text, weight in accepted:
        counts[text] += weight
    return max(counts, key=lambda text: counts[text], default="")
