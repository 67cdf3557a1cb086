"""A web page's metadata, read from its HTML without running or fetching anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_PAPER_TYPES = frozenset(
    {"ScholarlyArticle", "Article", "TechArticle", "BlogPosting", "NewsArticle", "Report"}
)
_KEPT = 200_000  # characters of one <script> or text; more is no metadata


@dataclass(slots=True)
class Page:
    """A page's metadata.

    Attributes:
        meta: name or property, in lower case, to its contents in order.
        linked: the JSON-LD objects that describe an article.
        title, heading: text of ``<title>`` and of the first ``<h1>``.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    linked: list[dict[str, Any]] = field(default_factory=list)
    title: str = ""
    heading: str = ""

    def first(self, *names: str) -> str:
        """The first content under any of the names."""
        return next((text for name in names for text in self.meta.get(name, ()) if text.strip()), "")


def read_page(text: str) -> Page:
    """The metadata in a page's HTML; broken HTML gives what was read before it broke off."""
    reader = _Reader()
    reader.feed(f"{text}\n")  # not closed: what never ends would be gone through from each of its beginnings
    return reader.page


def type_of(item: dict[str, Any]) -> str:
    """Its ``@type``, the first of several."""
    kind = item.get("@type", "")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


class _Reader(HTMLParser):
    """Collects metadata; only the first title and heading count, and nothing inside an ``<svg>``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._inside, self._text, self._drawing = "", "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (
                (values.get("name") or values.get("property") or values.get("itemprop") or "").strip().lower()
            )
            if name and values.get("content"):
                self.page.meta.setdefault(name, []).append(values["content"])
        elif tag == "svg":
            self._drawing += 1
        elif self._drawing:
            return
        elif tag in ("title", "h1") or (tag == "script" and "ld+json" in values.get("type", "")):
            self._inside, self._text = tag, ""

    def handle_data(self, data: str) -> None:
        if self._inside and len(self._text) < _KEPT:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._drawing = max(0, self._drawing - 1)
        if tag != self._inside:
            return
        self._inside = ""
        if tag == "title":
            self.page.title = self.page.title or self._text
        elif tag == "h1":
            self.page.heading = self.page.heading or " ".join(self._text.split())
        else:
            self.page.linked += _articles(self._text)


def _articles(text: str) -> Iterator[dict[str, Any]]:
    """The articles in a JSON-LD block: alone, in a list, or in a graph."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    graph = data.get("@graph", data) if isinstance(data, dict) else data
    for item in graph if isinstance(graph, list) else [graph]:
        if isinstance(item, dict) and type_of(item) in _PAPER_TYPES:
            yield item
