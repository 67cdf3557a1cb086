"""A link names a work that its source does not have.

A digit is missing or wrong, and the reader lands on an error page. All sources that could know the work were
asked; one that gave no answer is no witness.

Bad:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.99999)
Good:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.online import unknown
from bot.lint.rule import Flaw, Page, Rule

_HINT = " Check the link."


def check(page: Page) -> Iterator[Flaw]:
    """Every link to such a work."""
    for number, link, found in unknown(page):
        yield Flaw.of_link(
            number,
            link,
            f"{found.reason.removesuffix(_HINT)} The link is {link.url}.",
            "Look the work up by its title, and link what you find.",
        )


RULE = Rule("unknown-id", "warning", check, asks="works")
