"""The virtual sites of MLSys, NeurIPS, ICML and ICLR: cards of a schedule, or the list for plain readers.

A poster, an oral and a spotlight are papers; tutorials, workshops, talks and town halls are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.imports.layouts import Layout, Paper, links
from bot.works.tree import Node

_SHOWN = re.compile(r"/virtual/\d{4}/(?:loc/[\w-]+/)?(?:poster|oral|spotlight)/\w+", re.I)
_KINDS = frozenset({"poster", "oral", "spotlight"})


def _read(page: Node) -> Iterator[Paper]:
    cards = list(_cards(page))
    yield from cards
    for link in page.all("a"):
        record = link.above
        if cards or record is None or not _SHOWN.search(link.attributes.get("href", "")):
            continue
        people = record.first("", "author-str") or record.first("", "authors")
        yield Paper(link.text(), people.text() if people else "", links(link))


def _cards(page: Node) -> Iterator[Paper]:
    for card in page.all("div", "maincard"):
        title, people = card.first("", "maincardBody"), card.first("", "maincardFooter")
        if title and _KINDS & {name.casefold() for name in card.classes}:
            yield Paper(title.text(), people.text() if people else "", (*links(title), *links(card)))


LAYOUT = Layout("a virtual conference site", 50, _read)
