"""A list's table of contents: the links on the page to its own headings, and the headings they could mean."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from bot.lint.page import Page
from bot.listing.find import normal
from bot.listing.model import Section
from bot.markdown.anchors import anchor_text, heading_text, slug
from bot.markdown.links import Link

_ID = re.compile(r"<[a-z][^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_OUTSIDE = re.compile(r"https?://github\.com/[\w.-]+/[\w.-]+(?:/blob/[^#\s]+\.md)?/?(?=#.)", re.I)
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of contents.

    Attributes:
        number: 0-based line; link: its link, with columns of that line.
        anchor: without ``#``, percent-encoding undone; label: as plain text.
        section: the heading it leads to; None when there is none.
    """

    number: int
    link: Link
    anchor: str
    label: str
    section: Section | None


@lru_cache(maxsize=2)
def contents(page: Page) -> list[Line]:
    """The lines of the table of contents, in order; empty when the page has none."""
    sections = {section.anchor: section for section in page.listing.sections if section.anchor}
    listed = {
        number
        for section in page.listing.sections
        for group in section.groups
        if group.navigation
        for number in range(group.start, group.end)
    }
    found: list[Line] = []
    for number, link in page.links:
        if number in listed and not link.image and (anchor := aim(page, link)):
            label = heading_text(link.shown(page.lines[number]))
            found.append(Line(number, link, anchor, label, sections.get(plain(anchor, sections))))
    return found if len(found) >= _LEAST else []


def aim(page: Page, link: Link) -> str:
    """The anchor on this very page that a link leads to, percent-encoding undone; empty when to none."""
    before, mark, anchor = link.url.partition("#")
    return unquote(anchor) if mark and (not before or before == own_address(page)) else ""


@lru_cache(maxsize=2)
def own_address(page: Page) -> str:
    """The page's whole address, which some lists write before each anchor; empty when none is known.

    It is the address with which most anchors are the page's own.
    """
    aims: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for _, link in page.links:
        if "#" in link.url and (found := _OUTSIDE.match(link.url)):
            aims[found[0]] += 1
            anchor = unquote(link.url[found.end() + 1 :])
            own[found[0]] += plain(anchor, anchors(page)) in anchors(page)
    address, count = own.most_common(1)[0] if own else ("", 0)
    return address if count >= _LEAST and count * 2 > aims[address] else ""


def plain(anchor: str, known: Container[str]) -> str:
    """The anchor as the page has it; GitHub does not care for case."""
    return anchor if anchor in known else anchor.lower()


@lru_cache(maxsize=2)
def anchors(page: Page) -> frozenset[str]:
    """Everything on the page that a link with ``#`` can lead to."""
    found = {section.anchor for section in page.listing.sections if section.anchor}
    for block in page.document.walk():
        if block.kind == "heading":
            source = page.lines[block.start].strip().strip("#").strip()
            found.add(slug(anchor_text(source.lstrip(">-*+0123456789. #"))))
    for line in page.lines:
        if "<" in line:
            found |= {name.lower() for name in _ID.findall(line)} | set(_ID.findall(line))
    return frozenset(found | {"top", "readme"})


def headings(page: Page) -> list[Section]:
    """Every heading but those the table of contents stands under."""
    lines = contents(page)
    first = lines[0].number if lines else -1
    return [section for section in page.listing.sections if section.line > first]


def meant(page: Page, label: str, anchor: str) -> str:
    """The anchor of the one heading that a link's own words name; empty when it is not just one."""
    named = _named(page)
    found = {one for name in names(label, anchor) for one in named.get(name, ())}
    return found.pop() if len(found) == 1 else ""


def names(label: str, anchor: str) -> set[str]:
    """What a link calls the heading it leads to."""
    return {normal(label), normal(anchor.replace("-", " "))} - {""}


@lru_cache(maxsize=2)
def _named(page: Page) -> dict[str, set[str]]:
    """The anchors of the headings by what they say."""
    found: dict[str, set[str]] = defaultdict(set)
    for section in page.listing.sections:
        if section.anchor:
            found[normal(section.name)].add(section.anchor)
    return found
