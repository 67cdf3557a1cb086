"""Headings above works: which of them are sections of the list, and which are not."""

from __future__ import annotations

import re

from bot.intake.labels import bare_words
from bot.intake.sections import clean_section
from bot.intake.titles import bare_title, is_title, line_title, quoted_titles
from bot.intake.words import PLAIN_HEADINGS

_TALKS = re.compile(r"\b(?:add|adding|please|request|papers?|suggest\w*|pr|why|what|how)\b", re.I)
_BOLD_LINE = re.compile(r"(?:\*\*([^*]{2,80})\*\*|__([^_]{2,80})__)\s*[:：]?$")


class Headings:
    """The headings that are open above a line."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, level: int, name: str) -> None:
        """A heading of this level; an empty name closes what stood there."""
        self._open = [heading for heading in self._open if heading[0] < level]
        if name:
            self._open.append((level, name))

    @property
    def path(self) -> str:
        """The section below them, ``Serving > Batching``. A first-level heading is the issue's own."""
        return " > ".join(name for level, name in self._open if level > 1 or len(self._open) == 1)


def bold_line(text: str) -> str:
    """What a line says that is bold as a whole; empty for any other line."""
    found = _BOLD_LINE.match(text)
    return (found[1] or found[2]) if found else ""


def heading_title(text: str) -> str:
    """The work's title that a heading is; empty when it is none."""
    title = bare_title(text)
    if quoted_titles(text) or is_title(title, 7) or (": " in title and is_title(title)):
        return line_title(text)
    return ""


def heading_section(text: str) -> str:
    """The section that a heading names; empty when it is somebody talking or a heading of any issue."""
    name = bare_title(text)
    if bare_words(name) in PLAIN_HEADINGS or _TALKS.search(name) or not any(char.isalnum() for char in name):
        return ""
    return clean_section(name)
