"""The kinds of columns by role and by header; the package walk happens once, at import."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.listing.columns import kinds
from bot.listing.columns.kind import Column
from bot.listing.words import normal
from bot.markdown.anchors import heading_text
from bot.plugins import modules


def collect(found: list[Column]) -> tuple[dict[str, Column], dict[str, Column]]:
    """By role, and by header word. Raises ValueError when two files claim the same."""
    by_role: dict[str, Column] = {}
    by_header: dict[str, Column] = {}
    for column in found:
        if column.role in by_role:
            raise ValueError(f"two files claim the column {column.role}")
        by_role[column.role] = column
        for word in column.headers.split():
            if word in by_header:
                raise ValueError(f"two files claim the header {word}: {by_header[word].role}, {column.role}")
            by_header[word] = column
    return by_role, by_header


_BRACKETS = re.compile(r"[(（\[].*")
KINDS, _BY_HEADER = collect([module.COLUMN for module in modules(kinds.__name__)])


@lru_cache(maxsize=1024)  # the tables of a list have the same few headers
def by_header(header: str) -> str:
    """The role of a column under this header, in Markdown; empty when the header does not say."""
    text = heading_text(header)
    for name in (text, _BRACKETS.sub("", text)):
        key = normal(name)
        for word in (key, key.rpartition("-")[2]):  # the last word is what it is: “Model License” is no model
            if word in _BY_HEADER:
                return _BY_HEADER[word].role
    return ""


@lru_cache(maxsize=4096)  # a venue or a dash stands in many rows
def by_cell(text: str) -> str:
    """The role of a column with such a cell; ``text`` when it looks like none."""
    return next((column.role for column in KINDS.values() if column.shows(text)), "text")
