"""The date contradicts the arXiv number, where the list's dates follow it.

One of the two is wrong: most often the link leads to another paper.

Bad:
    - [Quokka Technical Report](https://arxiv.org/abs/2404.00001) - (Aug 2024)
Good:
    - [Quokka Technical Report](https://arxiv.org/abs/2408.00001) - (Aug 2024)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.lint.majority import LEAST, Habit
from bot.lint.rule import Flaw, Item, Page, Rule
from bot.listing import venues

_SHARE = 0.9
_MOST = 0.6
"""Of a group that goes by the file's habit: where more are far, its dates mean something else."""
_NEAR = 1
_FAR = 3
"""Months. Up to ``_NEAR`` a date follows the number; from ``_FAR`` on it contradicts it."""


def check(page: Page) -> Iterator[Flaw]:
    """Every date far from the month of its arXiv number, where at least 90% of the group or file are near."""
    groups = list(map(_measured, page.groups))
    whole = _near([pair for found in groups for pair in found])
    for found in groups:
        near = _near(found)
        usual = near if near.total >= LEAST and _follows(near, _SHARE) else whole
        own = _follows(near, _MOST) or near.count == near.total - 1
        if usual.total < LEAST or not _follows(usual, _SHARE) or not own:
            continue
        there = "" if usual is whole else " here"
        for item, months in found:
            if months >= _FAR and item.name:
                year, month = item.name.value[:2], item.name.value[2:4]
                yield item.flaw(
                    f"The date says {item.facts.date}, the number 20{year}-{month}: {months} months apart; "
                    f"{usual} dates{there} follow the number.",
                    "Look the link up: it may lead to another work.",
                )


def _measured(group: Sequence[Item]) -> list[tuple[Item, int]]:
    return [(item, months) for item in group if (months := _apart(item)) is not None]


def _near(found: Sequence[tuple[Item, int]]) -> Habit:
    return Habit("near", sum(months <= _NEAR for _, months in found), len(found))


def _follows(usual: Habit, share: float) -> bool:
    return usual.count >= share * usual.total


def _apart(item: Item) -> int | None:
    year, _, rest = item.facts.date.partition("-")
    if not rest or item.name is None or item.scheme != "arxiv" or "/" in item.name.value:
        return None
    if item.facts.venue and not venues.same(item.facts.venue, "arXiv"):
        return None  # the date may be the conference's
    number = (2000 + int(item.name.value[:2])) * 12 + int(item.name.value[2:4])
    return abs(int(year) * 12 + int(rest[:2]) - number)


RULE = Rule("date-mismatch", "warning", check)
