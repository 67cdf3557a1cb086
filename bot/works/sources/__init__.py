"""Where facts come from: one file per source, found by walking this package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Protocol

from bot.identifiers.model import Identifier
from bot.works.model import Found

if TYPE_CHECKING:
    from bot.works.edge import Network

ANY = "*"
"""The scheme of a source that reads what no other source knows."""


class Source(Protocol):
    """One place to ask.

    Attributes:
        name: as people know it; ``Work.source`` holds it.
        ranks: the schemes it knows, each with its turn among the sources of that scheme (lowest first);
            None for a scheme that ``ANY`` does not stand for.
        batch: how many works one request asks for.
        at_most: how many works of one issue are taken to it; a slow one leaves the rest to the next.
    """

    @property
    def name(self) -> str: ...

    @property
    def ranks(self) -> Mapping[str, int | None]: ...

    @property
    def batch(self) -> int: ...

    @property
    def at_most(self) -> int: ...

    def fetch(self, wanted: Mapping[Identifier, str], network: Network) -> dict[Identifier, Found]:
        """Ask for works.

        Args:
            wanted: at most ``batch`` identifiers, each with the link that people gave for it.

        Returns:
            What is known of each; one that is missing is one the source says nothing of.
            ``Unresolved.gone`` is this source's vote that there is no such work.

        Raises:
            SourceUnavailable: no usable answer for any of them.
        """
        ...


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
    modules = (
        importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )
    return collect(source for module in modules for source in module.SOURCES)


def sources_for(scheme: str, sources: Iterable[Source]) -> list[Source]:
    """Whom to ask about a scheme, in turn."""
    turns = [(source.ranks.get(scheme, source.ranks.get(ANY)), source) for source in sources]
    asked = [(turn, source) for turn, source in turns if turn is not None]
    return [source for _, source in sorted(asked, key=lambda pair: pair[0])]
