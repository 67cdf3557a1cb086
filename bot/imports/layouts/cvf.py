"""The open access site of the Computer Vision Foundation: CVPR, ICCV, WACV of one year or day.

Source of the format: https://openaccess.thecvf.com.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.imports.layouts import Layout, Paper, links
from bot.works.tree import Node


def _read(page: Node) -> Iterator[Paper]:
    for block in page.all("dl"):
        records: list[list[Node]] = []
        for one in block.elements:
            if one.tag == "dt":
                records.append([one])
            elif records:
                records[-1].append(one)
        yield from (_found(*record) for record in records if "ptitle" in record[0].classes)


def _found(title: Node, *said: Node) -> Paper:
    """Each author is a form of its own, which searches the site for the name."""
    names = tuple(
        name.attributes.get("value", "")
        for one in said[:1]
        for name in one.all("input")
        if name.attributes.get("name") == "query_author"
    )
    shown = said[0].text() if said else ""
    return Paper(
        title.text(), names or shown, (*links(title), *(link for one in said for link in links(one)))
    )


LAYOUT = Layout("an open access page of CVF", 45, _read)
