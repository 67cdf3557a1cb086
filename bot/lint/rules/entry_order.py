"""An entry stands out of its list's order.

Only lists that are in order, by title or by date, with few exceptions: at least eight of ten entries.

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

from bot.lint.rule import Flaw, Item, Page, Rule
from bot.lint.runs import in_order
from bot.listing.alphabet import alphabet
from bot.listing.moments import moments, told_by

_LEAST = 10
_SHARE = 0.8
_FEWEST = 4
_SHARE_OF_FILE = 0.85
"""Entries in order by which a file tells how those of its groups are meant that are in less."""
_SHARE_OF_ONE = 0.75
_NUMBER = re.compile(r"\d+")
_COUNTED = re.compile(r"\d+[.)]\s")
_DIGITS = 6
_RISING = 0.7
"""Share of neighbours in order below which no order is looked for; one misplaced entry costs two."""
_OLD_FIRST, _NEW_FIRST = "from old to new", "from new to old"


def check(page: Page) -> Iterator[Flaw]:
    """Every entry outside the longest run that is in order."""
    groups = [_Group(whole) for whole in map(_comparable, page.groups) if len(whole) >= _FEWEST]
    usual = _usual(groups)
    for group in groups:
        total = len(group.items)
        found = [one for one in _orders(group) if len(one[1]) >= _SHARE * total and total >= _LEAST]
        if not found and usual:
            found = [one for one in _by_date(group) if one[0] == usual and _is_kept(len(one[1]), total)]
        for what, kept in found[:1]:
            yield from (
                _flaw(item, what, len(kept), total) for i, item in enumerate(group.items) if i not in kept
            )


class _Group:
    """Entries, what tells when their works appeared, and when; no dates where that is not known of each."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        found = [item.facts for item in items]
        told = told_by(found)
        if told == "number" and all(one.date for one in found):
            told = "year"  # that is what readers see
        dates = [value for value in moments(found, told) if value is not None]
        self.told = told
        self.dates: list[float] = []
        if len(dates) == len(items):
            vague = {i for i, one in enumerate(found) if len(one.date) == 4 and dates[i] == int(dates[i])}
            self.dates = dates if told == "year" else _settled(dates, vague)


def _comparable(group: list[Item]) -> list[Item]:
    """The entries that are written like most of their group."""
    if len(group) < _FEWEST or not group[0].is_row:
        return group
    columns = list(map(_column, group))
    usual = Counter(columns).most_common(1)[0][0]
    return [item for item, at in zip(group, columns, strict=True) if at == usual and not _is_torn(item)]


def _usual(groups: list[_Group]) -> str:
    """The order that most entries of the file keep, in groups whose dates tell; empty when there is none."""
    kept = {_OLD_FIRST: 0, _NEW_FIRST: 0}
    total = 0
    for group in groups:
        if group.told == "date" and len(set(group.dates)) > 1:
            total += len(group.dates)
            kept[_OLD_FIRST] += len(in_order(group.dates))
            kept[_NEW_FIRST] += len(in_order([-date for date in group.dates]))
    best = max(kept, key=kept.__getitem__)
    return best if total >= _LEAST and _SHARE_OF_FILE * total <= kept[best] else ""


def _is_kept(kept: int, total: int) -> bool:
    """Is a group in order, as far as may be asked where the file is? One entry may always be astray."""
    return kept >= min(_SHARE_OF_ONE * total, total - 1)


def _is_torn(item: Item) -> bool:
    """A row with too many or too few cells: what is read as its title may be something else."""
    return item.is_row and len(item.entry.cells) != len(item.group.header)


def _column(item: Item) -> int:
    """The cell with the title; in one row of services “GitHub” is a label like any other, and no title."""
    if not item.is_row:
        return 0
    return next((i for i, part in enumerate(item.parts) if part.of("title")), -1)


def _orders(group: _Group) -> Iterator[tuple[str, set[int]]]:
    plain = [item.title.casefold() for item in group.items]
    if sum(bool(_COUNTED.match(title)) for title in plain) * 2 > len(plain):
        return  # “3) Quokka”: they are counted, and in no other order
    rising = sum(left <= right for left, right in pairwise(plain))
    if rising >= _RISING * len(plain) and len(set(plain)) > len(plain) // 2 and all(plain):
        titles = [alphabet(title) for title in plain]
        # “The Graph” may stand under T or under G.
        # “Bilby 9” may stand before “Bilby 10” or, letter by letter, after it.
        counted = [_NUMBER.sub(lambda found: found[0].zfill(_DIGITS), title) for title in titles]
        yield "in alphabetical order", max(in_order(titles), in_order(counted), key=len) | in_order(plain)
    yield from _by_date(group)


def _by_date(group: _Group) -> Iterator[tuple[str, set[int]]]:
    dates = group.dates
    orders = (_OLD_FIRST, in_order(dates)), (_NEW_FIRST, in_order([-date for date in dates]))
    if len(set(dates)) > 2 and any(len(kept) < _SHARE * len(dates) for _, kept in orders):
        yield from orders  # nearly all of one date are in either order


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
    return item.flaw(
        f"“{item.title}” stands out of order; {kept} of {total} entries here go {what}.",
        "Move it to its place.",
    )


RULE = Rule("entry-order", "info", check)
