"""DataCite, where arXiv and many repositories register their DOIs: https://support.datacite.org/docs/api-get-doi."""

from __future__ import annotations

import re
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

_SAME_WORK = frozenset({"IsVersionOf", "HasVersion", "IsVariantFormOf", "IsOriginalFormOf", "IsIdenticalTo"})


def _look(identifier: Identifier, network: Network) -> Found:
    arxiv = identifier.scheme == "arxiv"
    doi = f"10.48550/arXiv.{identifier.value}" if arxiv else identifier.value
    answer = network.ask("datacite", f"/dois/{quote(doi, safe='/')}")
    if answer.status == 404:
        # A new arXiv paper takes a day to arrive here, so only for other DOIs is this a vote.
        return Unresolved("DataCite knows no such DOI.", gone=not arxiv)
    if answer.status != 200:
        raise SourceUnavailable(f"DataCite answered {answer.status}.")
    record = answer.json()["data"]["attributes"]
    if str(record["doi"]).lower() != doi.lower():
        raise SourceUnavailable("DataCite gave another record.")
    return _work(record, identifier)


def _work(record: dict[str, Any], identifier: Identifier) -> Found:
    titles = record.get("titles") or []
    main: dict[str, Any] = next((item for item in titles if not item.get("titleType")), {})
    title = clean_title(main.get("title"))
    if not title:
        return Unresolved("DataCite names no title.")
    day = _date(record)
    container = record.get("container") or {}
    texts = record.get("descriptions") or []
    abstract = next(
        (item.get("description") for item in texts if item.get("descriptionType") == "Abstract"), ""
    )
    return Work(
        title=title,
        link="",
        identifier=identifier,
        also=_also(record, identifier),
        authors=tuple(filter(None, map(_person, record.get("creators") or []))),
        date=day,
        venue=venue(container.get("title"), day),
        abstract=clean_abstract(abstract),
        source="DataCite",
    )


def _person(creator: dict[str, Any]) -> str:
    """``name`` is ``Last, First`` for people."""
    if creator.get("givenName") and creator.get("familyName"):
        return clean(f"{creator['givenName']} {creator['familyName']}")
    return clean(" ".join(part.strip() for part in reversed(str(creator.get("name", "")).split(",", 1))))


def _date(record: dict[str, Any]) -> str:
    """The first version's day when it is given, else the year."""
    days = [item for item in record.get("dates") or [] if item.get("dateType") in ("Submitted", "Issued")]
    days.sort(key=lambda item: (item["dateType"] != "Submitted", str(item.get("date"))))
    for item in days:
        if found := re.match(r"\d{4}-\d\d-\d\d", str(item.get("date"))):
            return found[0]
    year = str(record.get("publicationYear") or "")
    return year if re.fullmatch(r"\d{4}", year) else ""


def _also(record: dict[str, Any], identifier: Identifier) -> tuple[Identifier, ...]:
    named = (
        identify(f"https://doi.org/{item.get('relatedIdentifier')}")
        for item in record.get("relatedIdentifiers") or []
        if item.get("relatedIdentifierType") == "DOI" and item.get("relationType") in _SAME_WORK
    )
    return tuple(dict.fromkeys(name for name in named if name and name != identifier))


SOURCES = (Source("DataCite", {"arxiv": 30, "doi": 20}, one_by_one(_look)),)
