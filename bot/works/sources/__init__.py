"""Where facts come from: one file per source, found by walking this package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.identifiers.model import Identifier
from bot.plugins import modules
from bot.works.model import Found

if TYPE_CHECKING:
    from bot.works.edge import Network

ANY = "*"
"""The scheme of a source that reads what no other source knows."""


Fetch = Callable[[Mapping[Identifier, str], "Network"], dict[Identifier, Found]]
"""Asks for works, by their identifiers, each with the link that people gave for it.

Gives what is known of each; one that is missing is one the source says nothing of, and ``Unresolved.gone`` is
this source's vote that there is no such work. Raises SourceUnavailable for no usable answer for any of them.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One place to ask.

    Attributes:
        name: as people know it; ``Work.source`` holds it.
        ranks: the schemes it knows, each with its turn among the sources of that scheme (lowest first);
            None for a scheme that ``ANY`` does not stand for.
        batch: how many works one request asks for.
        at_most: how many works of one issue are taken to it; a slow one leaves the rest to the next.
    """

    name: str
    ranks: Mapping[str, int | None]
    fetch: Fetch
    batch: int = 1
    at_most: int = 200


def one_by_one(look: Callable[[Identifier, Network], Found]) -> Fetch:
    """Asks for each work by itself."""
    return lambda wanted, network: {identifier: look(identifier, network) for identifier in wanted}


def collect(found: Iterable[Source]) -> tuple[Source, ...]:
    """The sources in order of their turn.

    Raises:
        ValueError: two have one name, or the same turn for a scheme.
    """
    sources = tuple(found)
    seen: dict[object, str] = {}
    for source in sources:
        turns = [(scheme, turn) for scheme, turn in source.ranks.items() if turn is not None]
        for claim in (source.name, *turns):
            if claim in seen:
                raise ValueError(f"{source.name} and {seen[claim]} both claim {claim!r}")
            seen[claim] = source.name
    return sources


@cache
def all_sources() -> tuple[Source, ...]:
    """Every source in this package: each module's ``SOURCES``."""
    return collect(source for module in modules(__name__) for source in module.SOURCES)


def sources_for(scheme: str, sources: Iterable[Source]) -> list[Source]:
    """Whom to ask about a scheme, in turn."""
    turns = [(source.ranks.get(scheme, source.ranks.get(ANY)), source) for source in sources]
    asked = [(turn, source) for turn, source in turns if turn is not None]
    return [source for _, source in sorted(asked, key=lambda pair: pair[0])]
