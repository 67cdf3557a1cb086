"""A work on arXiv by its title and authors, for works that come without a link of their own.

arXiv's query API finds titles (``ti:"…"``, https://info.arxiv.org/help/api/user-manual.html). What it gives
is believed only where the whole title is the same and an author is, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier, identify
from bot.works.model import Work
from bot.works.sources.arxiv_api import client_of, work_of

if TYPE_CHECKING:
    from bot.works.cache import Cache
    from bot.works.edge import Network

Named = tuple[str, tuple[str, ...]]
"""A title, and the names of its authors; none when nobody says."""

BATCH = 10  # titles in one request; an address of more is too long
_RESULTS = 60
_LEAST = 3  # words of a title that is looked for
_TELLING = 6  # words of a title that is taken without an author


def find_on_arxiv(
    wanted: Sequence[Named], network: Network, *, cache: Cache | None = None
) -> dict[int, Work]:
    """The works among ``wanted`` that are on arXiv, by their number.

    A title without authors must be long, and one work alone must have it.

    Args:
        cache: holds each answer, also that there is none; nothing is asked for twice.

    Raises:
        SourceUnavailable: arXiv gave no usable answer.
    """
    found, open_ = known_of(wanted, cache)
    numbers = (at for at in open_ if len(_words(wanted[at][0])) >= _LEAST)
    while some := list(islice(numbers, BATCH)):
        works = list(_ask([wanted[at][0] for at in some], network))
        for at in some:
            work = _match(wanted[at], works)
            if work:
                found[at] = work
            if cache:
                _keep(wanted[at], work, cache)
    return found


def known_of(
    wanted: Sequence[Named], cache: Cache | None, *, any_age: bool = False
) -> tuple[dict[int, Work], list[int]]:
    """What earlier searches found, by number; and the numbers of what nobody asked for."""
    found: dict[int, Work] = {}
    open_: list[int] = []
    for at, named in enumerate(wanted):
        name = cache.sought(_question(named), any_age=any_age) if cache else None
        work = cache.get(Identifier("arxiv", name), any_age=any_age) if cache and name else None
        if work:
            found[at] = work
        elif name != "":
            open_.append(at)
    return found, open_


def _keep(named: Named, work: Work | None, cache: Cache) -> None:
    if work:
        cache.put(work)
    cache.put_sought(_question(named), work.identifier.value if work else "")


def _question(named: Named) -> str:
    title, people = named
    return "\n".join([f"arXiv: {_key(title)}", *map(_person, people)])


def _ask(titles: Sequence[str], network: Network) -> Iterator[Work]:
    import arxiv  # type: ignore[import-untyped]

    query = " OR ".join(f'ti:"{" ".join(_words(title)[:25])}"' for title in titles)
    for result in client_of(network, _RESULTS).results(arxiv.Search(query=query, max_results=_RESULTS)):
        if "/api/errors" in result.entry_id:
            raise SourceUnavailable("arXiv refused the question.", "Try again later.")
        name = identify(result.entry_id)
        if name and name.scheme == "arxiv" and (work := work_of(result, name)):
            yield work


def _match(named: Named, works: Sequence[Work]) -> Work | None:
    title, people = named
    same = [work for work in works if _key(work.title) == _key(title)]
    if not people:
        return same[0] if len(same) == 1 and len(_words(title)) >= _TELLING else None
    wanted = set(map(_person, people))
    return next((work for work in same if wanted & set(map(_person, work.authors))), None)


def _words(title: str) -> list[str]:
    return re.findall(r"\w+", title)


def _key(title: str) -> str:
    return "".join(_words(_bare(title)))


def _person(name: str) -> str:
    """``Síle M. O’Brien`` to ``s obrien``: first names are shortened as people please."""
    parts = [part for part in re.split(r"[\s.]+", _bare(name)) if part]
    return f"{parts[0][0]} {''.join(filter(str.isalnum, parts[-1]))}" if parts else ""


def _bare(text: str) -> str:
    """Lower case without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
