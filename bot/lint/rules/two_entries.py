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

from bot.identifiers import PAPERS, identify
from bot.lint.rule import Flaw, Item, Page, Rule
from bot.listing.words import label_role

_BULLETS = ("-", "*", "+", "•")
_NEAR = 12
"""Characters before a link in which its bullet stands."""
_REST = re.compile(r"\s*[:：]\s*\S+ \S+")
_WORDS = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")


def check(page: Page) -> Iterator[Flaw]:
    """Every bullet inside an entry's line that begins another linked work."""
    for item in page.items:
        text = item.entry.text
        if not item.is_row and "\n" not in text and text.count("](") > 1 and item.name:
            yield from _second(item)


def _second(item: Item) -> Iterator[Flaw]:
    text = item.entry.text
    found = [link for link in item.parts[0].links if not link.image]
    for link in found[1:]:
        if not _is_bullet(text[max(0, link.start - _NEAR) : link.start]):
            continue
        shown = link.shown(text)
        titled = len(_WORDS.findall(shown)) > 2 or _REST.match(text, link.end)
        if not titled or label_role(shown) or shown[:1] + shown[-1:] == "[]":
            continue  # ``[[Burrow Days workshop]](...)`` says where the same work stands
        name = identify(link.url)
        if name and name.scheme in PAPERS and name != item.name:
            said = f"A second entry, “{shown}”, stands on this line."
            yield item.parts[0].flaw(link.start, link.end, said, "Give it a line of its own.")
            return


def _is_bullet(before: str) -> bool:
    """Does what stands before a link end in a bullet, or right behind another link?"""
    bare = before.rstrip()
    return bare.endswith(")") or (bare != before and bare[-1:] in _BULLETS and bare[-2:-1].isspace())


RULE = Rule("two-entries", "warning", check)
