"""OpenReview, API 2 and then API 1: https://docs.openreview.net/reference/api-v2/entities/note.

Since August 2026 both turn away whoever does not log in (403 ``ChallengeRequiredError``); a token may be
given in ``OPENREVIEW_TOKEN``. Without one the forum's page is the next source.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier
from bot.works.model import Found, Unresolved, Work
from bot.works.sources import Source, one_by_one
from bot.works.titles import clean, clean_abstract, clean_title
from bot.works.venue import venue

if TYPE_CHECKING:
    from bot.works.edge import Network

# "ICLR 2024 poster", "NeurIPS 2023 Datasets and Benchmarks Oral": how it was shown is no part of the venue.
_SHOWN = re.compile(r"\s+(?:conference\s+)?(?:poster|oral|spotlight|notable.*|top.*|accepted?.*|main)$", re.I)


def _version(name: str, service: str, turn: int) -> Source:
    """One version of the API. Newer venues are on the second, older ones on the first alone."""

    def look(identifier: Identifier, network: Network) -> Found:
        answer = network.ask(service, "/notes", {"id": identifier.value})
        if answer.status == 403:
            raise SourceUnavailable(
                "OpenReview's API wants a login.", "A maintainer can set OPENREVIEW_TOKEN."
            )
        if answer.status == 404:
            return Unresolved(f"{name} knows no such paper.", gone=True)
        if answer.status != 200:
            raise SourceUnavailable(f"{name} answered {answer.status}.")
        notes = answer.json()["notes"]
        if not isinstance(notes, list):
            raise SourceUnavailable(f"{name} gave no list of notes.")
        note = next((note for note in notes if note.get("id") == identifier.value), None)
        if note is None:
            return Unresolved(f"{name} knows no such paper.", gone=not notes)
        return _work(note, identifier)

    return Source(name, {"openreview": turn}, one_by_one(look))


def _work(note: dict[str, Any], identifier: Identifier) -> Found:
    content = {name: value_of(field) for name, field in note["content"].items()}
    title = clean_title(content.get("title"))
    if not title or note.get("replyto"):
        return Unresolved("The link is to a comment on OpenReview, not to a paper.")
    return Work(
        title=title,
        link="",
        identifier=identifier,
        authors=tuple(filter(None, map(clean, content.get("authors") or []))),
        date=day_of(note.get("pdate") or note.get("odate") or note.get("cdate")),
        venue=shown_at(content.get("venue")),
        abstract=clean_abstract(content.get("abstract")),
        source="OpenReview",
    )


def shown_at(said: Any) -> str:
    """The venue in a note's own words for it: ``ICLR 2024``."""
    return venue(_SHOWN.sub("", clean(said)))


def value_of(field: Any) -> Any:
    """API 2 wraps each field in ``{"value": …}``."""
    return field.get("value") if isinstance(field, dict) else field


def day_of(milliseconds: Any) -> str:
    """The day of a moment in milliseconds since 1970; empty for what is none."""
    if not isinstance(milliseconds, int):
        return ""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()


SOURCES = (
    _version("OpenReview", "openreview", turn=10),
    _version("OpenReview's first API", "openreview_v1", turn=20),
)
