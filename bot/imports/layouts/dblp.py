"""dblp: the contents of one conference as a page."""

from __future__ import annotations

from collections.abc import Iterator

from bot.imports.layouts import Layout, Paper, links
from bot.works.tree import Node


def _read(page: Node) -> Iterator[Paper]:
    for record in page.all("li", "entry"):
        title = record.first("span", "title")
        if title is None or not {"inproceedings", "article"} & set(record.classes):
            continue
        people = tuple(one.text() for one in record.all("span") if one.attributes.get("itemprop") == "author")
        shown = record.first("nav", "publ")
        yield Paper(title.text().removesuffix("."), people, links(shown)[:1] if shown else ())


LAYOUT = Layout("a dblp page", 70, _read)
