"""The table of contents has another order than the page.

Readers look for a section where the table of contents says it stands.

Bad:
    - [Training](#training)
    - [Serving](#serving)

    ## Serving
    ## Training
Good:
    - [Serving](#serving)
    - [Training](#training)

    ## Serving
    ## Training
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.contents import contents
from bot.lint.model import Flaw, Rule
from bot.lint.page import Page
from bot.lint.runs import in_order


def check(page: Page) -> Iterator[Flaw]:
    """Every line outside the longest run that follows the page; none when the order is quite another."""
    lines = [line for line in contents(page) if line.section]
    kept = in_order([line.section.line for line in lines if line.section])
    if len(kept) < 0.7 * len(lines):
        return
    for i, line in enumerate(lines):
        if i not in kept and line.section:
            yield Flaw(
                line.number,
                line.link.start,
                f"“{line.label}” stands out of order: its heading is on line {line.section.line + 1}.",
                "Move it to where the page has it.",
                length=line.link.end - line.link.start,
            )


RULE = Rule("contents-order", "warning", check, distant=True)
