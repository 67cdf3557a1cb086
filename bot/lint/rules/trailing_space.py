"""White space at the end of a line.

It shows nothing, yet every change near it shows up in diffs. Two spaces that break a line on purpose stay,
and a list in which most lines end so is left alone.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001)␠
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule

_MOST = 0.3
_OPENS = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|>|\||<|$)")


def check(page: Page) -> Iterator[Flaw]:
    """Every line that ends in spaces or tabs outside code, line breaks left out."""
    found = [
        number
        for number, line in enumerate(page.lines)
        if line[-1:] in (" ", "\t") and number not in page.code and not _breaks(page, number)
    ]
    if len(found) > _MOST * len(page.lines):
        return
    for number in found:
        line = page.lines[number]
        kept = len(line.rstrip(" \t"))
        said = "The line ends in white space." if kept else "The empty line holds white space."
        yield Flaw.between(number, (kept, len(line)), said, "Take it out.", "")


def _breaks(page: Page, number: int) -> bool:
    """Do two spaces break the line here, because its paragraph goes on?"""
    line = page.lines[number]
    if not line.strip() or not line.endswith("  ") or line.lstrip()[0] in "#|<":
        return False
    return number + 1 < len(page.lines) and not _OPENS.match(page.lines[number + 1])


RULE = Rule("trailing-space", "warning", check)
