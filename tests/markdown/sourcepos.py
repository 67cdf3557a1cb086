"""The blocks of a file as cmark-gfm's source positions give them, and ours in the same words.

Where the two mean the same and say it differently, ours is put in cmark-gfm's words:

* definitions and HTML have no position in rendered HTML; a paragraph or underlined heading after definitions
  begins with them;
* paragraphs of tight lists leave no trace;
* of a table whose header is the last line of a paragraph, cmark-gfm gives the paragraph's first line, and the
  paragraph none.
"""

from __future__ import annotations

import re

from bot.markdown.block import Block
from bot.markdown.document import Document
from bot.markdown.witness import render

_KINDS = {
    "ul": "list", "ol": "list", "li": "item", "table": "table", "tr": "row", "blockquote": "quote",
    "pre": "code", "p": "paragraph", "hr": "rule",
}  # fmt: skip
_ELEMENT = re.compile(
    r'<(h[1-6]|ul|ol|li|table|tr|blockquote|pre|p|hr)\b[^>]* data-sourcepos="(\d+):\d+-(\d+):(\d+)"'
)

Found = tuple[str, int, int]


def cmark(text: str) -> list[Found]:
    """Kind with level, 0-based first line and the line after the last, in the order of the text."""
    return [
        (_KINDS.get(tag, tag), int(start) - 1, int(end) - (column == "0"))
        for tag, start, end, column in _ELEMENT.findall(render(text))
    ]


def ours(document: Document) -> list[Found]:
    found: list[Found] = []
    _collect(document.blocks, False, found)
    return found


def _collect(blocks: list[Block], tight: bool, found: list[Found]) -> None:
    for i, block in enumerate(blocks):
        if block.kind in ("definition", "html"):
            continue
        start = block.start
        if block.kind == "paragraph" or block.style == "setext":
            start = _defined(blocks, i)
        if _heads_table(blocks, i):
            if not tight:
                found.append(("paragraph", -1, 0))
            continue
        if block.kind == "table" and i and _heads_table(blocks, i - 1):
            start = _defined(blocks, i - 1)
        if not (block.kind == "paragraph" and tight):
            found.append((f"h{block.level}" if block.level else block.kind, start, block.end))
        inner = block.tight if block.kind == "list" else tight and block.kind == "item"
        before = len(found)
        _collect(block.children, inner, found)
        if block.kind == "table":
            found[before] = ("row", start, start + 1)


def _defined(blocks: list[Block], i: int) -> int:
    """The first line of the definitions that stand right before a block, or the block's own."""
    start = blocks[i].start
    for block in reversed(blocks[:i]):
        if block.kind != "definition" or block.end != start:
            break
        start = block.start
    return start


def _heads_table(blocks: list[Block], i: int) -> bool:
    return (
        blocks[i].kind == "paragraph"
        and i + 1 < len(blocks)
        and blocks[i + 1].kind == "table"
        and blocks[i].end == blocks[i + 1].start
    )
