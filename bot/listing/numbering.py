"""Numbers that people write before entries: whether a list counts on, and the number of a new entry."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.listing.columns import roles
from bot.listing.model import Group

_LAST = re.compile(r"(?<!\d)\d{1,9}(?=\D*$)")  # a longer one counts no entries
_NUMBER = re.compile(r"\d{1,9}")
_COUNTS = 0.8  # of the steps from entry to entry that are the same


def counts(group: Group) -> int:
    """1 where the entries count on, -1 where the newest has the highest number and stands first, else 0.

    A new entry can then only go where the counting goes on: in the middle its number would be there already.
    """
    known = _numbers(group)
    steps = [right - left for left, right in pairwise(known)]
    if len(steps) < 2:
        return 0
    return next((step for step in (1, -1) if steps.count(step) >= _COUNTS * len(steps)), 0)


def complete(group: Group) -> bool:
    """Are the entries numbered 1, 2, 3 …? Who adds at the top and renumbers nothing has a number twice."""
    known = _numbers(group)
    return len(known) > 1 and known == list(range(1, len(known) + 1))


def prefix(group: Group, at: int, ahead: int) -> str:
    """What stands before entry ``at`` of a numbered group, ``ahead`` other new ones being nearer to the old.

    The number follows the one before it, with the same gap; old numbers are never touched.
    """
    before = group.entries[at - 1] if at else group.entries[0]
    step = ahead + (1 if at or counts(group) < 0 else 0)
    if _all_same(group):
        step = 0
    return _LAST.sub(lambda number: str(int(number[0]) + step), before.prefix, count=1)


def cell(group: Group, column: int, at: int, ahead: int) -> str:
    """The number in a row's cell; empty where the rows beside it have none."""
    first = not at and counts(group) < 0
    if not (at or first):
        return ""
    cells = group.entries[at - 1 if at else 0].cells
    text = cells[column].strip() if column < len(cells) else ""
    return str(int(text) + 1 + ahead).zfill(len(text)) if _NUMBER.fullmatch(text) else ""


def _numbers(group: Group) -> list[int]:
    if group.kind in ("numbered", "heading"):
        found = [match[0] for entry in group.entries if (match := _LAST.search(entry.prefix))]
    elif group.kind == "table" and "number" in (kinds := roles(group)):
        column = kinds.index("number")
        found = [entry.cells[column].strip() for entry in group.entries if column < len(entry.cells)]
    else:
        return []
    return [int(text) for text in found if _NUMBER.fullmatch(text)]


def _all_same(group: Group) -> bool:
    """Is every item numbered alike (``1.`` throughout), for the renderer to count?"""
    numbers = {match[0] for entry in group.entries if (match := _LAST.search(entry.prefix))}
    return len(group.entries) > 1 and len(numbers) == 1
