"""An entry stands out of its list's order.

Only lists that are in order, by title or by date, with few exceptions: at least nine of ten entries.

Bad:
    Bilby, Dingo, Quokka, Echidna, Wombat
Good:
    Bilby, Dingo, Echidna, Quokka, Wombat
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, pairwise

from bot.lint.model import Flaw, Rule
from bot.lint.page import Item, Page
from bot.lint.runs import in_order
from bot.listing.alphabet import alphabet
from bot.listing.moments import moments, told_by

_LEAST = 10
_SHARE = 0.9
_NUMBER = re.compile(r"\d+")
_COUNTED = re.compile(r"\d+[.)]\s")
_DIGITS = 6
_RISING = 0.7
"""Share of neighbours in order below which no order is looked for; one misplaced entry costs two."""


def check(page: Page) -> Iterator[Flaw]:
    """Every entry outside the longest run that is in order."""
    for whole in page.groups:
        if len(whole) < _LEAST:
            continue
        columns = list(map(_column, whole))
        usual = Counter(columns).most_common(1)[0][0]
        group = [item for item, at in zip(whole, columns, strict=True) if at == usual and not _is_torn(item)]
        if len(group) < _LEAST:
            continue
        for what, kept in _orders(group):
            if len(kept) == len(group) or len(kept) < _SHARE * len(group):
                continue
            yield from (
                _flaw(item, what, len(kept), len(group)) for i, item in enumerate(group) if i not in kept
            )
            break


def _is_torn(item: Item) -> bool:
    """A row with too many or too few cells: what is read as its title may be something else."""
    return item.group.kind == "table" and len(item.entry.cells) != len(item.group.header)


def _column(item: Item) -> int:
    """The cell with the title; in one row of services “GitHub” is a label like any other, and no title."""
    if item.group.kind != "table":
        return 0
    return next((i for i, part in enumerate(item.parts) if part.of("title")), -1)


def _orders(group: list[Item]) -> Iterator[tuple[str, set[int]]]:
    plain = [item.title.casefold() for item in group]
    if sum(bool(_COUNTED.match(title)) for title in plain) * 2 > len(plain):
        return  # “3) Quokka”: they are counted, and in no other order
    rising = sum(left <= right for left, right in pairwise(plain))
    if rising >= _RISING * len(group) and len(set(plain)) > len(plain) // 2 and all(plain):
        titles = [alphabet(title) for title in plain]
        # “The Graph” may stand under T or under G.
        # “Bilby 9” may stand before “Bilby 10” or, letter by letter, after it.
        counted = [_NUMBER.sub(lambda found: found[0].zfill(_DIGITS), title) for title in titles]
        yield "in alphabetical order", max(in_order(titles), in_order(counted), key=len) | in_order(plain)
    found = [item.facts for item in group]
    told = told_by(found)
    dates = [value for value in moments(found, told) if value is not None]
    if len(dates) == len(group) and len(set(dates)) > 2:
        vague = {i for i, one in enumerate(found) if told == "date" and len(one.date) == len("2024")}
        dates = _settled(dates, vague)
        yield "from old to new", in_order(dates)
        yield "from new to old", in_order([-date for date in dates])


def _settled(dates: list[float], vague: set[int]) -> list[float]:
    """The dates, where one that shows only its year stands beside another of that year, that one's."""
    settled: list[float] = []
    for i, date in enumerate(dates):
        if i not in vague:
            settled.append(date)
            continue
        after = (dates[j] for j in range(i + 1, len(dates)) if j not in vague)
        beside = islice(chain(settled[-1:], after), 2)
        settled.append(next((one for one in beside if int(one) == int(date)), date))
    return settled


def _flaw(item: Item, what: str, kept: int, total: int) -> Flaw:
    return Flaw(
        item.line,
        len(item.entry.prefix),
        f"“{item.title}” stands out of order; {kept} of {total} entries here go {what}.",
        "Move it to its place.",
        length=len(item.entry.text.split("\n")[0]),
    )


RULE = Rule("entry-order", "info", check)
