"""A work that is a heading: the heading is its title, and each labelled point below says one thing.

#### Quokka: A System for Sharing Burrows

- **Link:** [arXiv:2401.00001](https://arxiv.org/abs/2401.00001) | [Code](https://github.com/pond/quokka)
- **Authors:** Ada Brook, Wim River
- **Summary:** …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.listing.labels import names_site
from bot.listing.slots.addresses import read_links
from bot.listing.slots.prose import read_prose
from bot.listing.slots.span import WORD, Reading, Span
from bot.listing.slots.titles import read_title
from bot.listing.words import label_role, leads_to_code, line_role
from bot.markdown.links import Link, links

_POINT = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__|\*|_)?(?P<label>[^\W\d_](?:[^\n:：*_`\[\]()]{0,28}\w)?)"
    r"(?:\*\*|__|\*|_)?[ \t]*[:：](?!//)(?:\*\*|__|\*|_)?[ \t]*"
)
_BULLET = re.compile(r"[ \t]*(?:[-*+][ \t]+)?")
_AWARD = re.compile(r"\s+(?:[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\ufe0f]+\s*)?(?:\*\*[^*]+\*\*)?\s*$")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\.?\s*$")
_ID = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?")
_AROUND = ' *_"“”'
_MANY = ("url", "code", "project", "demo", "data", "model", "slides", "video", "poster", "blog", "docs")
"""What links lead to; of each the first is taken."""


class Point(NamedTuple):
    """One labelled line, and the unlabelled and deeper ones after it.

    Attributes:
        start, end: of what it says, in the entry's text; label: as written, without emphasis.
        role: what it says, as in `bot.listing.words.line_role`; empty when its label is not known.
    """

    start: int
    end: int
    label: str
    role: str


def points(text: str, at: int = 0) -> Iterator[Point]:
    """The points from offset ``at`` on."""
    found: list[tuple[int, int, str]] = []
    depth = -1
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop]
        indent = len(line) - len(line.lstrip())
        label = _POINT.match(line)
        if line.strip() and (depth < 0 or indent <= depth):
            depth = indent if depth < 0 else depth
            lead = label or _BULLET.match(line)
            found.append((at + (lead.end() if lead else 0), stop, label["label"].strip() if label else ""))
        elif line.strip():
            found[-1] = (found[-1][0], stop, found[-1][2])
        at = stop + 1
    for start, end, label_text in found:
        yield Point(start, end, label_text, line_role(label_text) if label_text else "")


def read_headed(text: str) -> tuple[Span, ...]:
    """The parts of an entry whose first line is a heading, in order of their place."""
    end = text.find("\n")
    reading = Reading(text)
    _read_head(reading, len(text) if end < 0 else end)
    if end >= 0:
        for point in points(text, end + 1):
            _read_point(reading, point)
    return tuple(sorted(reading.spans, key=lambda span: span.start))


def _read_head(reading: Reading, end: int) -> None:
    """The whole heading is the title, but for a mark or an award at its end."""
    text = reading.text[:end]
    if links(text):
        linked = Reading(text, "title")
        read_links(linked)
        if not linked.named:
            read_title(linked)
        _take_over(reading, linked, 0)
        return
    if (award := _AWARD.search(text)) and award[0].strip() and award.start():
        mark = award[0].strip()
        reading.take(award.start(), award.end(), "mark", mark)
        end = award.start()
    start = len(text) - len(text.lstrip(_AROUND))
    reading.name(start, start + len(text[start:end].rstrip(_AROUND)))


def _read_point(reading: Reading, point: Point) -> None:
    text = reading.text[point.start : point.end]
    if point.role in _MANY or (not point.role and links(text)):
        _read_addresses(reading, point)
    elif point.role in ("venue", "date") and "\n" not in text:
        said = Reading(text, point.role)
        read_prose(said)
        _take_over(reading, said, point.start)
    elif point.role == "authors" and not reading.has("authors"):
        group = _BRACKETS.search(text)
        names = point.start + (group.start() if group else len(text))
        reading.take(point.start, names, "authors")
        reading.take(names, point.end, "other")
    else:
        reading.take(point.start, point.end, point.role if _is_new(reading, point.role) else "other")


def _is_new(reading: Reading, role: str) -> bool:
    return role in ("note", "org", "keywords") and not reading.has(role)


def _read_addresses(reading: Reading, point: Point) -> None:
    """Links side by side; what a link shows is a label, or the work's name at the place it leads to."""
    text = reading.text[point.start : point.end]
    at = 0
    for link in links(text):
        _fill(reading, point.start + at, point.start + link.start)
        at = link.end
        shown = "" if link.bare else link.shown(text).strip("[]*_` ")
        role = _role(point, link, shown)
        if link.image or (reading.has(role) and (role != "url" or reading.has("also"))):
            reading.take(point.start + link.start, point.start + link.end, "other")
            continue
        if reading.has(role):
            role = "also"
        elif shown and role == "url" and (names_site(shown) or not label_role(shown)):
            start = point.start + link.text_start
            reading.take(start, point.start + link.text_end, "shown", _ID.sub("%I", shown))
        elif shown and not label_role(shown):
            reading.take(point.start + link.text_start, point.start + link.text_end, "other")
        reading.take(point.start + link.url_start, point.start + link.url_end, role)
    _fill(reading, point.start + at, point.end)


def _role(point: Point, link: Link, shown: str) -> str:
    if role := label_role(shown):
        return role if role != "url" or point.role in ("", "url") else point.role
    if leads_to_code(link.url) and "github.io" not in link.url:
        return "code"
    return point.role or "url"


def _fill(reading: Reading, start: int, end: int) -> None:
    """Words between links are said of this work, and of no other."""
    word = WORD.search(reading.text, start, end)
    if word:
        last = max(found.end() for found in WORD.finditer(reading.text, start, end))
        reading.take(word.start(), last, "other")


def _take_over(reading: Reading, part: Reading, at: int) -> None:
    for span in part.spans:
        slot = "other" if span.slot == "note" else span.slot
        reading.take(at + span.start, at + span.end, slot, span.spelling)
    reading.named = reading.named or part.named
