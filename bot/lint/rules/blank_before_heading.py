"""A heading right under text, where the list leaves a blank line.

Several Markdown readers need the blank line to see a heading at all.

Bad:
    Some words on the list.
    ## Serving
Good:
    Some words on the list.
    ␤
    ## Serving
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.lint.majority import habit
from bot.lint.rule import Edit, Flaw, Page, Rule
from bot.markdown.document import Block


def check(page: Page) -> Iterator[Flaw]:
    """Every Markdown heading without a blank line above it; one right under another heading needs none."""
    blocks = page.document.blocks
    found = [
        (block, "close" if page.lines[block.start - 1].strip() else "parted")
        for above, block in pairwise(blocks)
        if block.kind == "heading" and not _headed(above)
    ]
    usual = habit((form for _, form in found), least=3)
    if not usual or usual.form != "parted":
        return
    for block, form in found:
        if form == "close":
            yield page.flaw(
                block.start,
                f"No blank line before the heading; {usual} headings have one.",
                "Put a blank line before it.",
                (Edit(block.start, 0, block.start, 0, "\n"),),
            )


def _headed(block: Block) -> bool:
    return block.kind in ("heading", "html")


RULE = Rule("blank-before-heading", "info", check)
