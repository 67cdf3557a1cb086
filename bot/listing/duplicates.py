"""Is a work listed already? By its name in any form, then by its whole title."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from bot.identifiers import Identifier, identify
from bot.listing.facts import facts, parts, title_key, versions
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.slots import words
from bot.markdown.links import links
from bot.works.model import Work

INDEX = 3
"""An address that this many entries share is a page about all of them, and names none."""
_LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a work stands already."""

    listing: Listing
    section: Section
    group: Group
    entry: Entry


def find_named(listings: Iterable[Listing], name: Identifier | None) -> Listed | None:
    """The entry that lists the work of that name, if any does."""
    if name is None:
        return None
    found = [one for listing in listings for one in _by_identifier(listing, name)]
    return found[0] if 0 < len(found) < INDEX else None


def find_listed(listings: Iterable[Listing], work: Work, within: Section | None = None) -> Listed | None:
    """The entry that lists ``work`` under any of its names or its title, anywhere or in one section."""
    listings = list(listings)
    for name in (work.identifier, *work.also):
        found = [one for listing in listings for one in _by_identifier(listing, name)]
        if len(found) >= INDEX:  # no name of its own, but the same page under the same title is the same
            key = title_key(work.title)
            found = [one for one in found if title_key(facts(one.entry, one.group).title) == key]
        if place := next((one for one in found if within is None or one.section is within), None):
            return place
    found_by_title = (one for listing in listings for one in _by_title(listing, work.title))
    return next((one for one in found_by_title if within is None or one.section is within), None)


def find_told(listing: Listing, section: Section, work: Work) -> Listed | None:
    """What links ``work`` in a section of News or the like, where nothing is an entry."""
    told = ((group, entry) for group in section.groups if group.navigation for entry in group.entries)
    return next(
        (
            Listed(listing, section, group, entry)
            for group, entry in told
            if any(identify(link.url) == work.identifier for link in links(entry.text))
        ),
        None,
    )


def find_titled(listings: Iterable[Listing], title: str) -> Listed | None:
    """The entry that has this whole title, if it is long enough to be one work's alone."""
    return next((one for listing in listings for one in _by_title(listing, title)), None)


def telling(title: str) -> str:
    """A title's key, where it is long enough to be one work's alone; two systems may share a short name."""
    key = title_key(title)
    return key if words(title) >= _LEAST_WORDS or (len(key) >= 8 and not key.isascii()) else ""


def _by_identifier(listing: Listing, name: Identifier) -> Iterator[Listed]:
    for place in names(listing).get(name, ()):
        section, group, entry = place
        if _stands_for(entry, group, name):
            yield Listed(listing, section, group, entry)


def names(listing: Listing) -> dict[Identifier, list[tuple[Section, Group, Entry]]]:
    """Every identifier in the file with the entries that mention it; made once."""
    if listing.names is None:
        places: dict[Identifier, list[tuple[Section, Group, Entry]]] = defaultdict(list)
        for place in listing.entries:
            found = (identify(link.url) for link in links(place[2].text) if not link.image)
            for name in dict.fromkeys(one for one in found if one):
                places[name].append(place)
        listing.names = dict(places)
    return listing.names


def _stands_for(entry: Entry, group: Group, name: Identifier) -> bool:
    """Is it the entry's own link, not one in a remark?"""
    for text, spans in parts(entry, group):
        for span in spans:
            if span.slot != "note" and identify(text[span.start : span.end]) == name:
                return True
    return any(identify(link) == name for link in versions(entry, group))


def _by_title(listing: Listing, title: str) -> Iterator[Listed]:
    """The same whole title."""
    key = telling(title)
    if not key:
        return
    joined, starts = _texts(listing)
    at = joined.find(key)
    while at >= 0:
        number = bisect_right(starts, at)
        section, group, entry = listing.entries[number - 1]
        if title_key(facts(entry, group).title) == key:
            yield Listed(listing, section, group, entry)
        at = joined.find(key, starts[number]) if number < len(starts) else -1


def _texts(listing: Listing) -> tuple[str, list[int]]:
    """The words of every entry, one a line, and where each begins; made once."""
    if listing.texts is None:
        keys = [title_key(entry.text) for _, _, entry in listing.entries]
        listing.texts = "\n".join(keys), [0, *accumulate(len(key) + 1 for key in keys[:-1])]
    return listing.texts
