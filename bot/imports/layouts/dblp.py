"""dblp: the contents of one conference as a page."""

from __future__ import annotations

from collections.abc import Iterator

from bot.imports.layouts import Found, links
from bot.works.tree import Node


class _Dblp:
    name, turn = "a dblp page", 70

    def read(self, page: Node) -> Iterator[Found]:
        for record in page.all("li", "entry"):
            title = record.first("span", "title")
            if title is None or not {"inproceedings", "article"} & set(record.classes):
                continue
            people = tuple(
                one.text() for one in record.all("span") if one.attributes.get("itemprop") == "author"
            )
            shown = record.first("nav", "publ")
            yield Found(title.text().removesuffix("."), people, links(shown)[:1] if shown else ())


LAYOUT = _Dblp()
