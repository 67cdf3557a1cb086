"""The date contradicts the arXiv number, where the list's dates follow it.

One of the two is wrong: most often the link leads to another paper.

Bad:
    - [Quokka Technical Report](https://arxiv.org/abs/2404.00001) - (Aug 2024)
Good:
    - [Quokka Technical Report](https://arxiv.org/abs/2408.00001) - (Aug 2024)
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.majority import LEAST
from bot.lint.model import Flaw, Rule
from bot.lint.page import Item, Page
from bot.listing import venues

_SHARE = 0.9
_NEAR = 1
_FAR = 3
"""Months. Up to ``_NEAR`` a date follows the number; from ``_FAR`` on it contradicts it."""


def check(page: Page) -> Iterator[Flaw]:
    """Every date far from the month of its arXiv number, in groups where at least 90% are near."""
    for group in page.groups:
        found = [(item, months) for item in group if (months := _apart(item)) is not None]
        near = sum(months <= _NEAR for _, months in found)
        if len(found) < LEAST or near < _SHARE * len(found):
            continue
        for item, months in found:
            if months >= _FAR and item.name:
                year, month = item.name.value[:2], item.name.value[2:4]
                yield Flaw(
                    item.line,
                    len(item.entry.prefix),
                    f"The date says {item.facts.date}, the number 20{year}-{month}: {months} months apart; "
                    f"{near} of {len(found)} dates here follow the number.",
                    "Look the link up: it may lead to another work.",
                    length=len(item.entry.text.split("\n")[0]),
                )


def _apart(item: Item) -> int | None:
    year, _, rest = item.facts.date.partition("-")
    if not rest or item.name is None or item.name.scheme != "arxiv" or "/" in item.name.value:
        return None
    if item.facts.venue and not venues.same(item.facts.venue, "arXiv"):
        return None  # the date may be the conference's
    number = (2000 + int(item.name.value[:2])) * 12 + int(item.name.value[2:4])
    return abs(int(year) * 12 + int(rest[:2]) - number)


RULE = Rule("date-mismatch", "warning", check)
