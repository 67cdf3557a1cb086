"""The ACL Anthology: volumes and events. The title links to the paper's page, the authors to theirs."""

from __future__ import annotations

from collections.abc import Iterator

from bot.imports.layouts import Layout, Paper, links
from bot.works.tree import Node


def _read(page: Node) -> Iterator[Paper]:
    for title in (link for strong in page.all("strong") for link in strong.all("a", "align-middle")):
        record = _record(title)
        people = tuple(one.text() for one in record.all("a") if "/people/" in one.attributes.get("href", ""))
        after = record.next
        folded = after if after is not None and "abstract-collapse" in after.classes else None
        yield Paper(
            title.text().replace("\n", " "),
            people,
            (*links(title), *links(record)),
            folded.text() if folded else "",
        )


def _record(title: Node) -> Node:
    """What holds the paper: the nearest element above with its badges and authors."""
    node = title
    while node.above is not None and "d-sm-flex" not in node.classes:
        node = node.above
    return node if node.tag else title.above or title


LAYOUT = Layout("an ACL Anthology volume", 30, _read)
