"""Where a list and its mirror no longer say the same."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from bot.identifiers import Identifier, identify
from bot.listing.duplicates import INDEX, names, telling
from bot.listing.facts import facts, title_key
from bot.listing.mirrors import Pairs, counterparts, stretches
from bot.listing.model import Entry, Listing, Section
from bot.markdown.links import links

_COLON = re.compile("[:：]")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry, where it stands, and what it can be told by.

    Attributes:
        name: what its own link leads to: a work, else an address; empty where many entries share it.
        names: what any link of it leads to.
    """

    section: Section
    entry: Entry
    title: str
    name: Identifier | str
    names: frozenset[Identifier | str]


@dataclass(frozen=True, slots=True)
class Drift:
    """What differs.

    Attributes:
        sections: the mirror's section for each of ours.
        missing: entries that the mirror lacks.
        added: entries that only the mirror has.
        moved: entries that stand in sections that are no counterparts, ours first.
        relinked: entries under one name whose links have nothing in common, ours first.
    """

    sections: Pairs
    missing: tuple[Told, ...]
    added: tuple[Told, ...]
    moved: tuple[tuple[Told, Told], ...]
    relinked: tuple[tuple[Told, Told], ...]


def compare(listing: Listing, mirror: Listing) -> Drift:
    """What differs between a list and its mirror.

    Entries are told by their links, then by their short names, which no translation changes; those without a
    link by their place between others. First within sections that are counterparts, then anywhere.
    """
    sections = counterparts(listing, mirror)
    ours, theirs = _told(listing), _told(mirror)
    pairs: dict[Entry, Entry] = {}
    for keys in (_name_and_short, _name, _names, _short_alike, _short):
        _match(pairs, ours, theirs, keys, sections)
    _by_place(pairs, ours, theirs, sections)
    for keys in (_name, _title, _short_alone):
        _match(pairs, ours, theirs, keys)
    there = {one.entry: one for one in theirs}
    both = [(one, there[pairs[one.entry]]) for one in ours if one.entry in pairs]
    taken = set(pairs.values())
    return Drift(
        sections,
        missing=tuple(one for one in ours if one.entry not in pairs),
        added=tuple(one for one in theirs if one.entry not in taken),
        moved=tuple(two for two in both if _apart(two[0].section, two[1].section, sections)),
        relinked=tuple(
            two for two in both if two[0].names and two[1].names and not two[0].names & two[1].names
        ),
    )


def _told(listing: Listing) -> list[Told]:
    holders = {name: len(places) for name, places in names(listing).items()}
    found = []
    for section, group, entry in listing.entries:
        known = facts(entry, group)
        urls = dict.fromkeys(link.url for link in links(entry.text) if not link.image)
        leads = {url: identify(url) or url for url in (known.url, *urls) if url}
        kept = {name for name in leads.values() if isinstance(name, str) or holders.get(name, 0) < INDEX}
        own = leads.get(known.url, "")
        title = known.title or entry.text.partition("\n")[0]
        found.append(Told(section, entry, title, own if own in kept else "", frozenset(kept)))
    return found


_Keys = Callable[[Told], Iterable[Hashable]]


def _name(one: Told) -> Iterable[Hashable]:
    return [one.name] if one.name else []


def _names(one: Told) -> Iterable[Hashable]:
    return sorted(one.names, key=str)


def _short(one: Told) -> Iterable[Hashable]:
    key = title_key(_COLON.split(one.title, maxsplit=1)[0])
    return [key] if key else []


def _name_and_short(one: Told) -> Iterable[Hashable]:
    return [(one.name, key) for key in _short(one) if one.name]


def _short_alike(one: Told) -> Iterable[Hashable]:
    return [(key, bool(one.names)) for key in _short(one)]


def _short_alone(one: Told) -> Iterable[Hashable]:
    return [] if one.names else _short(one)


def _title(one: Told) -> Iterable[Hashable]:
    key = telling(one.title)
    return [key] if key else []


def _match(
    pairs: dict[Entry, Entry],
    ours: Sequence[Told],
    theirs: Sequence[Told],
    keys: _Keys,
    sections: Pairs | None = None,
) -> None:
    """Pair what has a key in common, in order.

    Args:
        sections: the counterparts within which alone this is tried.
    """
    taken = set(pairs.values())
    waiting: dict[Hashable, deque[Entry]] = defaultdict(deque)
    for other in theirs:
        if other.entry not in taken:
            for key in keys(other):
                waiting[other.section if sections else None, key].append(other.entry)
    for one in ours:
        if one.entry in pairs:
            continue
        where = sections.get(one.section) if sections else None
        for key in keys(one):
            queue = waiting[where, key]
            while queue and queue[0] in taken:
                queue.popleft()
            if queue:
                pairs[one.entry] = queue.popleft()
                taken.add(pairs[one.entry])
                break


def _by_place(
    pairs: dict[Entry, Entry], ours: Sequence[Told], theirs: Sequence[Told], sections: Pairs
) -> None:
    """Pair entries without a link with those between the same neighbours, where there are as many."""
    bare = {one.entry for one in (*ours, *theirs) if not one.names}
    for here, there in sections.items():
        for above, below in stretches(pairs, here.entries, there.entries):
            some = above, below
            if len(above) != len(below):
                some = [one for one in above if one in bare], [one for one in below if one in bare]
            if len(some[0]) == len(some[1]):
                both = zip(*some, strict=True)
                pairs |= {one: other for one, other in both if one in bare or other in bare}


def _apart(one: Section, other: Section, sections: Pairs) -> bool:
    """Do two entries stand in sections of which either has another counterpart?"""
    return sections.get(one, other) is not other or any(
        theirs is other and ours is not one for ours, theirs in sections.items()
    )
