"""Two entries on one line.

The second has no bullet of its own: it is easily overlooked, and no program sees it.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001): Serving - [Numbat](https://arxiv.org/abs/2401.00002): Memory
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving
    - [Numbat](https://arxiv.org/abs/2401.00002): Memory
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.identifiers import identify
from bot.lint.model import Flaw, Rule
from bot.lint.page import Item, Page
from bot.lint.works import PUBLISHED
from bot.listing.words import label_role

_NEAR = 12
"""Characters before a link in which its bullet stands."""
_BULLET = re.compile(r"(?:\s+[-*+•]\s+|(?<=\))\s*)$")
_WORDS = re.compile(r"[^\W_]+")


def check(page: Page) -> Iterator[Flaw]:
    """Every bullet inside an entry's line that begins another linked work."""
    for item in page.items:
        text = item.entry.text
        if item.group.kind != "table" and "\n" not in text and text.count("](") > 1 and item.name:
            yield from _second(item)


def _second(item: Item) -> Iterator[Flaw]:
    text = item.entry.text
    found = [link for link in item.parts[0].links if not link.image]
    for link in found[1:]:
        if not _BULLET.search(text[max(0, link.start - _NEAR) : link.start]):
            continue
        name = identify(link.url)
        if name is None or name.scheme not in PUBLISHED or name == item.name:
            continue
        shown = text[link.text_start : link.text_end]
        after = text[link.end :]
        titled = len(_WORDS.findall(shown)) > 2 or re.match(r"\s*[:：]\s*\S+ \S+", after)
        if titled and not label_role(shown):
            yield Flaw(
                item.line,
                len(item.entry.prefix) + link.start,
                f"A second entry, “{shown}”, stands on this line.",
                "Give it a line of its own.",
                length=link.end - link.start,
            )
            return


RULE = Rule("two-entries", "warning", check)
