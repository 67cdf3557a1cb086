"""When works appeared, as far as the entries of a list show it, and the trend of that."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from bot.identifiers import Identifier, identify
from bot.listing import venues
from bot.listing.facts import Facts
from bot.works.model import Work

_LIMIT = 200  # entries looked at from each end: the trend of a longer list is that of its ends
_NEARLY_ALL = 0.8
STRICT = 0.95
"""Trend from which a list is kept in order of time, not just grown at its newest end."""


def when(date: str, identifier: Identifier | None) -> float | None:
    """A moment as a number that grows with time; an arXiv number counts where it says more than the date."""
    number = _arxiv(identifier) if identifier else None
    if not date:
        return number
    if "-" not in date and number is not None and int(number) == int(date):
        return number
    return _dated(date)


@lru_cache(maxsize=4096)  # many works share a month
def _dated(date: str) -> float:
    year, month, day = [*(int(part) for part in date.split("-")), 0, 0][:3]
    return float(year) + (month - 1) / 12 * bool(month) + (day - 1) / 372 * bool(day)


def _arxiv(identifier: Identifier) -> float | None:
    if identifier.scheme != "arxiv":
        return None
    match = re.match(r"(\d\d)(\d\d)\.(\d{4,5})$", identifier.value)
    if match is None:
        return None
    within_month = int(match[3]) / float(10 ** len(match[3]))
    return 2000 + int(match[1]) + (int(match[2]) - 1 + within_month) / 12


Told = Literal["date", "year", "number"]


def told_by(found: Sequence[Facts]) -> Told:
    """What tells when the works of a group appeared.

    ``date``: at least half of the entries show one more exact than a year. ``year``: nearly all show a year
    and whoever keeps the list goes by no more, so works of one year are in no order. ``number``: arXiv
    numbers in the links, beside what years are shown.
    """
    if sum(len(one.date) > 4 for one in found) * 2 >= len(found):
        return "date"
    if sum(bool(one.date) for one in found) < _NEARLY_ALL * len(found):
        return "number"
    return "number" if abs(tau(_numbers(found))[0]) >= STRICT else "year"


def moments(found: Sequence[Facts], told: Told | None = None) -> list[float | None]:
    """When each entry's work appeared, all read the same way.

    Args:
        told: what `told_by` gives, where that is known already.
    """
    match told or told_by(found):
        case "date":
            return [when(one.date, None) for one in found]
        case "year":
            return [when(one.date[:4], None) for one in found]
        case "number":
            return _numbers(found)


def _numbers(found: Sequence[Facts]) -> list[float | None]:
    return [when(one.date, identify(one.url) if one.url else None) for one in found]


def moment(work: Work, found: Sequence[Facts], told: Told) -> float | None:
    """When the work appeared, read as `moments` reads the entries around it: from what the list will show."""
    identifier = identify(work.link)
    venue = venues.read(work.venue)
    year = venue.year if venue else ""
    match told:
        case "date":
            return when(work.date, identifier)
        case "year":
            known = when(year or work.date[:4], identifier)
            return known and float(int(known))
        case "number":
            dated = sum(bool(one.date) for one in found) * 2 >= len(found)
            return when(year if dated else "", identifier) or when(work.date, None)


def concord(values: Sequence[float | None]) -> tuple[int, int, int]:
    """How many pairs rise, how many fall, and how many values are known."""
    known = [value for value in values if value is not None]
    if len(known) > 2 * _LIMIT:
        known = known[:_LIMIT] + known[-_LIMIT:]
    rising = falling = 0
    before: list[float] = []  # in order, so that pairs need not be looked at one by one
    for value in known:
        after_like = bisect_right(before, value)
        rising += bisect_left(before, value)
        falling += len(before) - after_like
        before.insert(after_like, value)
    return rising, falling, len(known)


def tau(values: Sequence[float | None]) -> tuple[float, int]:
    """Kendall's tau, ties left out of the count, and the number of values it rests on."""
    rising, falling, known = concord(values)
    return ((rising - falling) / (rising + falling) if rising + falling else 0.0), known


def place_of(values: Sequence[float | None], moment: float, *, ascending: bool) -> int:
    """The place with the fewest entries on the wrong side; of several, the one next to the newest end."""
    sign = 1 if ascending else -1
    known = [(i, sign * value) for i, value in enumerate(values) if value is not None]
    if not known:
        return len(values) if ascending else 0
    moment *= sign
    wrong = sum(value < moment for _, value in known)
    best, at = wrong, known[0][0]
    for i, value in known:
        wrong += (value > moment) - (value < moment)
        if wrong < best or (ascending and wrong == best):
            best, at = wrong, i + 1
    return at
