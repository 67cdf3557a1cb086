"""The virtual sites of MLSys, NeurIPS, ICML and ICLR: cards of a schedule, or the list for plain readers.

A poster, an oral and a spotlight are papers; tutorials, workshops, talks and town halls are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.imports.layouts import Found, links
from bot.works.tree import Node

_SHOWN = re.compile(r"/virtual/\d{4}/(?:loc/[\w-]+/)?(?:poster|oral|spotlight)/\w+", re.I)
_KINDS = frozenset({"poster", "oral", "spotlight"})


class _Virtual:
    name, turn = "a virtual conference site", 50

    def read(self, page: Node) -> Iterator[Found]:
        cards = list(_cards(page))
        yield from cards
        for link in page.all("a"):
            record = link.above
            if cards or record is None or not _SHOWN.search(link.attributes.get("href", "")):
                continue
            people = record.first("", "author-str") or record.first("", "authors")
            yield Found(link.text(), people.text() if people else "", links(link))


def _cards(page: Node) -> Iterator[Found]:
    for card in page.all("div", "maincard"):
        title, people = card.first("", "maincardBody"), card.first("", "maincardFooter")
        if title and _KINDS & {name.casefold() for name in card.classes}:
            yield Found(title.text(), people.text() if people else "", (*links(title), *links(card)))


LAYOUT = _Virtual()
