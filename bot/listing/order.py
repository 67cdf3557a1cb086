"""In which order a list stands, and where a new work goes in it.

People are not strict, so order is read as a trend: Kendall's tau over all pairs of entries. From 4,222 insertions
that people made by hand in 62 lists: where tau is 0.5 or more they add at the bottom in 84% of the cases, where
it is -0.5 or less at the top in 75%.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.identifiers import Identifier, identify
from bot.listing import dates
from bot.listing.facts import Facts

Name = Literal["append", "prepend", "date-ascending", "date-descending", "alphabetical", "none"]

STRONG = 0.5
"""Trend from which people add at the newest end."""

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_LIMIT = 400  # entries looked at: the trend of a longer list is that of its ends


@dataclass(frozen=True, slots=True)
class Order:
    """What was learnt of one group.

    Attributes:
        name: as `paperlist sections` shows it.
        tau: the date trend, -1 (newest first) to 1 (newest last); 0 when there is none.
        support: how many entries with a date it rests on.
    """

    name: Name
    tau: float = 0.0
    support: int = 0


def when(date: str, identifier: Identifier | None) -> float | None:
    """A moment as a number that grows with time; the arXiv number is used where it says more than the date."""
    number = _arxiv(identifier) if identifier else None
    if not date:
        return number
    parts = [int(part) for part in date.split("-")]
    moment = parts[0] + ((parts[1] - 1) / 12 if len(parts) > 1 else 0) + ((parts[2] - 1) / 372 if len(parts) > 2 else 0)
    if len(parts) == 1 and number is not None and int(number) == parts[0]:
        return number
    return moment


def _arxiv(identifier: Identifier) -> float | None:
    match = re.match(r"(\d\d)(\d\d)\.(\d{4,5})$", identifier.value) if identifier.scheme == "arxiv" else None
    if match is None:
        return None
    return 2000 + int(match[1]) + (int(match[2]) - 1) / 12 + int(match[3]) / 10 ** len(match[3]) / 12


def moments(found: Sequence[Facts]) -> list[float | None]:
    """When each entry's work appeared, all read the same way.

    Where at least half of the entries show a date, only shown dates count; otherwise arXiv numbers do too.
    """
    shown = sum(len(one.date) > 4 for one in found)
    if shown * 2 >= len(found):
        return [when(one.date, None) for one in found]
    return [when(one.date, identify(one.url) if one.url else None) for one in found]


def tau(values: Sequence[float | None]) -> tuple[float, int]:
    """Kendall's tau (ties left out of the count) and the number of values it rests on."""
    known = [value for value in values if value is not None]
    if len(known) > _LIMIT:
        known = known[: _LIMIT // 2] + known[-_LIMIT // 2 :]
    up = down = 0
    for i, left in enumerate(known):
        for right in known[i + 1 :]:
            up += left < right
            down += left > right
    return ((up - down) / (up + down) if up + down else 0.0), len(known)


def alphabet(title: str) -> str:
    """How a title sorts: without case, leading article and punctuation."""
    return "".join(c for c in _ARTICLE.sub("", title).casefold() if c.isalnum() or c == " ").strip()


def infer(found: Sequence[Facts]) -> Order:
    """The order of a group's entries."""
    trend, support = tau(moments(found))
    titles = [alphabet(one.title) for one in found]
    pairs = [left <= right for left, right in zip(titles, titles[1:], strict=False)]
    if len(pairs) >= 4 and sum(pairs) >= 0.85 * len(pairs):
        return Order("alphabetical", trend, support)
    if support >= 3 and abs(trend) >= 0.8:
        return Order("date-ascending" if trend > 0 else "date-descending", trend, support)
    if support >= 3 and abs(trend) >= STRONG:
        return Order("append" if trend > 0 else "prepend", trend, support)
    return Order("append" if found else "none", trend, support)


def index(order: Order, found: Sequence[Facts], title: str, moment: float | None) -> int:
    """Before which entry (0 to ``len(found)``) a new work goes."""
    if order.name == "alphabetical":
        key = alphabet(title)
        return _between([alphabet(one.title) for one in found], key)
    if order.name in ("date-ascending", "date-descending"):
        if moment is None:
            return len(found) if order.name == "date-ascending" else 0
        return _by_moment(moments(found), moment, ascending=order.name == "date-ascending")
    return 0 if order.name == "prepend" else len(found)


def _between(keys: Sequence[str], key: str) -> int:
    """The place with the fewest entries on the wrong side; the last of several."""
    wrong = sum(1 for other in keys if other < key)
    best, at = wrong, 0
    for i, other in enumerate(keys):
        wrong += -1 if other < key else (1 if other > key else 0)
        if wrong <= best:
            best, at = wrong, i + 1
    return at


def _by_moment(values: Sequence[float | None], moment: float, *, ascending: bool) -> int:
    """The place with the fewest entries on the wrong side; of several, the one next to the newest end."""
    sign = 1 if ascending else -1
    known = [(i, value) for i, value in enumerate(values) if value is not None]
    wrong = sum(1 for _, value in known if sign * value < sign * moment)
    best, at = wrong, known[0][0] if known else 0
    for i, value in known:
        wrong += -1 if sign * value < sign * moment else (1 if sign * value > sign * moment else 0)
        if wrong < best or (ascending and wrong == best):
            best, at = wrong, i + 1
    return at if known else len(values)
