"""What an entry says of its work: title, address, date, venue, authors and further links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.listing import dates, slots, venues
from bot.listing.columns import roles
from bot.listing.model import Entry, Group
from bot.listing.words import label_role
from bot.markdown.anchors import heading_text

_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s<>]+)\)")
_NOT_LINKS = frozenset(
    {
        "title",
        "short",
        "rest",
        "url",
        "venue",
        "date",
        "authors",
        "note",
        "mark",
        "repo",
        "org",
        "keywords",
        "number",
        "shown",
        "other",
        "also",
    }
)


class Facts(NamedTuple):
    """Plain text, as the list shows it; empty where it says nothing.

    Attributes:
        date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; from the venue's year when no other date stands there.
        links: further addresses by what they lead to (``code``, ``project``).
    """

    title: str
    url: str
    venue: str
    date: str
    authors: str
    links: dict[str, str]


def title_key(title: str) -> str:
    """A title without case, punctuation and spacing."""
    return "".join(slots.WORD.findall(title.casefold()))


def parts(entry: Entry, group: Group) -> Iterator[tuple[str, tuple[slots.Span, ...]]]:
    """Text and spans of the entry; of each of its cells in a table, that with the title first."""
    if group.kind != "table":
        yield entry.text, entry.spans
        return
    named = roles(group)
    cells = list(zip(entry.cells, entry.cell_spans(named), strict=False))
    if "title" in named[: len(cells)]:  # another cell may look like one
        cells.insert(0, cells.pop(named.index("title")))
    yield from cells


def facts(entry: Entry, group: Group) -> Facts:
    """Everything the entry says that has a slot."""
    found: dict[str, str] = {}
    for text, spans in parts(entry, group):
        for start, end, slot, _ in spans:
            if slot not in found:
                found[slot] = text[start:end]
    date = found.get("date", "")
    dated = dates.find(date) if date else None
    venue = venues.read(found["venue"]) if "venue" in found else None
    year = venue.year if venue else ""
    links = {slot: said for slot, said in found.items() if slot not in _NOT_LINKS}
    return Facts(
        title=_title(found),
        url=found.get("url") or found.get("code") or next(iter(links.values()), ""),
        venue=found.get("venue", ""),
        date=dated.value if dated else year,
        authors=found.get("authors", ""),
        links=links,
    )


def versions(entry: Entry, group: Group) -> Iterator[str]:
    """The work's own address, and what further links lead to that say they are the same text elsewhere."""
    for text, spans in parts(entry, group):
        for span in spans:
            said = text[span.start : span.end]
            if span.slot == "url":
                yield said
            elif span.slot == "note" and (link := _LINK.fullmatch(said)) and _is_same(link[1]):
                yield link[2]


def _is_same(label: str) -> bool:
    """Does a link that shows this lead to the text: ``paper``, or where it appeared (``SOSP 2024``)?"""
    return label_role(label) == "url" or venues.read_label(label) is not None


def _title(found: dict[str, str]) -> str:
    if title := found.get("title"):
        return heading_text(title).removesuffix("\\").rstrip()  # ``\`` breaks the line, or opens ``\[``
    if "short" in found and "rest" in found:
        return f"{heading_text(found['short'])}: {heading_text(found['rest'])}"
    return heading_text(found.get("short", ""))
