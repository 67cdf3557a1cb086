"""Numbers out of sequence.

GitHub counts on from the first number whatever the source says, so that the file and the page disagree; in a
table the wrong number is shown.

Bad:
    1. [Quokka](https://arxiv.org/abs/2401.00001)
    2. [Numbat](https://arxiv.org/abs/2401.00002)
    2. [Bilby](https://arxiv.org/abs/2401.00003)
Good:
    1. [Quokka](https://arxiv.org/abs/2401.00001)
    2. [Numbat](https://arxiv.org/abs/2401.00002)
    3. [Bilby](https://arxiv.org/abs/2401.00003)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.lint.majority import SHARE
from bot.lint.rule import Edit, Flaw, Page, Rule
from bot.markdown.document import Block


def check(page: Page) -> Iterator[Flaw]:
    """The first number of a list that does not follow the one above it; none where all are alike."""
    for block in page.document.walk():
        if block.kind == "list" and block.ordered and len(block.children) > 2:
            yield from _list(page, block.children)


def _list(page: Page, items: list[Block]) -> Iterator[Flaw]:
    numbers = [int(item.marker[:-1]) for item in items]
    steps = [right - left for left, right in pairwise(numbers)]
    step = next((one for one in (1, -1) if steps.count(one) >= SHARE * len(steps)), 0)
    wrong = [i for i, one in enumerate(steps, 1) if one != step]
    if not step or not wrong:
        return
    right = [numbers[0] + step * i for i in range(len(numbers))]
    edits = [
        edit
        for item, old, new in zip(items, numbers, right, strict=True)
        if old != new and (edit := _edit(page, item, new))
    ]
    changed = sum(old != new for old, new in zip(numbers, right, strict=True))
    first = wrong[0]
    line = items[first].start
    yield Flaw(
        line,
        page.lines[line].index(items[first].marker),
        f"{numbers[first]} follows {numbers[first - 1]}; {steps.count(step)} of {len(steps)} count on.",
        f"Write {right[first]}.",
        length=len(items[first].marker),
        edits=tuple(edits) if len(edits) == changed and min(right) >= 0 else (),
    )


def _edit(page: Page, item: Block, number: int) -> Edit | None:
    """The number put right; None when lines below it would have to move too."""
    line = page.lines[item.start]
    found = re.match(r"\s*(\d+)", line)
    if found is None or (item.end > item.start + 1 and len(found[1]) != len(str(number))):
        return None
    return Edit(item.start, found.start(1), item.start, found.end(1), str(number))


RULE = Rule("numbering", "warning", check)
