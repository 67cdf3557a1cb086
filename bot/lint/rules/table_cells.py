"""A table row with too many or too few cells.

GitHub drops what is too much and leaves empty what is missing: a fact is lost, or in the wrong column. A
list that often leaves out the last cells of its rows is left alone, and so is a comment (`[//]: #…`) behind
the last cell.

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

import re
from collections.abc import Iterator, Sequence

from bot.lint.majority import LEAST
from bot.lint.rule import Flaw, Page, Rule, Severity
from bot.listing.rows import cells
from bot.text import plural

_COMMENT = re.compile(r"\s*\[//\]: ?#")
_CHANCE = 0.2
"""Share of rows that may be short by oversight; more of them are a habit."""


def check(page: Page) -> Iterator[Flaw]:
    """Every row whose number of cells is not that of the header."""
    wrong: list[tuple[int, tuple[str, ...], int]] = []
    rows = 0
    for block in page.document.walk():
        if block.kind == "table":
            wanted = len(cells(page.lines[block.start]))
            for row in block.children[1:]:
                rows += 1
                found = cells(page.lines[row.start])
                if len(found) != wanted and not (len(found) > wanted and _COMMENT.match(found[wanted])):
                    wrong.append((row.start, found, wanted))
    short = sum(len(found) < wanted for _, found, wanted in wrong)
    for number, found, wanted in wrong:
        if len(found) > wanted or short <= max(_CHANCE * rows, LEAST):
            yield _flaw(page, number, found, wanted)


def _flaw(page: Page, number: int, found: Sequence[str], wanted: int) -> Flaw:
    line = page.lines[number]
    what, hint, severity = _said(found, wanted)
    return Flaw(
        number,
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
