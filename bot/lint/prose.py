"""Lines and stretches that are text, not code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.page import Page

_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|<!--(?:(?!<!--).)*?-->")


ADDRESS = re.compile(r"(?:https?://|\]\()\S+")
"""Where a line shows an address, and whatever touches it."""


def outside_code(page: Page, mark: str = "") -> Iterator[tuple[int, str]]:
    """Lines that are not in a code block and hold ``mark``; code spans and comments blanked out."""
    for number, line in enumerate(page.lines):
        if mark in line and number not in page.code:
            yield number, blank_code(line)


def blank_code(text: str, fill: str = " ") -> str:
    """The text with spaces, or another sign, in place of code spans and comments."""
    return blank(_SPAN, text, fill) if "`" in text or "<!--" in text else text


def blank(pattern: re.Pattern[str], text: str, fill: str = " ") -> str:
    """The text with spaces, or another sign, for what the pattern finds: all else keeps its column."""
    return pattern.sub(lambda found: fill * len(found[0]), text)
