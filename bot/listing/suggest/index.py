"""What a list holds, counted so that any entry can be left out again, exactly and at once."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.identifiers import Identifier, identify
from bot.listing.facts import facts, title_key
from bot.listing.model import Listing, Section
from bot.listing.suggest.asked import Asked, asked
from bot.listing.suggest.words import single_stems


@dataclass(frozen=True, slots=True)
class Known:
    """An entry.

    Attributes:
        section: the number of its section.
        says: its words and traits.
        key: its title, as titles are compared; link: its name, if its link gives one.
    """

    section: int
    says: Asked
    key: str
    link: Identifier | None


@dataclass(slots=True)
class Heading:
    """A section that has entries.

    Attributes:
        above: a number shared by the sections under the same heading.
        name: the words of the heading.
        size: how many entries it has; length: how much their words count.
        traits: how many of its entries have each trait.
    """

    section: Section
    above: int
    name: frozenset[str]
    size: int = 0
    length: float = 0.0
    traits: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Index:
    """A list, counted.

    Attributes:
        standing: for each word, the numbers of the entries that have it.
        rarity: for each word of a heading, how much it tells one heading from the others.
    """

    headings: tuple[Heading, ...]
    entries: tuple[Known, ...]
    standing: dict[str, list[int]]
    rarity: dict[str, float]


@lru_cache(maxsize=4)
def index(listings: tuple[Listing, ...]) -> Index:
    """Count what stands in these listings; made once for the same objects."""
    sections = [one for listing in listings for one in listing.sections if one.path]
    names = {id(one): frozenset(single_stems(one.name)) for one in sections}
    found = [(section, known) for listing in listings for section, known in _titled(listing)]
    numbers = {id(section): i for i, section in enumerate(dict.fromkeys(one for one, _ in found))}
    headings = _headings([one for one in sections if id(one) in numbers], names, numbers)
    entries: list[Known] = []
    standing: dict[str, list[int]] = defaultdict(list)
    for i, (section, (says, key, link)) in enumerate(found):
        number = numbers[id(section)]
        entries.append(Known(number, says, key, link))
        headings[number].size += 1
        headings[number].length += says.length
        headings[number].traits.update(says.traits)
        for word in says.words:
            standing[word].append(i)
    seen = Counter(word for name in names.values() for word in name)
    rarity = {word: math.log(1 + len(sections) / count) for word, count in seen.items()}
    return Index(tuple(headings), tuple(entries), dict(standing), rarity)


def _headings(
    sections: Sequence[Section], names: dict[int, frozenset[str]], numbers: dict[int, int]
) -> list[Heading]:
    above = {path: i for i, path in enumerate(dict.fromkeys(one.path[:-1] for one in sections))}
    found = [Heading(one, above[one.path[:-1]], names[id(one)]) for one in sections]
    return sorted(found, key=lambda one: numbers[id(one.section)])


def _titled(listing: Listing) -> Iterator[tuple[Section, tuple[Asked, str, Identifier | None]]]:
    for section, group, entry in listing.entries:
        said = facts(entry, group)
        if section.path and (key := title_key(said.title)):
            link = identify(said.url) if said.url else None
            yield section, (asked(said.title, link=link, date=said.date), key, link)
