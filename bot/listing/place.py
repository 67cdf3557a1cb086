"""Where a new work goes: which group of a section, before which entry, on which line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.errors import NeedsPerson
from bot.identifiers import identify
from bot.listing import dates, venues
from bot.listing.compose import Written, compose
from bot.listing.facts import Facts, facts
from bot.listing.find import shown
from bot.listing.model import Group, Habits, Listing, Section
from bot.listing.order import Order, alphabet, concord, index, infer, moments, tau, when
from bot.listing.table import compose_row
from bot.markdown.edit import Insertion
from bot.markdown.proof import Expected
from bot.works.model import Work

_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOK, _LOOK_GROUP = 600, 60  # entries read to learn what the whole file does
_BEFORE = re.compile(r"(?i)before|earlier|prior|older|之前|以前|及以前")


@dataclass(frozen=True, slots=True)
class Placed:
    """A new entry and its place.

    Attributes:
        insertion: the edit.
        written: the entry itself.
        section: where it goes.
        group: the labelled part of the section; None for the section's own list or a new list.
        index: before which entry of the group, 0-based.
        order: what was learnt of the group's order; None for a new list.
        kind: what the proof shall expect: an item of a list, a row of a table, a paragraph or a new list.
    """

    insertion: Insertion
    written: Written
    section: Section
    group: Group | None
    index: int
    order: Order | None
    kind: Expected


def place(work: Work, listing: Listing, section: Section, group: Group | None = None) -> Placed:
    """Line and place for ``work`` in ``section``, in ``group`` of it if one is named.

    Raises:
        NeedsPerson: the section has no list to learn from.
    """
    group = group or _group(work, section)
    if group is None:
        return _first(work, listing, section)
    found = [facts(entry, group) for entry in group.entries]
    learnt = learn(listing, section, group)
    moment = _moment(work, found)
    # A list that links the name of the venue instead of the title is asked for by that name.
    at = index(learnt, found, work.title, work.venue or work.title, moment) if found else 0
    if group.kind == "table":
        written = compose_row(work, listing, group, at)
        line = (
            group.entries[at].start
            if at < len(group.entries)
            else (group.entries[-1].stop if group.entries else group.start + 2)
        )
        return Placed(Insertion(line, written.lines), written, section, group, at, learnt, "row")
    written = compose(work, listing, section, group, at)
    return Placed(
        _insertion(group, at, written),
        written,
        section,
        group,
        at,
        learnt,
        "paragraph" if group.kind == "paragraph" else "item",
    )


def _moment(work: Work, found: Sequence[Facts]) -> float | None:
    """When the work appeared, read as `moments` reads the entries around it: from what the list will show."""
    identifier = identify(work.link)
    if sum(len(one.date) > 4 for one in found) * 2 >= len(found):
        return when(work.date, identifier)
    venue = venues.read(work.venue)
    if venue and venue.year and sum(bool(one.date) for one in found) * 2 >= len(found):
        return when(venue.year, identifier)
    return when("", identifier) or when(work.date, None)


def learn(listing: Listing, section: Section, group: Group) -> Order:
    """The order of a group; a small one follows the rest of the file."""
    return infer([facts(entry, group) for entry in group.entries], habits(listing, section))


def habits(listing: Listing, section: Section) -> Habits:
    """What the whole file does, and the headings beside this one."""
    if listing.habits is None:
        listing.habits = _habits(listing)
    return replace(listing.habits, headings=_headings(listing, section))


def _habits(listing: Listing) -> Habits:
    rising = falling = 0.0
    alphabetical: list[bool] = []
    looked = 0
    for section in listing.sections:
        for group in section.groups:
            if group.navigation or looked > _LOOK:
                continue
            found = [facts(entry, group) for entry in group.entries[:_LOOK_GROUP]]
            looked += len(found)
            up, down, known = concord(moments(found))
            if up + down:
                rising += known * up / (up + down)
                falling += known * down / (up + down)
            titles = [alphabet(one.title) for one in found]
            alphabetical += [left <= right for left, right in pairwise(titles)]
    total = rising + falling
    return Habits(
        trend=(rising - falling) / total if total else 0.0,
        support=total,
        alphabetical=sum(alphabetical) / len(alphabetical) if alphabetical else 0.0,
        pairs=len(alphabetical),
    )


def _headings(listing: Listing, section: Section) -> float:
    """The trend of dated headings: -1 where the newest year stands first."""
    if not dates.find(section.name):
        return 0.0
    beside = [one.name for one in listing.sections if one.path[:-1] == section.path[:-1] and one.path]
    return tau([when(dated.value, None) for name in beside if (dated := dates.find(name))])[0]


def _group(work: Work, section: Section) -> Group | None:
    """The group a work belongs to when nobody named one."""
    groups = [group for group in section.groups if not group.navigation]
    return (_bucket(work, groups) if len(groups) > 1 else None) or main_group(section)


def main_group(section: Section) -> Group | None:
    """The group with most entries; None when the section has no list."""
    groups = [group for group in section.groups if not group.navigation]
    return max(groups, key=lambda group: len(group.entries), default=None)


def _bucket(work: Work, groups: list[Group]) -> Group | None:
    """The year bucket that the work's date calls for."""
    year = (work.date or str(when("", identify(work.link)) or ""))[:4]
    dated = [group for group in groups if _YEAR.search(group.label)]
    if not year or len(dated) < 2:
        return None
    for group in dated:
        if year in _YEAR.findall(group.label):
            return group
    for group in dated:
        if _BEFORE.search(group.label) and int(year) <= max(map(int, _YEAR.findall(group.label))):
            return group
    return None


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


def _first(work: Work, listing: Listing, section: Section) -> Placed:
    """A new list in a section that has none, written like the lists around it."""
    entries = [entry for _, _, entry in listing.entries]
    if entries and all(entry.cells for entry in entries):
        raise NeedsPerson(
            f"The section “{shown(section)}” has no table yet.", "Add its header row first; then ask again."
        )
    written = compose(work, listing, section, None, 0)
    lines = listing.document.lines
    at = max(
        (block.end for block in listing.document.blocks if section.body <= block.start < section.end),
        default=section.body,
    )
    blank_above = at < section.end and not lines[at].strip() if at < len(lines) else False
    if blank_above:
        at += 1
    above = () if blank_above or not lines[at - 1].strip() else ("",)
    below = ("",) if at < len(lines) and lines[at].strip() else ()
    return Placed(Insertion(at, (*above, *written.lines, *below)), written, section, None, 0, None, "list")
