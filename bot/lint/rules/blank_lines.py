"""Several blank lines in a row.

They show as one; a list that mostly has two between its parts is left alone.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001)
    ␤
    ␤
    ## Training
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001)
    ␤
    ## Training
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.majority import SHARE
from bot.lint.rule import Edit, Flaw, Page, Rule


def check(page: Page) -> Iterator[Flaw]:
    """Every run of two or more, and blank lines at the end of the file."""
    runs = [(start, end) for start, end in _runs(page) if start not in page.code]
    inner = [end - start for start, end in runs if start and end < len(page.lines)]
    if len(inner) > 2 and sum(size == 2 for size in inner) >= SHARE * len(inner):
        return
    for start, end in runs:
        last = end == len(page.lines)
        keep = 0 if last or not start else 1
        if end - start > keep:
            what = "at the end of the file" if last else "in a row" if start else "at the top of the file"
            count = f"{end - start} blank lines" if end - start > 1 else "A blank line"
            yield Flaw(
                start,
                0,
                f"{count} {what}.",
                "Keep one." if keep else "Take them out." if end - start > 1 else "Take it out.",
                edits=(Edit(start + keep, 0, end, 0, ""),),
                end_line=end - 1,
            )


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    start = -1
    for number, line in enumerate([*page.lines, "end"]):
        if not line.strip():
            start = number if start < 0 else start
        elif start >= 0:
            yield start, number
            start = -1


RULE = Rule("blank-lines", "info", check)
