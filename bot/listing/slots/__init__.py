"""What each part of an entry is: title, short name, links, venue, date, authors, note.

An entry's text is read into spans that never overlap. What lies between them is punctuation, labels and
decoration: the list's style, which `bot.listing.shape` learns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from bot.listing.slots.addresses import read_dated_badge, read_links
from bot.listing.slots.points import points, read_headed
from bot.listing.slots.prose import labels_a_line, read_prose
from bot.listing.slots.span import MARK, WORD, Reading, Span, words
from bot.listing.slots.titles import read_lead, read_title

__all__ = [
    "LONGEST", "MARK", "WORD", "Span", "labels_a_line", "points", "read", "read_cell", "reader",
    "words",
]  # fmt: skip


LONGEST = 4000
"""Characters of an entry that are read. More is no entry any more, and shapes no other one."""


def read(text: str, role: str = "") -> tuple[Span, ...]:
    """The parts of one entry, or of one table cell whose column is ``role``, in order of their place."""
    reading = Reading(text[:LONGEST], role)
    if role in ("", "title"):
        read_lead(reading)
    read_links(reading)
    if not reading.named and role in ("", "title"):
        read_title(reading)
    read_prose(reading)
    if "/badge/" in reading.text and not reading.has("date"):
        read_dated_badge(reading)
    if len(reading.spans) < 2:
        return tuple(reading.spans)
    spans = sorted(reading.spans, key=_START)
    return tuple(_merge_notes(reading.text, spans) if "note" in reading.found else spans)


def reader(*, headed: bool) -> Callable[[str], tuple[Span, ...]]:
    """What reads an entry: where its first line is a heading, each point below says one thing."""
    return read_headed if headed else read


def read_cell(text: str, role: str) -> tuple[Span, ...]:
    """The same for a cell: a venue, a year or a dash stands in many rows, and is read once."""
    return _read_short(text, role) if len(text) <= _SHORT and "](" not in text else read(text, role)


_START = itemgetter(0)
_SHORT = 40
"""Characters of a cell that may well stand in other rows too; a title or a link does not."""
_read_short = lru_cache(maxsize=4096)(read)


def _merge_notes(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring notes on one line are one note."""
    last: Span | None = None
    for span in spans:
        if last and last.slot == span.slot == "note" and "\n" not in text[last.end : span.start]:
            last = Span(last.start, span.end, "note")
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
