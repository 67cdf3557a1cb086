"""Crossref, where publishers register their DOIs: https://api.crossref.org/swagger-ui/index.html."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier, identify
from bot.works.model import Found, Unresolved, Work
from bot.works.sources import Source, one_by_one
from bot.works.titles import clean, clean_abstract, clean_title
from bot.works.venue import venue

if TYPE_CHECKING:
    from bot.works.edge import Network

_COLLECTIONS = frozenset(
    {"journal", "journal-issue", "journal-volume", "proceedings", "proceedings-series", "book-series"}
)
_DATES = ("published", "published-print", "published-online", "issued", "posted")
_WITHDRAWALS = frozenset({"retraction", "withdrawal", "removal"})
_SAME_WORK = ("is-preprint-of", "has-preprint", "is-version-of", "has-version", "is-identical-to")


def _look(identifier: Identifier, network: Network) -> Found:
    answer = network.ask("crossref", f"/works/{quote(identifier.value, safe='')}")
    if answer.status == 404:
        return Unresolved("Crossref knows no such DOI.", gone=True)
    if answer.status != 200:
        raise SourceUnavailable(f"Crossref answered {answer.status}.")
    record = answer.json()["message"]
    if str(record["DOI"]).lower() != identifier.value.lower():
        raise SourceUnavailable("Crossref gave another record.")
    if record.get("type") in _COLLECTIONS:
        return Unresolved("The DOI names a whole collection. Give the link of each paper instead.")
    return _work(record, identifier)


def _work(record: dict[str, Any], identifier: Identifier) -> Found:
    title, subtitle = _first(record, "title"), _first(record, "subtitle")
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}" if title else ""
    if not clean_title(title):
        return Unresolved("Crossref names no title.")
    day = _date(record)
    people = (
        item.get("name") or f"{item.get('given', '')} {item.get('family', '')}"
        for item in _list(record, "author")
    )
    return Work(
        title=clean_title(title),
        link="",
        identifier=identifier,
        also=_also(record, identifier),
        authors=tuple(filter(None, map(clean, people))),
        date=day,
        venue="" if record.get("type") == "posted-content" else _venue(record, day),
        abstract=clean_abstract(record.get("abstract")),
        source="Crossref",
        withdrawn=next((kind for kind in _updates(record) if kind in _WITHDRAWALS), ""),
    )


def _updates(record: dict[str, Any]) -> list[str]:
    """What became of it later: ``correction``, ``retraction``."""
    return [str(item.get("type", "")) for item in _list(record, "updated-by")]


def _venue(record: dict[str, Any], day: str) -> str:
    """The event's acronym or name, else the container's."""
    event = record.get("event") or {}
    words = (event.get("acronym"), event.get("name"), _first(record, "container-title"))
    return next(filter(None, (venue(text, day) for text in words)), "")


def _date(record: dict[str, Any]) -> str:
    """The first of the record's dates, as exact as it is given."""
    for name in _DATES:
        parts = ((record.get(name) or {}).get("date-parts") or [[]])[0]
        if parts and isinstance(parts[0], int):
            return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])])
    return ""


def _also(record: dict[str, Any], identifier: Identifier) -> tuple[Identifier, ...]:
    relations = record.get("relation") or {}
    named = (
        identify(f"https://doi.org/{item.get('id')}")
        for kind in _SAME_WORK
        for item in relations.get(kind) or []
        if item.get("id-type") == "doi"
    )
    return tuple(dict.fromkeys(name for name in named if name and name != identifier))


def _first(record: dict[str, Any], name: str) -> str:
    return str(next(iter(_list(record, name)), ""))


def _list(record: dict[str, Any], name: str) -> list[Any]:
    values = record.get(name) or []
    return values if isinstance(values, list) else [values]


SOURCES = (Source("Crossref", {"doi": 10}, one_by_one(_look)),)
