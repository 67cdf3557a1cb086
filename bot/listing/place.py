"""Where a new work goes: which group of a section, before which entry, on which line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from bot.errors import NeedsPerson
from bot.listing import headed
from bot.listing.alphabet import sort_key
from bot.listing.compose import Spot, Written, compose, house_style, samples
from bot.listing.facts import Facts, facts
from bot.listing.find import full_name
from bot.listing.habits import learn
from bot.listing.model import Group, Listing, Section
from bot.listing.moments import moment
from bot.listing.numbering import counts
from bot.listing.order import Order, index
from bot.listing.style import Neighbours
from bot.listing.table import compose_row
from bot.markdown.edit import Insertion
from bot.markdown.proof import Expected
from bot.works.model import Work

_EXPECTED: dict[str, Expected] = {"table": "row", "paragraph": "paragraph", "heading": "entry"}
_WINDOW = 25  # places of a long list that learn from the same neighbours
_LABEL = re.compile(r" {0,3}\[([^\[\]]+)\]:")


@dataclass(frozen=True, slots=True)
class Placed:
    """A new entry and its place.

    Attributes:
        insertion: the edit.
        written: the entry itself.
        section: where it goes.
        group: the labelled part of the section; None for the section's own list or a new list.
        kind: what the proof shall expect: an item of a list, a row of a table, a paragraph, a
            heading with points or a new list.
    """

    insertion: Insertion
    written: Written
    section: Section
    group: Group | None
    kind: Expected


def place(
    works: Sequence[Work], listing: Listing, section: Section, group: Group | None, *, house: bool = False
) -> list[tuple[int, Placed]]:
    """Lines and places for several works that go into one group, or into a new list of the section.

    Gives them with their numbers, in the order in which they will stand. What the list has to teach is
    learnt once, from the entries that people wrote. Works that go to one place stand there in the order
    given, unless the list is sorted.

    Args:
        house: whether a list without any entry, which can teach nothing, gets the way of `house_style`.

    Raises:
        NeedsPerson: the section has no list to learn from.
    """
    if group is None:
        alone = house and not listing.entries
        new = (
            [house_style(work) for work in works] if alone else _written_like_others(works, listing, section)
        )
        return list(enumerate(_first(new, listing, section)))
    found = [facts(entry, group) for entry in group.entries]
    learnt = learn(listing, section, group)
    spots = [index(learnt, found, work) if found else 0 for work in works]
    queue = sorted(range(len(works)), key=lambda i: (spots[i], _rank(learnt, works[i], found)))
    placed: list[tuple[int, Placed]] = []
    near: dict[int, Neighbours] = {}
    falling = counts(group) < 0
    for at, members in groupby(queue, key=lambda i: spots[i]):
        together = list(members)
        for i, number in enumerate(together):
            work = works[number]
            ahead = len(together) - 1 - i if falling and not at else i
            spot = Spot(listing, section, group, at, ahead)
            if group.kind == "table":
                written = _own_text(compose_row(work, listing, group, at, ahead), listing)
                insertion = _row(group, at, written)
            else:
                if (window := at // _WINDOW) not in near:
                    near[window] = Neighbours(samples(spot))
                written = _own_text(compose(work, spot, near[window]), listing)
                insertion = (
                    headed.insertion(listing, group, at, written.lines)
                    if group.kind == "heading"
                    else _insertion(group, at, written)
                )
            one = Placed(insertion, written, section, group, _EXPECTED.get(group.kind, "item"))
            placed.append((number, one))
    return placed


def _rank(order: Order, work: Work, found: Sequence[Facts]) -> tuple[float, str]:
    """How works that go to one place of a sorted list stand among themselves."""
    if order.name == "alphabetical":
        return 0.0, sort_key(work.title, work.link, [one.title for one in found])
    if not order.strict:
        return 0.0, ""
    when = moment(work, found, order.told) or 0.0
    return (when if order.name == "date-ascending" else -when), ""


def _own_text(written: Written, listing: Listing) -> Written:
    """A title in brackets stays text, also where the file defines a reference of that name."""
    defined = [block for block in listing.document.blocks if block.kind == "definition"]
    labels = {match[1] for block in defined if (match := _LABEL.match(listing.document.lines[block.start]))}
    if not labels:
        return written
    names = "|".join(map(re.escape, labels))
    shown = re.compile(rf"(?<!\\)\[({names})\](?![(:])", re.I)
    return replace(written, lines=tuple(shown.sub(r"\\[\1\\]", line) for line in written.lines))


def _row(group: Group, at: int, written: Written) -> Insertion:
    if at < len(group.entries):
        return Insertion(group.entries[at].start, written.lines)
    return Insertion(group.entries[-1].stop if group.entries else group.start + 2, written.lines)


def _insertion(group: Group, at: int, written: Written) -> Insertion:
    """The lines with the blank lines that the list keeps between its entries."""
    entries = group.entries
    gaps = Counter(right.start - left.stop for left, right in pairwise(entries))
    gap = gaps.most_common(1)[0][0] if gaps else 0
    blank = ("",) * min(gap, 1)
    if group.kind == "paragraph" and not gaps:
        blank = ("",)
    if at < len(entries):
        return Insertion(entries[at].start, (*written.lines, *blank))
    return Insertion(entries[-1].stop, (*blank, *written.lines))


def _first(written: Sequence[Written], listing: Listing, section: Section) -> list[Placed]:
    """A new list in a section that has none."""
    if written[0].lines[0].lstrip().startswith("#"):
        insertions = headed.first(listing, section, [one.lines for one in written])
        return [
            Placed(insertion, one, section, None, "entry")
            for insertion, one in zip(insertions, written, strict=True)
        ]
    lines = listing.document.lines
    at = max(
        (block.end for block in listing.document.blocks if section.body <= block.start < section.end),
        default=section.body,
    )
    blank_above = at < section.end and not lines[at].strip() if at < len(lines) else False
    if blank_above:
        at += 1
    above = () if blank_above or at == 0 or not lines[at - 1].strip() else ("",)
    below = ("",) if at < len(lines) and lines[at].strip() else ()
    last = len(written) - 1
    return [
        Placed(
            Insertion(at, (*(above if i == 0 else ()), *one.lines, *(below if i == last else ()))),
            one, section, None, "list",
        )
        for i, one in enumerate(written)
    ]  # fmt: skip


def _written_like_others(works: Sequence[Work], listing: Listing, section: Section) -> list[Written]:
    entries = [entry for _, _, entry in listing.entries]
    if not entries:
        raise NeedsPerson(
            f"{listing.file} lists nothing yet, so there is no style to follow.",
            "Add a first entry by hand; the next ones are written like it.",
        )
    if all(entry.cells for entry in entries):
        raise NeedsPerson(
            f"The section “{full_name(section)}” has no table yet.",
            "Add its header row first; then ask again.",
        )
    spots = [Spot(listing, section, None, 0, i) for i in range(len(works))]
    near = Neighbours(samples(spots[0]))
    return [_own_text(compose(work, spot, near), listing) for work, spot in zip(works, spots, strict=True)]
