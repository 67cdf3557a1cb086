"""Every heading of a file: Markdown's and those in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.markdown.document import Block, Document

_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.I | re.S)


class Heading(NamedTuple):
    """Where a heading stands and what it says.

    Attributes:
        line: 0-based first line; body: the first line after it.
        level: 1 to 6.
        source: inline Markdown or HTML, without what makes it a heading.
    """

    line: int
    body: int
    level: int
    source: str


def headings(document: Document) -> Iterator[Heading]:
    """All headings, in order."""
    for block in document.blocks:
        if block.kind == "heading":
            yield Heading(block.start, block.end, block.level, _source(document, block))
        elif block.kind == "html":
            yield from _in_html(document, block)


def _source(document: Document, block: Block) -> str:
    lines = document.lines[block.start : block.end]
    if block.style == "setext":
        return " ".join(line.strip() for line in lines[:-1])
    text = lines[0].strip().lstrip("#").strip()
    return re.sub(r"(?:^|\s+)#+$", "", text)


def _in_html(document: Document, block: Block) -> Iterator[Heading]:
    source = document.source(block)
    for match in _HTML_HEADING.finditer(source):
        start = block.start + source.count("\n", 0, match.start())
        end = block.start + source.count("\n", 0, match.end()) + 1
        if text := " ".join(match[2].split()):
            yield Heading(start, end, int(match[1]), text)
