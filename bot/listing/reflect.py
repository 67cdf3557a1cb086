"""What was added to a list, brought to the files that mirror it: each in its own style, with its own proof.

The list itself does not wait for its mirrors. Where it is not sure what belongs where, or the proof refuses,
a mirror is left alone, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import NeedsPerson
from bot.listing.duplicates import find_listed
from bot.listing.find import full_name
from bot.listing.join import Joining, add_to
from bot.listing.lists import Added, Lists, check_kept_by_hand
from bot.listing.mirrors import Pairs, counterparts
from bot.listing.model import Group, Listing, Section
from bot.listing.place import Placed
from bot.works.model import Work


@dataclass(frozen=True, slots=True)
class Reflected:
    """What became of a work in one mirror.

    Attributes:
        line: 1-based, of the new entry; 0 when the mirror was left alone.
        entry: the line written; empty when there is none.
        left: why the mirror was left alone, one sentence for people; empty where it was not.
    """

    path: str
    line: int
    entry: str
    left: str = ""


def reflect(
    lists: Lists, joined: Sequence[Joining], added: Sequence[Added | NeedsPerson], *, again: bool = False
) -> list[list[Reflected]]:
    """Put works that were just added to the list into its mirrors; gives, for each work, what became of it.

    Args:
        joined: the works.
        added: what `Lists.add_all` said of them.
        again: whether they may stand elsewhere, too.
    """
    found: list[list[Reflected]] = [[] for _ in joined]
    for path, mirror in list(lists.mirrors.items()):
        main = lists.listings[lists.mirrored[path]]
        placed = {
            i: one[0]
            for i, one in enumerate(added)
            if not isinstance(one, NeedsPerson) and one[0].section.file == main.file
        }
        if not placed:
            continue
        pairs = counterparts(main, mirror)
        parts: dict[int, Joining] = {}
        for i, one in placed.items():
            try:
                parts[i] = _joining(joined[i].work, one, main, mirror, pairs, again=again)
            except NeedsPerson as error:
                found[i].append(_left_alone(path, error))
        for i, answer in _add(lists, mirror, parts).items():
            found[i].append(answer)
    return found


def _joining(
    work: Work, placed: Placed, main: Listing, mirror: Listing, pairs: Pairs, *, again: bool
) -> Joining:
    """Where a work belongs in a mirror. Raises NeedsPerson when that is not sure, or it stands there."""
    ours = next(one for one in main.sections if one.anchor == placed.section.anchor)
    theirs = pairs.get(ours)
    if theirs is None:
        raise NeedsPerson(f"none of its sections is surely “{full_name(ours)}”.")
    if find_listed([mirror], work, theirs if again else None):
        raise NeedsPerson("the work stands there already.")
    return Joining(work, theirs, _group(placed, ours, theirs))


def _group(placed: Placed, ours: Section, theirs: Section) -> Group | None:
    """The same part of the section by its label, else by its place; None to choose as in any section."""
    here, there = ([one for one in section.groups if one.works] for section in (ours, theirs))
    if placed.group is None:
        return None
    label = placed.group.label
    if named := [one for one in there if one.label == label]:
        return named[0] if len(named) == 1 else None
    at = [i for i, one in enumerate(here) if one.label == label]
    return there[at[0]] if len(at) == 1 and len(here) == len(there) else None


def _add(lists: Lists, mirror: Listing, parts: dict[int, Joining]) -> dict[int, Reflected]:
    """Write what belongs into one mirror, and say what became of each."""
    path = mirror.file
    try:
        check_kept_by_hand(mirror)
        joined = add_to(mirror, list(parts.values()))
    except NeedsPerson as error:
        return {i: _left_alone(path, error) for i in parts}
    if joined.data is not None:
        lists.replace(path, joined.data)
    found: dict[int, Reflected] = {}
    for number, i in enumerate(parts):
        if number in joined.failed:
            found[i] = _left_alone(path, joined.failed[number])
            continue
        placed, line = joined.placed[number]
        entry = "\n".join(text for text in placed.written.lines if text)
        found[i] = Reflected(path, line + 1, entry)
    return found


def _left_alone(path: str, error: NeedsPerson) -> Reflected:
    return Reflected(path, 0, "", f"{path} was left alone: {error.what}")
