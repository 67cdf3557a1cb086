"""A table row with too many or too few cells.

GitHub drops what is too much and leaves empty what is missing: a fact is lost, or in the wrong column.

Bad:
    | Title | Link |
    | --- | --- |
    | Quokka | 2024 | [paper](https://arxiv.org/abs/2401.00001) |
Good:
    | Title | Link |
    | --- | --- |
    | Quokka | [paper](https://arxiv.org/abs/2401.00001) |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.lint.model import Flaw, Rule, Severity
from bot.lint.page import Page
from bot.listing.rows import cells
from bot.text import plural


def check(page: Page) -> Iterator[Flaw]:
    """Every row whose number of cells is not that of the header."""
    for block in page.document.walk():
        if block.kind != "table":
            continue
        wanted = len(cells(page.lines[block.start]))
        for row in block.children[1:]:
            line = page.lines[row.start]
            found = cells(line)
            if len(found) != wanted:
                what, hint, severity = _said(found, wanted)
                yield Flaw(
                    row.start,
                    len(line) - len(line.lstrip()),
                    f"The row has {plural(len(found), 'cell')}, the table {wanted}; {what}.",
                    hint,
                    length=len(line.strip()),
                    severity=severity,
                )


def _said(found: Sequence[str], wanted: int) -> tuple[str, str, Severity | None]:
    """What becomes of the row, what to do, and how grave it is when it is not the rule's own."""
    if len(found) < wanted:
        return "the last ones stay empty", "Add what is missing.", None
    if not "".join(found[wanted:]).strip():
        return "the last is empty", "Take the last | out.", "info"
    empty = sum(not cell.strip() for cell in found) == len(found) - wanted == 1
    hint = "Take the empty cell out, or escape a | that belongs to the text as \\|."
    return "the last is not shown", hint if empty else "Escape a | that belongs to the text as \\|.", None


RULE = Rule("table-cells", "error", check)
