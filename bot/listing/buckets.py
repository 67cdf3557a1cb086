"""Which part of a section a work goes into: the bucket its year or venue calls for, else the main list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from bot.errors import NeedsPerson
from bot.identifiers import identify
from bot.listing import venues
from bot.listing.find import full_name
from bot.listing.habits import learn
from bot.listing.model import Group, Listing, Section
from bot.listing.moments import when
from bot.listing.navigation import leads_inward
from bot.listing.suggest import suggest
from bot.works.model import Work

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EARLIER = re.compile(
    r"before|earlier|prior|older|previous|until|up to|and below|≤|<=|之前|以前|及以前|更早", re.I
)
_LATER = re.compile(r"after|later|onwards?|since|newer|≥|>=|\+|至今|以后|之后|以来", re.I)
_BEFORE_ONLY = re.compile(r"before|prior|older|<(?!=)|之前|以前(?<!及以前)", re.I)
_MOST_NAMED = 8
_LONGEST_DATED = 5  # words

Part = TypeVar("Part", Group, Section)


def choose(work: Work, listing: Listing, section: Section) -> tuple[Section, Group | None]:
    """The section, or the one below it, and the group of it, that ``work`` goes into; None for a new list.

    Raises:
        NeedsPerson: the section is split and nothing says which part is meant.
    """
    groups = [group for group in section.groups if not group.navigation] or _told(section)
    if groups:
        return section, _group(work, listing, section, groups)
    below = [
        one
        for one in listing.sections
        if one.path[: len(section.path)] == section.path and one is not section
    ]
    below = [one for one in below if one.entries]
    if len(below) < 2:
        return section, None
    chosen = bucket(work, [(one.name, one) for one in below])
    if chosen is None:
        names = "; ".join(f"“{full_name(one)}”" for one in below[:_MOST_NAMED])
        more = f" and {len(below) - _MOST_NAMED} more" if len(below) > _MOST_NAMED else ""
        raise NeedsPerson(
            f"“{full_name(section)}” holds no list of its own but {len(below)} sections.",
            f"Name one: {names}{more}.",
        )
    return choose(work, listing, chosen)


def _told(section: Section) -> list[Group]:
    """What stands under News and the like: nothing of it is listed, yet a work may be asked to go there."""
    return [group for group in section.groups if group.entries and not leads_inward(group)]


def main_group(section: Section) -> Group | None:
    """The group with most entries; None when the section has no list."""
    return largest([group for group in section.groups if not group.navigation])


def largest(groups: Sequence[Group]) -> Group | None:
    """The one with most entries."""
    return max(groups, key=lambda group: len(group.entries), default=None)


def _group(work: Work, listing: Listing, section: Section, groups: list[Group]) -> Group | None:
    if chosen := bucket(work, [(group.label, group) for group in groups]):
        return chosen
    dated = [group for group in groups if _is_dated(group.label)]
    own = [group for group in groups if not group.label and group.entries]
    if len(dated) < 2 or own:
        return _growing(listing, section, groups) if own else _likeliest(work, listing, section, groups)
    year = year_of(work)
    names = ", ".join(f"“{group.label}”" for group in dated[:_MOST_NAMED])
    if not year:
        raise NeedsPerson(
            f"“{full_name(section)}” is split by year ({names}), and the work's date is not known.",
            "Add a line `Date: …`, or name the part.",
        )
    raise NeedsPerson(
        f"“{full_name(section)}” is split by year ({names}) and has no part for {year}.",
        "A maintainer has to add one, or name the part to use.",
    )


def _is_dated(name: str) -> bool:
    """``2024``, ``ICML 2024``, ``2020 and before``; not the title and the year of a work."""
    return bool(_YEAR.search(name)) and len(name.split()) <= _LONGEST_DATED


def _growing(listing: Listing, section: Section, groups: Sequence[Group]) -> Group | None:
    """The largest part; of lists that only another marker parts from it, the one at the end that grows."""
    best = largest(groups)
    if best is None or best.label or best.kind not in ("bullet", "numbered"):
        return best
    at = groups.index(best)
    low = high = at
    while low and _goes_on(listing, groups[low - 1], groups[low]):
        low -= 1
    while high + 1 < len(groups) and _goes_on(listing, groups[high], groups[high + 1]):
        high += 1
    if low == high:
        return best
    order = learn(listing, section, best)
    if order.strict:
        return best
    return groups[high] if order.name in ("append", "date-ascending") else groups[low]


def _goes_on(listing: Listing, above: Group, below: Group) -> bool:
    """Does one list follow another with nothing between them?"""
    between = listing.document.lines[above.end : below.start]
    return (
        not (above.label or below.label or any(line.strip() for line in between)) and above.kind == below.kind
    )


def _likeliest(work: Work, listing: Listing, section: Section, groups: Sequence[Group]) -> Group | None:
    """The part whose label and entries are most like the work; the largest where its title says nothing."""
    if len(groups) > 1:
        asked = identify(work.link) if work.link else None
        parts = _as_sections(listing, section)
        if best := suggest([parts], work.title, work.abstract, 1, link=asked, date=work.date):
            return best[0].section.groups[0]
    return largest(groups)


@lru_cache(maxsize=4)
def _as_sections(listing: Listing, section: Section) -> Listing:
    """The parts of a section as sections of their own; one object for many works."""
    parts = [replace(section, path=(*section.path, one.label), groups=[one]) for one in section.groups]
    return replace(listing, sections=parts)


def year_of(work: Work) -> str:
    """The year of a work: as given, of its venue, or of its arXiv number; empty when nothing tells."""
    venue = venues.read(work.venue)
    number = when("", identify(work.link))
    return work.date[:4] or (venue.year if venue else "") or (str(int(number)) if number else "")


def bucket(work: Work, parts: Sequence[tuple[str, Part]]) -> Part | None:
    """The part whose name calls for the work's venue or year; None where the names are no buckets."""
    venue = venues.read(work.venue)
    for name, part in parts:
        named = venues.read(name)
        if venue and named and named.name.casefold() == venue.name.casefold() and named.year == venue.year:
            return part
    year = year_of(work)
    dated = [(name, part) for name, part in parts if _is_dated(name)]
    if not year or len(dated) < 2:
        return None
    for name, part in dated:
        years = _YEAR.findall(name)
        if year in years and not (_BEFORE_ONLY.search(name) and year == max(years)):
            return part
    for name, part in dated:
        years = list(map(int, _YEAR.findall(name)))
        spans = len(years) > 1 and min(years) <= int(year) <= max(years)
        earlier = _EARLIER.search(name) and int(year) <= max(years)
        later = _LATER.search(name) and int(year) >= min(years)
        if spans or earlier or later:
            return part
    return None
