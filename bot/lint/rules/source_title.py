"""A title is not the one that the work's source gives.

A typing error, a title that was changed in a later version, or a link to another work. Case, punctuation, a
subtitle left out and a short name put in front are no difference.

Bad:
    - [Fast Servng of Tiny Models](https://arxiv.org/abs/2401.00001)
Good:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from bot.lint.online import known
from bot.lint.rule import Flaw, Item, Page, Rule
from bot.listing.facts import title_key
from bot.listing.style import split
from bot.works.model import Work

_LIKE = 85.0
"""Least likeness (0 to 100) of two spellings of one title."""
_LEAST_WORDS = 3
"""Of what can be called a title; less is a name."""
_LEAST_SIGNS = 12
"""Of a title that is cut short, so that it is still this one's beginning."""


def check(page: Page) -> Iterator[Flaw]:
    """Every entry with another title than its source gives."""
    for item, work in known(page):
        title = item.facts.title
        if len(title.split()) >= _LEAST_WORDS and not _same(title, work.title):
            yield _flaw(item, title, work)


def _same(title: str, right: str) -> bool:
    """Do they differ in form only? A translation cannot be judged."""
    if not title.isascii() and right.isascii() and not _key(title).isascii():
        return True
    named = split(title)
    for one in (title, named[1]) if named else (title,):
        shorter, longer = sorted((_key(one), _key(right)), key=len)
        if longer.startswith(shorter) and (shorter == longer or len(shorter) >= _LEAST_SIGNS):
            return True
    rest = split(right)
    return rest is not None and _key(rest[1]) == _key(title)


def _key(title: str) -> str:
    return title_key(unicodedata.normalize("NFKC", title).replace("&", " and "))


def _flaw(item: Item, title: str, work: Work) -> Flaw:
    from rapidfuzz import fuzz

    alike = fuzz.ratio(_key(title), _key(work.title)) >= _LIKE
    return item.flaw(
        f"{work.source} says “{work.title}”, not “{title}”.",
        "Write the title as it is there." if alike else "Look up which is meant: the title or the link.",
    )


RULE = Rule("source-title", "warning", check, asks="works")
