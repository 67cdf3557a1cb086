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

from bot.lint.online import known
from bot.lint.rule import Flaw, Page, Rule

_SAYS_SO = re.compile(r"withdrawn|retract", re.I)


def check(page: Page) -> Iterator[Flaw]:
    """Every entry of such a work that does not say so itself."""
    for item, work in known(page):
        if work.withdrawn and not _SAYS_SO.search(item.entry.text):
            yield item.flaw(
                f"The work does not stand any more; {work.source} says “{work.withdrawn}”.",
                "Take it out, or write that it is withdrawn.",
            )


RULE = Rule("withdrawn-work", "warning", check, asks="works")
