"""Many works into one file at once: each to its place, and one proof for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from bot.errors import NeedsPerson, ProofRefused
from bot.listing.buckets import choose
from bot.listing.model import Group, Listing, Section
from bot.listing.place import Placed, place
from bot.markdown.edit import Insertion
from bot.markdown.proof import Addition, prove
from bot.works.model import Work


@dataclass(frozen=True, slots=True)
class Joining:
    """A work, and the section it shall join, or the group of it if one is named.

    Attributes:
        house: whether a file without any entry, which can teach nothing, gets the style of the house.
    """

    work: Work
    section: Section
    group: Group | None = None
    house: bool = False


@dataclass(slots=True)
class Joined:
    """What became of works that shall join a file; each is in one of the two tables, by its number.

    Attributes:
        data: the new file; None when nothing was added.
        insertions: what was put into the old one.
        placed: each one's place, and its 0-based line in the new file.
        failed: why it was not added.
    """

    data: bytes | None = None
    insertions: tuple[Insertion, ...] = ()
    placed: dict[int, tuple[Placed, int]] = field(default_factory=dict)
    failed: dict[int, NeedsPerson] = field(default_factory=dict)


def add_to(listing: Listing, joining: Sequence[Joining]) -> Joined:
    """The file with all works that can be added, if that is all that happens to it.

    Works that the proof refuses are found by halves; the others are added without them.
    """
    done = Joined()
    parts: dict[int, Joining] = {}
    for i, one in enumerate(joining):
        try:
            section, group = (one.section, one.group) if one.group else choose(one.work, listing, one.section)
            parts[i] = replace(one, section=section, group=group)
        except NeedsPerson as error:
            done.failed[i] = error
    _add(listing, parts, done)
    return done


def _add(listing: Listing, parts: dict[int, Joining], done: Joined) -> None:
    placed, failed = _place(listing, parts)
    done.failed |= failed
    if not placed:
        return
    additions = list(_merged(placed))
    try:
        done.data = prove(listing.document, additions)
    except ProofRefused as error:
        refused = _refused(listing, {number: parts[number] for number, _ in placed}, error)
        done.failed |= refused
        kept = {number: parts[number] for number, _ in placed if number not in refused}
        if kept and not refused:
            raise  # each alone would be in order, but not all together
        _add(listing, kept, done)
    else:
        done.placed = _lines(placed)
        done.insertions = tuple(one.insertion for one in additions)


def _refused(listing: Listing, parts: dict[int, Joining], error: ProofRefused) -> dict[int, NeedsPerson]:
    """The works that the proof refuses, when it refuses all of these together."""
    if len(parts) == 1:
        return dict.fromkeys(parts, error)
    numbers = list(parts)
    found: dict[int, NeedsPerson] = {}
    for half in (numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]):
        some = {number: parts[number] for number in half}
        placed, _ = _place(listing, some)
        try:
            prove(listing.document, list(_merged(placed)))
        except ProofRefused as why:
            found |= _refused(listing, some, why)
    return found


def _place(
    listing: Listing, parts: dict[int, Joining]
) -> tuple[list[tuple[int, Placed]], dict[int, NeedsPerson]]:
    """Every work's place, in the order in which they will stand in the file."""
    together: dict[int, list[int]] = {}
    for number, one in parts.items():
        together.setdefault(id(one.group or one.section), []).append(number)
    found: list[tuple[int, Placed]] = []
    failed: dict[int, NeedsPerson] = {}
    for members in together.values():
        first = parts[members[0]]
        works = [parts[number].work for number in members]
        try:
            placed = place(works, listing, first.section, first.group, house=first.house)
        except NeedsPerson as error:
            failed |= dict.fromkeys(members, error)
            continue
        found += [(members[i], one) for i, one in placed]
    found.sort(key=lambda one: (one[1].insertion.line, one[1].group.start if one[1].group else -1))
    return found, failed


def _merged(placed: Sequence[tuple[int, Placed]]) -> Iterator[Addition]:
    """What stands together, as one."""

    def spot(numbered: tuple[int, Placed]) -> tuple[int, int]:
        one = numbered[1]
        return one.insertion.line, id(one.group or one.section)

    for (line, _), run in groupby(placed, key=spot):
        ones = [one for _, one in run]
        lines = tuple(text for one in ones for text in one.insertion.lines)
        heading = ones[0].section.line if ones[0].section.line >= 0 else None
        first = ones[0].written.lines[0].lstrip()
        level = len(first) - len(first.lstrip("#")) if ones[0].kind == "entry" else 0
        yield Addition(Insertion(line, lines), heading, ones[0].kind, len(ones), level=level)


def _lines(placed: Sequence[tuple[int, Placed]]) -> dict[int, tuple[Placed, int]]:
    """Where each entry stands in the new file."""
    found: dict[int, tuple[Placed, int]] = {}
    added = 0
    for number, one in placed:
        insertion = one.insertion
        found[number] = one, insertion.line + added + insertion.lines.index(one.written.lines[0])
        added += len(insertion.lines)
    return found
