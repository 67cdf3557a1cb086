"""A conference seen from a list: which of its works may belong there, in which section, by which link."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import NeedsPerson, SourceUnavailable
from bot.identifiers import identify
from bot.imports.likeness import LIKELY, POSSIBLE, likelihoods
from bot.imports.model import Collection, Item
from bot.listing.facts import facts, title_key
from bot.listing.find import full_name
from bot.listing.lists import Lists
from bot.listing.suggest import suggest
from bot.works.search import find_on_arxiv

if TYPE_CHECKING:
    from bot.works.edge import Network

_LARGEST = 30_000  # works; three times the largest conference
_MOST = 400  # works for which a section is looked for
_LINKED = 80  # likely works that are looked for on arXiv, ten with each request


@dataclass(frozen=True, slots=True)
class Offer:
    """One work of a conference.

    Attributes:
        name: ten hexadecimal digits that stand for it, the same on every run.
        likelihood: that it belongs in the list, 0 to 1.
        section: full name of the section it would join; empty when none was looked for.
    """

    item: Item
    name: str
    likelihood: float
    section: str = ""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """A conference seen from a list.

    Attributes:
        title: the conference, for people.
        offers: works that are not listed, most likely first.
        listed: titles of those that are.
        problems: what could not be read or found, each one sentence.
    """

    title: str
    offers: tuple[Offer, ...]
    listed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def likely(self) -> frozenset[str]:
        """Names of the works that are ticked before anybody has looked."""
        return frozenset(one.name for one in self.offers if one.likelihood >= LIKELY and one.item.link)


def shortlist(
    source: Collection, lists: Lists, network: Network | None = None, wanted: Container[str] = ()
) -> Shortlist:
    """Weigh every work of a conference against the entries of a list.

    Args:
        wanted: names of works that somebody asked for; their links are looked for, however unlikely they are.
        network: where links are looked for; None to keep those of the source.
    """
    items, beyond = source.items[:_LARGEST], source.items[_LARGEST:]
    entries = list(_titles(lists))
    keys = set(map(title_key, entries))
    fresh = [item for item in items if title_key(item.title) not in keys]
    listed = [item.title for item in items if title_key(item.title) in keys]
    chances = likelihoods(entries, [item.title for item in fresh])
    order = sorted(range(len(fresh)), key=lambda at: -chances[at])
    offers = [Offer(fresh[at], name_of(fresh[at].title), chances[at]) for at in order]
    problems = list(source.problems)
    if beyond:
        problems.append(f"Only the first {_LARGEST} works were read; {len(beyond)} more stand after them.")
    if network:
        near = sum(one.likelihood >= POSSIBLE for one in offers)
        asked = [at for at, one in enumerate(offers) if at < min(near, _LINKED) or one.name in wanted]
        found, told = with_links([offers[at].item for at in asked], network)
        for at, item in zip(asked, found, strict=True):
            offers[at] = replace(offers[at], item=item)
        problems += told
    placed = [
        replace(one, section=section_of(one.item, lists))
        for one in offers[:_MOST]
        if one.likelihood >= POSSIBLE
    ]
    return Shortlist(source.name, (*placed, *offers[len(placed) :]), tuple(listed), tuple(problems))


def name_of(title: str) -> str:
    """Ten digits that stand for a title, whatever its case and punctuation."""
    return hashlib.sha256(title_key(title).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def section_of(item: Item, lists: Lists) -> str:
    """Full name of the section that fits best; empty when none does."""
    best = suggest(lists, item.title, item.abstract, 1)
    return full_name(best[0].section) if best else ""


def with_links(items: Sequence[Item], network: Network) -> tuple[list[Item], list[str]]:
    """Each work with the best link there is: DOI, arXiv, its own page; and what stood in the way."""
    lacking = [at for at, item in enumerate(items) if not _settled(item.link)]
    try:
        found = find_on_arxiv([(items[at].title, items[at].authors) for at in lacking], network)
    except SourceUnavailable as error:
        return list(items), [
            f"{error.what} So some works have the link of their page, or none. Try again later."
        ]
    made = list(items)
    for number, work in found.items():
        at = lacking[number]
        made[at] = replace(made[at], link=f"https://arxiv.org/abs/{work.identifier.value}")
    return made, []


def chosen(
    offered: Shortlist, ticks: Mapping[str, str], lists: Lists, aliases: Mapping[str, str]
) -> list[Item]:
    """The ticked works, each with the path of the section it shall join; a name nobody knows is none."""
    made = []
    for one in offered.offers:
        if one.name in ticks:
            path = _path(ticks[one.name], lists, aliases) or _path(
                one.section or section_of(one.item, lists), lists, {}
            )
            made.append(replace(one.item, section=path))
    return made


def _path(name: str, lists: Lists, aliases: Mapping[str, str]) -> tuple[str, ...]:
    try:
        return lists.find(name, aliases)[1].path if name else ()
    except NeedsPerson:
        return ()


def _titles(lists: Lists) -> Iterator[str]:
    for listing in lists:
        for _, group, entry in listing.entries:
            if title := facts(entry, group).title:
                yield title


def _settled(link: str) -> bool:
    name = identify(link) if link else None
    return name is not None and name.scheme in ("doi", "arxiv")
