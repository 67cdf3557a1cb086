"""An entry without a link, where the others have one.

Readers cannot open the work, and the next request for it is not recognised as listed.

Bad:
    - Bilby: Caches with Long Ears at Night | SOSP' 24
Good:
    - [Bilby: Caches with Long Ears at Night](https://arxiv.org/abs/2401.00003) | SOSP' 24
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.majority import LEAST, habit
from bot.lint.rule import Flaw, Item, Page, Rule

_SHARE = 0.8
_MOST = 0.9
"""Share of linked entries from which on one without a link is taken for a work, whatever it says."""
_SENTENCES = re.compile(r"\w[?!.][*_]*\s+[A-Z][^.?!]* [^.?!]* .*[.!?]\s*$", re.S)


def check(page: Page) -> Iterator[Flaw]:
    """Every entry without an address, in a group (or for small ones, a file) where nearly all have one."""
    whole = habit((_state(item) for item in page.items), share=_SHARE)
    for group in page.groups:
        usual = habit((_state(item) for item in group), share=_SHARE) if len(group) >= LEAST else whole
        bare = sum(_state(item) == "bare" for item in group)
        if not usual or usual.form != "linked" or bare * 2 > len(group):
            continue  # points of a text are no works
        if any(item.is_field for item in group):
            continue  # all of them say something of the work above
        there = "" if usual is whole else " here"
        for item in group:
            if (
                _state(item) == "bare"
                and not item.is_field
                and len(item.facts.title.split()) > 1
                and (usual.count >= _MOST * usual.total or item.facts.venue or item.facts.date)
                and not _is_prose(item)
                and not item.entry.text.rstrip(" *_").endswith((":", "："))  # it is what stands below
            ):
                yield item.flaw(f"The entry has no link; {usual} entries{there} have one.", "Link the work.")


def _state(item: Item) -> str:
    return "linked" if item.facts.url or "://" in item.entry.text or "](" in item.entry.text else "bare"


def _is_prose(item: Item) -> bool:
    """Does it say something in sentences? “**A typing error?** Please open an issue.” is no work."""
    return bool(_SENTENCES.search(item.entry.text))


RULE = Rule("missing-link", "warning", check)
