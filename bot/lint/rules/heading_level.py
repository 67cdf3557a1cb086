"""A heading more than one level below the one above it.

Outlines and screen readers show a part that is missing.

Bad:
    ## Serving
    #### At the edge
Good:
    ## Serving
    ### At the edge
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from bot.lint.majority import SHARE
from bot.lint.rule import Flaw, Page, Rule
from bot.listing.model import Section


def check(page: Page) -> Iterator[Flaw]:
    """Every heading that skips a level, unless most steps down do; that of HTML may be for its looks."""
    steps = [
        (above, below)
        for above, below in pairwise(page.listing.sections[1:])
        if below.level > above.level and "<h" not in page.lines[below.line]
    ]
    skips = [(above, below) for above, below in steps if below.level > above.level + 1]
    if len(skips) > (1 - SHARE) * len(steps) and len(skips) > 1:
        return
    for above, below in skips:
        yield page.flaw(
            below.line,
            f"“{below.name}” is a heading of level {below.level} under one of level {above.level}.",
            _hint(page, above, below),
        )


def _hint(page: Page, above: Section, below: Section) -> str:
    rest = (one for one in page.listing.sections if one.line > below.line)
    under = takewhile(lambda one: one.level > above.level, rest)
    beside = sum(one.level == below.level for one in under)
    others = f", and the {beside} beside it" if beside > 1 else ", and the one beside it" if beside else ""
    return f"Make it level {above.level + 1}{others}."


RULE = Rule("heading-level", "warning", check)
