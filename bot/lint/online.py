"""What a list's facts and links are asked about, and where; the asking itself is done elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.identifiers import Identifier, identify
from bot.lint.page import Item, Page
from bot.markdown.links import Link
from bot.works.model import Unresolved, Work

SOURCES = frozenset({"arxiv", "doi", "openreview", "acl"})
"""Schemes of works that a source answers for; whether their links lead anywhere need not be tried."""


def named_links(page: Page) -> Iterator[tuple[int, Link, Identifier]]:
    """Every link to a work that a source answers for, with its line."""
    for number, link in _outward(page):
        name = identify(link.url)
        if name and name.scheme in SOURCES:
            yield number, link, name


def other_links(page: Page) -> Iterator[tuple[int, Link]]:
    """Every other link, with its line. Images are left out: many are drawn anew for each reader."""
    for number, link in _outward(page):
        name = identify(link.url)
        if not name or name.scheme not in SOURCES:
            yield number, link


def _outward(page: Page) -> Iterator[tuple[int, Link]]:
    for number, link in page.links:
        if not link.image and link.url.lower().startswith(("https://", "http://")):
            yield number, link


def names(pages: Iterable[Page]) -> list[Identifier]:
    """The works to ask about, each once."""
    return list(dict.fromkeys(name for page in pages for _, _, name in named_links(page)))


def addresses(pages: Iterable[Page]) -> list[str]:
    """The addresses to try, each once."""
    return list(dict.fromkeys(link.url for page in pages for _, link in other_links(page)))


def known(page: Page) -> Iterator[tuple[Item, Work]]:
    """Every entry whose work a source knows, with what it says."""
    works = page.answers.works if page.answers else {}
    for item in page.items:
        work = works.get(item.name) if item.name and item.name.scheme in SOURCES else None
        if isinstance(work, Work):
            yield item, work


def unknown(page: Page) -> Iterator[tuple[int, Link, Unresolved]]:
    """Every link to a work that its sources are sure not to have."""
    works = page.answers.works if page.answers else {}
    for number, link, name in named_links(page) if works else ():
        found = works.get(name)
        if isinstance(found, Unresolved) and found.gone:
            yield number, link, found
