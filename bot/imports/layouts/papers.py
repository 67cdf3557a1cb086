"""papers.nips.cc, proceedings.neurips.cc and proceedings.mlsys.org: one year."""

from __future__ import annotations

from collections.abc import Iterator

from bot.imports.layouts import Layout, Paper, links
from bot.works.tree import Node


def _read(page: Node) -> Iterator[Paper]:
    for title in page.all("a"):
        if title.attributes.get("title", "").casefold() != "paper title" or title.above is None:
            continue
        record = title.above
        people = record.first("span", "paper-authors") or record.first("i")
        yield Paper(title.text(), people.text() if people else "", links(title))


LAYOUT = Layout("a proceedings site", 40, _read)
