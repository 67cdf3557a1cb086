"""Links for works that come without one: arXiv's, by the whole title and, where one is known, an author."""

from __future__ import annotations

from collections.abc import Mapping

from bot.errors import SourceUnavailable
from bot.imports.model import Item
from bot.imports.people import is_name
from bot.works.model import Found, Unresolved
from bot.works.resolve import Lookup
from bot.works.search import BATCH, find_on_arxiv, known_of

NO_LINK = "No link is known. Give it one in the source, then import it again."
FOUND = "Its link was found on arXiv by its title."
_NOT_FOUND = "No link is known, and arXiv has no work that is surely this one. Give it one in the source."


def seek(items: Mapping[int, Item], lookup: Lookup) -> dict[int, Found]:
    """The work on arXiv that each item is, or why none is known, under the same numbers."""
    network, cache = lookup.network, lookup.cache
    found: dict[int, Found] = {}
    numbers = list(items)
    reason = _NOT_FOUND if network else NO_LINK
    for start in range(0, len(numbers), BATCH):
        some = numbers[start : start + BATCH]
        named = [(items[i].title, tuple(filter(is_name, items[i].authors))) for i in some]
        works = {}
        if network:
            try:
                works = find_on_arxiv(named, network, cache=cache)
            except SourceUnavailable as error:
                network, reason = None, f"No link is known. {error.what} Import it again later."
        if not network:
            works, _ = known_of(named, cache, any_age=True)
        for at, i in enumerate(some):
            work = works.get(at)
            found[i] = work if work and not work.withdrawn else Unresolved(reason)
        lookup.progress(len(found), len(items))
    return found
