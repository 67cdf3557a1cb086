"""An entry says no year, where nearly all of its section do.

Only entries that link a work, in sections of ten or more of which at least 90% give a date or the venue's
year.

Bad:
    - **Quokka: Fast Serving of Tiny Models**, Quoll et al. [[pdf](https://arxiv.org/abs/2401.00001)]
Good:
    - **Quokka: Fast Serving of Tiny Models** (2024), Quoll et al. [[pdf](https://arxiv.org/abs/2401.00001)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.majority import habit
from bot.lint.rule import Flaw, Item, Page, Rule

_SHARE = 0.9
_LEAST = 10
_ADDRESS = re.compile(r"\]\([^()\s]*\)|<[^<>]*>|https?://\S+")
_YEAR = re.compile(
    r"(?:19|20)\d\d|['’`´]\s?\d\d|\d\d['’]|[(（\[][^()（）\[\]]*\b\d\d[)）\]]"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? \d\d"
)
"""What may be a year, however it is written."""


def check(page: Page) -> Iterator[Flaw]:
    """Every work without a date, where its section has them."""
    for whole in page.groups:
        group = [item for item in whole if _is_work(item)]
        usual = habit(("dated" if item.facts.date else "" for item in group), share=_SHARE, least=_LEAST)
        if not usual or not usual.form:
            continue
        for item in group:
            if not item.facts.date and not _may_say_one(item):
                yield item.flaw(f"No year; {usual} entries here say theirs.", "Write when it appeared.")


def _is_work(item: Item) -> bool:
    """Is it a paper, as far as its links tell? Pages and repositories have no year."""
    linked = item.scheme not in ("", "github") and not item.is_beside
    return not item.is_row and linked and not item.is_field


def _may_say_one(item: Item) -> bool:
    return bool(_YEAR.search(_ADDRESS.sub(" ", item.entry.text)))


RULE = Rule("missing-date", "info", check)
