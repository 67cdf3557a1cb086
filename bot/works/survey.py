"""A whole list asked about at once: what its sources know of its works, and where its other links lead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from bot.identifiers import Identifier
from bot.intake.model import Wanted
from bot.works.cache import Cache
from bot.works.model import Answers, Found
from bot.works.reach import reach
from bot.works.resolve import OFFLINE, Lookup, Progress, resolve

if TYPE_CHECKING:
    from bot.works.edge import Network

_AT_ONCE = 200
"""Works of one question: as many as arXiv answers in one go, and as any source takes of one request."""


def survey(
    names: Collection[Identifier],
    links: Sequence[str],
    network: Network,
    cache: Cache | None = None,
    progress: Progress = OFFLINE.progress,
) -> Answers:
    """Ask about works and links.

    Args:
        names: works that sources are asked about.
        links: addresses that are only tried.
        progress: told how many of both have their answer, and of how many.
    """
    total = len(names) + len(links)
    found: dict[Identifier, Found] = {}
    for batch in _batches(names):
        wanted = [Wanted("", name) for name in batch]
        known = resolve(wanted, Lookup(network, cache, _after(len(found), total, progress)))
        found |= dict(zip(batch, known, strict=True))
    tried = reach(links, network, cache, _after(len(names), total, progress))
    return Answers(found, tried)


def _after(before: int, total: int, tell: Progress) -> Progress:
    """Progress of a part, told as that of the whole."""
    return lambda done, _: tell(before + done, total)


def _batches(names: Iterable[Identifier]) -> Iterable[list[Identifier]]:
    rest = iter(names)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
