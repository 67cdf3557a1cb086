"""Any web page: scholarly pages (USENIX, PMLR, NeurIPS, publishers), posts, project pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.identifiers import Identifier, clean_link, link_for
from bot.works.html import read_page
from bot.works.model import Found, Unresolved
from bot.works.page import facts, work_of
from bot.works.shells import is_index
from bot.works.sources import ANY, Source

if TYPE_CHECKING:
    from bot.works.edge import Network
    from bot.works.wire import Answer

# Schemes whose link as given may be a PDF, and whose own page is known.
_OWN_PAGE = frozenset({"cvf", "openreview", "pmlr", "proceedings", "usenix"})
NAME = "the page"
_CLOSED = frozenset({401, 402, 403, 451})


def _fetch(wanted: Mapping[Identifier, str], network: Network) -> dict[Identifier, Found]:
    return {identifier: _look(identifier, link, network) for identifier, link in wanted.items()}


def _look(identifier: Identifier, link: str, network: Network) -> Found:
    from bot.works.guard import Misled, Refused

    given = "" if identifier.scheme in _OWN_PAGE else clean_link(link)
    address = given or link_for(identifier)
    try:
        answer = network.get(address)
    except Misled:
        raise
    except Refused as error:
        return Unresolved(str(error).replace("\n", " "), gone=True)
    return _read(answer, address, identifier)


def _read(answer: Answer, address: str, identifier: Identifier) -> Found:
    if answer.status in _CLOSED:
        return Unresolved(f"The page keeps programs out (it answers {answer.status}).")
    if answer.status != 200:
        return Unresolved(f"The page answers {answer.status}. Check the link.")
    asked, reached = urlsplit(address), urlsplit(answer.url)
    if asked.path.strip("/") and not reached.path.strip("/") and not reached.query:
        return Unresolved("The link leads to the front page of its site. Check the link.")
    said = facts(read_page(answer.text), reached.hostname or "")
    listing = identifier.scheme == "url" and not said.scholarly and is_index(said.title, answer.url)
    if listing or said.works > 1:
        return Unresolved("The page is a list of papers. Give the link of each paper instead.")
    if not said.title:
        return Unresolved("The page names no title.")
    return work_of(said, identifier, reached.hostname or NAME if said.scholarly else NAME)


SOURCES = (
    # The last to be asked, unless another source has read that very page.
    Source(NAME, {ANY: 90, "arxiv": None, "acl": None, "github": None}, _fetch),
)
