"""Requests to and from files: what `paperlist parse` reads and prints."""

from __future__ import annotations

import json
from typing import Any

from bot.errors import UsageError
from bot.intake.model import Request


def read_file(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Title, body and labels of an issue in a file.

    Args:
        data: Markdown, of which a first ``# heading`` is the title; or JSON ``{"title", "body", "labels"?}``.

    Raises:
        UsageError: not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("The issue's file is not UTF-8.", "Save it as UTF-8 and try again.") from error
    if text.lstrip().startswith("{"):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if (
            isinstance(value, dict)
            and ("body" in value or "title" in value)
            and not {"link", "url"} & value.keys()
        ):
            return str(value.get("title") or ""), str(value.get("body") or ""), _labels(value.get("labels"))
    first, _, rest = text.lstrip("\r\n").partition("\n")
    if first.startswith("# "):
        return first[2:].strip(), rest, ()
    return "", text, ()


def _labels(value: Any) -> tuple[str, ...]:
    """Label names; GitHub's API gives objects, people write strings."""
    if not isinstance(value, list):
        return ()
    return tuple(str(label.get("name", "")) if isinstance(label, dict) else str(label) for label in value)


def to_json(request: Request) -> dict[str, Any]:
    """The document that `paperlist parse --json` prints; a work's section is the one that holds for it."""
    return {
        "kind": request.kind,
        "works": [
            {
                "link": work.link,
                "identifier": str(work.identifier) if work.identifier else None,
                "title": work.title,
                "authors": work.authors,
                "code": work.code,
                "links": dict(work.links),
                "section": work.section or request.section,
                "venue": work.venue,
                "date": work.date,
                "note": work.note,
            }
            for work in request.works
        ],
        "section": request.section,
        "conference": request.conference,
        "titles": list(request.titles),
        "unused_links": [{"link": unused.link, "reason": unused.reason} for unused in request.unused],
        "problems": list(request.problems),
    }
