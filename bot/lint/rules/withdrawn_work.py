"""A work was withdrawn or retracted.

Its authors or its publisher say that it does not hold; a list that shows it like any other misleads.

Bad:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)
Good:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001) (withdrawn)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.model import Flaw, Rule
from bot.lint.online import known
from bot.lint.page import Page

_SAYS_SO = re.compile(r"withdrawn|retract", re.I)


def check(page: Page) -> Iterator[Flaw]:
    """Every entry of such a work that does not say so itself."""
    for item, work in known(page):
        if work.withdrawn and not _SAYS_SO.search(item.entry.text):
            yield Flaw(
                item.line,
                len(item.entry.prefix),
                f"The work does not stand any more; {work.source} says “{work.withdrawn}”.",
                "Take it out, or write that it is withdrawn.",
                length=len(item.entry.text.split("\n")[0]),
            )


RULE = Rule("withdrawn-work", "warning", check, asks="works")
