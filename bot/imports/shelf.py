"""What many sources together know of a work: its link, where it was published, and where its title ends.

A work is the same by its whole title only. Short names say nothing: there are two systems called Pie.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.identifiers import PUBLISHED, Identifier, clean_link, identify, link_for
from bot.imports.known import pages
from bot.imports.model import Item
from bot.imports.remarks import accepted_at, heads
from bot.listing import venues
from bot.listing.duplicates import telling
from bot.listing.facts import facts
from bot.listing.lists import Lists
from bot.works.venue import venue as appeared

_UNREGISTERED = "10.5555/"  # what the ACM gives to works of others; doi.org knows none of them


@dataclass(frozen=True, slots=True)
class Shelf:
    """Works by their titles.

    Attributes:
        works: every telling of a work that gives it a link of its own, by the key of its title.
        pages: addresses of pages about many works.
    """

    works: dict[str, list[Item]]
    pages: frozenset[Identifier]

    def complete(self, items: Iterable[Item]) -> list[Item]:
        """The items with what they lack, each under its own title."""
        return [self._completed(item) for item in items]

    def _completed(self, item: Item) -> Item:
        item = replace(item, link=_steady(item.link))
        name = identify(item.link) if item.link else None
        own = name is not None and name not in self.pages
        known = next(filter(None, (self.works.get(key) for key in _keys(item.title, cut=not own))), [])
        if not known:
            return item
        if not own:
            title = known[0].title
            said = item.venue or accepted_at(item.title[len(title) :])
            item = replace(item, title=title, link="", venue=said)
        tellings = [item, *known] if own else known
        preprint, published = _link(tellings, frozenset({"arxiv"})), _link(tellings, PUBLISHED)
        link = preprint or published or item.link or known[0].link
        links = {"published": published} if preprint and published else {}
        venue = item.venue or _venue([one.venue for one in known], preprint=bool(preprint))
        told = [] if preprint and not venue else known  # the number of a preprint says its year
        date = item.date or next((one.date for one in told if one.date), "")
        return replace(item, link=link, links=item.links | links, venue=venue, date=date)


def shelf(items: Sequence[Item], lists: Lists | None = None) -> Shelf:
    """What the items, and the entries of a list, tell of works with links of their own."""
    indexes = frozenset(pages(items))
    works: dict[str, list[Item]] = defaultdict(list)
    for item in [*_entries(lists), *items]:
        name = identify(item.link) if item.link else None
        if name and name not in indexes and (key := telling(item.title)):
            works[key].append(item)
    return Shelf(works, indexes)


def _entries(lists: Lists | None) -> Iterator[Item]:
    for listing in lists or ():
        for _, group, entry in listing.entries:
            said = facts(entry, group)
            yield Item(said.title, said.url, venue=said.venue, date=said.date)


def _keys(title: str, *, cut: bool) -> Iterator[str]:
    """The keys under which a work may stand; also those of shorter titles, where a remark may follow."""
    yield from filter(None, map(telling, heads(title) if cut else [title]))


def _steady(link: str) -> str:
    """A publisher's page about a DOI as the address that outlives the publisher's next web site."""
    name = identify(link) if link else None
    known = name is not None and name.scheme == "doi" and not name.value.startswith(_UNREGISTERED)
    return link_for(name) if name and known else link


def _venue(said: Sequence[str], *, preprint: bool) -> str:
    """Where a work appeared: rather with a year than without one.

    A preprint server is no such place, and its year may be that of a later version: the link says it better.
    """
    named = [one for one in said if appeared(one)] or [one for one in said if one and not preprint]
    dated = (one for one in named if (read := venues.read(one)) and read.year)
    return next(dated, next(iter(named), ""))


def _link(tellings: Sequence[Item], schemes: frozenset[str]) -> str:
    """The address of these kinds that most give; of two given as often, the first."""
    links: dict[Identifier, str] = {}
    counts: Counter[Identifier] = Counter()
    for one in tellings:
        name = identify(one.link)
        if name and name.scheme in schemes:
            counts[name] += 1
            links.setdefault(name, clean_link(_steady(one.link)))
    return links[counts.most_common(1)[0][0]] if counts else ""
