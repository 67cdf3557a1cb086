"""OpenReview: a venue's page as a browser saves it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.imports.layouts import Layout, Paper, links
from bot.works.tree import Node


def _read(page: Node) -> Iterator[Paper]:
    for title in page.all("a"):
        if not title.attributes.get("href", "").partition("forum?id=")[2]:
            continue
        head = title.above
        record = head.above if head is not None else None
        if head is None or record is None or head.tag not in ("h3", "h4", "h5"):
            continue
        people = record.first("", "note-authors") or record.first("", "note-content-authors")
        yield Paper(title.text(), people.text() if people else "", links(title))


LAYOUT = Layout("an OpenReview venue", 60, _read)
