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

from collections.abc import Iterator

from bot.lint.model import Flaw, Rule
from bot.lint.page import Page
from bot.listing.rows import cells

_HINTS = ("Add what is missing.", "Escape a | that belongs to the text as \\|.", "Take the last | out.")


def check(page: Page) -> Iterator[Flaw]:
    """Every row whose number of cells is not that of the header."""
    for block in page.document.walk():
        if block.kind != "table":
            continue
        wanted = len(cells(page.lines[block.start]))
        for row in block.children[1:]:
            line = page.lines[row.start]
            count = len(cells(line))
            if count != wanted:
                surplus = "".join(cells(line)[wanted:]).strip()
                lost = "the last ones stay empty"
                if count > wanted:
                    lost = "the last is not shown" if surplus else "the last is empty"
                yield Flaw(
                    row.start,
                    len(line) - len(line.lstrip()),
                    f"The row has {count} cells, the table {wanted}; {lost}.",
                    _HINTS[(count > wanted) + (count > wanted and not surplus)],
                    length=len(line.strip()),
                    severity=None if surplus or count < wanted else "info",
                )


RULE = Rule("table-cells", "error", check)
