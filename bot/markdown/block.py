"""The node of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

Kind = Literal[
    "heading", "list", "item", "table", "row", "html", "quote", "code", "paragraph", "rule", "definition"
]


class Block:
    """A run of whole lines with one meaning; a list of 50,000 entries makes 100,000 of them, so it is plain.

    Attributes:
        kind: what it is.
        start, end: 0-based first line and the line after the last; blank lines at its end are
            left out.
        children: items of a list, rows of a table (the header first; the delimiter line is no row), blocks of
            an item or a quote.
        level: 1 to 6 for a heading, else 0.
        style: ``atx`` or ``setext`` for a heading, ``fenced`` or ``indented`` for code, the number of
            CommonMark's start condition (``1`` to ``7``) for HTML.
        ordered, tight, bullet: of a list; the bullet is one of ``-*+.)``.
        marker: of an item, as written (``-``, ``3.``).
        column, offset: of an item, the 0-based columns of its marker and of its content, tabs counted to
            stops of four.
        width: of an item, how many columns a line inside it is indented beyond the list's own container.
        gap: whether a blank line came right after its last line; decides which lists are loose.
    """

    __slots__ = (
        "bullet", "children", "column", "end", "gap", "kind", "level", "marker", "offset", "ordered", "start",
        "style", "tight", "width",
    )  # fmt: skip

    def __init__(self, kind: Kind, start: int, *, level: int = 0, style: str = "") -> None:
        self.kind: Kind = kind
        self.start = start
        self.end = start + 1
        self.children: list[Block] = []
        self.level = level
        self.style = style
        self.ordered = False
        self.tight = True
        self.bullet = ""
        self.marker = ""
        self.column = 0
        self.offset = 0
        self.width = 0
        self.gap = False

    def __repr__(self) -> str:
        return f"<{self.kind} {self.start}:{self.end}>"


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block below, parents before children, in the order of the text. Deep nesting is no danger."""
    stack = [iter(blocks)]
    while stack:
        for block in stack[-1]:
            yield block
            if block.children:
                stack.append(iter(block.children))
                break
        else:
            stack.pop()


def is_loose(block: Block) -> bool:
    """Whether a blank line stands between the items of a list, or between the blocks of one of them."""
    last = block.children[-1]
    for item in block.children:
        if item is not last and item.gap:
            return True
        blocks = [child for child in item.children if child.kind != "definition"]
        for child in blocks:
            if (item is not last or child is not blocks[-1]) and _ends_blank(child):
                return True
    return False


def _ends_blank(block: Block) -> bool:
    while block.kind in ("list", "item"):
        blocks = [child for child in block.children if child.kind != "definition"]
        if not blocks:
            break
        block = blocks[-1]
    return block.gap
