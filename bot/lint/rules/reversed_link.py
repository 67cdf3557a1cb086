"""A link written the wrong way round.

It renders as plain text with brackets in it.

Bad:
    - Systems for Wombats | (Burrow)[https://burrow.example/course]
Good:
    - Systems for Wombats | [Burrow](https://burrow.example/course)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.prose import outside_code
from bot.lint.rule import Flaw, Page, Rule

_REVERSED = re.compile(r"\((?P<text>[^()\[\]\n]+)\)\[(?P<url>https?://[^\s\[\]]+)\]")


def check(page: Page) -> Iterator[Flaw]:
    """Every ``(text)[address]``."""
    for number, line in outside_code(page, ")[http"):
        for found in _REVERSED.finditer(line):
            right = f"[{found['text']}]({found['url']})"
            yield Flaw.between(
                number,
                found.span(),
                f"The link is written the wrong way round, so that it shows as plain text: {found[0]}.",
                f"Write {right}.",
                right,
            )


RULE = Rule("reversed-link", "error", check)
