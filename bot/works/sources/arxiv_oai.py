"""arXiv's OAI-PMH, in its own ``arXiv`` format: https://info.arxiv.org/help/oa/index.html."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier, identify
from bot.works.media import XML
from bot.works.model import Found, Unresolved, Work
from bot.works.sources import Source, one_by_one
from bot.works.titles import clean, clean_abstract, clean_title
from bot.works.venue import venue
from bot.works.withdrawn import withdrawn

if TYPE_CHECKING:
    from bot.works.edge import Network

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_ARXIV = "{http://arxiv.org/OAI/arXiv/}"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _look(identifier: Identifier, network: Network) -> Found:
    params = {
        "verb": "GetRecord",
        "identifier": f"oai:arXiv.org:{identifier.value}",
        "metadataPrefix": "arXiv",
    }
    answer = network.ask("arxiv_oai", params=params, accept=XML)
    root = _parse(answer.body) if answer.status == 200 else None
    if root is None or root.tag != f"{_OAI}OAI-PMH":
        raise SourceUnavailable("arXiv's OAI-PMH gave no record.", "Try again later.")
    error = root.find(f"{_OAI}error")
    if error is not None:
        missing = error.get("code") == "idDoesNotExist"
        return Unresolved("arXiv's OAI-PMH knows no such paper.", gone=missing)
    record = root.find(f".//{_ARXIV}arXiv")
    if record is None or _text(record, "id") != identifier.value:
        raise SourceUnavailable("arXiv's OAI-PMH gave another record.", "Try again later.")
    return _work(record, identifier)


def _work(record: Any, identifier: Identifier) -> Found:
    title = clean_title(_text(record, "title"))
    if not title:
        return Unresolved("arXiv's OAI-PMH names no title.")
    authors = (
        f"{_text(author, 'forenames')} {_text(author, 'keyname')} {_text(author, 'suffix')}"
        for author in record.iterfind(f"{_ARXIV}authors/{_ARXIV}author")
    )
    doi = identify(f"https://doi.org/{text}") if (text := _text(record, "doi")) else None
    day = _text(record, "created")
    return Work(
        title=title,
        link="",
        identifier=identifier,
        also=(doi,) if doi and doi != identifier else (),
        authors=tuple(filter(None, map(clean, authors))),
        date=day if _DAY.fullmatch(day) else "",
        venue=venue(_text(record, "journal-ref")),
        abstract=clean_abstract(_text(record, "abstract")),
        source="arXiv",
        withdrawn=withdrawn(_text(record, "comments"), _text(record, "abstract")),
    )


def _text(element: Any, name: str) -> str:
    return (element.findtext(f"{_ARXIV}{name}") or "").strip()


def _parse(body: bytes) -> Any:
    """The root of an XML document; None when it is none. Entities stay unexpanded, nothing is loaded."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


# Three seconds each: for more than ten, DataCite is quicker.
SOURCES = (Source("arXiv OAI-PMH", {"arxiv": 20}, one_by_one(_look), at_most=10),)
