"""What must hold of an entry of several blocks: a heading, what it says below, and the rules around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from bot.markdown.block import Block
from bot.markdown.document import Document

BLOCKS = ("heading", "list", "paragraph", "rule")
"""What such an entry is made of."""


def fault(fresh: Sequence[Block], parent: Block | None, level: int, count: int) -> str:
    """What is wrong with new blocks that shall be ``count`` entries of this level; empty when nothing is.

    On level 0, a paragraph stands in place of the heading.
    """
    parts = [block for block in fresh if block.kind != "rule"]
    kind = "heading" if level else "paragraph"
    heads = [block for block in parts if block.kind == kind]
    if parent is not None or not parts or parts[0].kind != kind:
        return "The new lines would become part of what stands around them."
    if any(one.kind == other.kind == kind for one, other in pairwise(parts)) or parts[-1] is heads[-1]:
        return "The new heading would have nothing below it."
    if any(block.level != level for block in parts if block.kind == "heading"):
        return "The new heading would begin or end a section."
    if len(heads) != count:
        return f"The new lines would be read as {len(heads)} entries, not {count}."
    return ""


def taken(before: Document, line: int) -> str:
    """What is wrong with a new heading on this line: it takes from the one above what follows; or nothing."""
    at = bisect_left(before.blocks, line, key=lambda block: block.start)
    below = next((block for block in before.blocks[at:] if block.kind not in ("rule", "definition")), None)
    if below is None or below.kind in ("heading", "html"):
        return ""
    return f"The {below.kind} on line {below.start + 1} would come to stand under the new heading."
