"""A title all in capitals, where the list's others are not.

It was copied from a paper that sets its title so. Which letters are capitals otherwise, only the source
knows.

Bad:
    - [QUOKKA: FAST SERVING OF TINY MODELS](https://arxiv.org/abs/2401.00001)
Good:
    - [Quokka: Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.majority import LEAST, SHARE
from bot.lint.rule import Flaw, Page, Rule

_WORD = re.compile(r"[A-Z]{2,}")
_LEAST_WORDS = 4
_LONG = 5
"""Letters of a word that is no acronym; a title has two of them at least."""


def check(page: Page) -> Iterator[Flaw]:
    """Every title of several words without a small letter."""
    titled = [item for item in page.items if item.title and not item.is_field]
    loud = [item for item in titled if item.title.isupper() and _has_words(item.title)]
    if not loud or len(titled) < LEAST or len(titled) - len(loud) < SHARE * len(titled):
        return
    others = f"{len(titled) - len(loud)} of {len(titled)} titles are not"
    for item in loud:
        yield item.flaw(
            f"“{item.title}” is all in capitals; {others}.", "Write it as the source's own page does."
        )


def _has_words(title: str) -> bool:
    words = _WORD.findall(title)
    return len(words) >= _LEAST_WORDS and sum(len(word) >= _LONG for word in words) > 1


RULE = Rule("title-capitals", "info", check)
