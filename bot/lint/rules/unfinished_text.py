"""Text that waits to be written.

What was meant for later is usually forgotten; readers take it for neglect.

Bad:
    - [Paper Title TBD](https://arxiv.org/abs/2401.00001)
Good:
    - [Quokka: Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.prose import ADDRESS, blank, outside_code
from bot.lint.rule import Flaw, Page, Rule

_LATER = re.compile(
    r"\b(?:TODO|TBD|TBA|FIXME|WIP)\b|\b[Cc]oming [Ss]oon\b"
    r"|(?<!need )(?<!needs )(?<!have )(?<!has )(?<!want )(?<!like )"
    r"\b[Tt]o be (?:added|updated|continued|completed|done)\b"
    r"|\b(?:I|[Ww]e|[Ww]hich|[Mm]ore|[Tt]h(?:is|ese) \w+) will (?:be )?[^.!?|]{0,60}"
    r"\b(?:in the future|later|soon)\b"
    r"|\b(?:[Uu]nder construction|[Ll]orem ipsum dolor)\b|\bPaper Title\b|\bInsert (?:title|link|text)\b"
)
_HINTS = (
    "TODO", "TBD", "TBA", "FIXME", "WIP", "oming ", "o be ", "will ", "onstruction", "psum d", "Paper T",
    "Insert ",
)  # fmt: skip
"""One of these stands in whatever the pattern finds."""


def check(page: Page) -> Iterator[Flaw]:
    """Every line that promises something."""
    hints = [word for word in _HINTS if word in page.document.text]
    if not hints:
        return
    rows = {row.start for block in page.document.blocks if block.kind == "table" for row in block.children}
    for number, line in outside_code(page):
        if not any(word in line for word in hints):
            continue  # the pattern tries every word of the list; this takes a tenth of its time
        if number in rows and "oming soon" in line.casefold():
            continue  # tables say so where code is announced
        found = _LATER.search(blank(ADDRESS, line))
        if found and found[0] == "TODO" and (line.startswith("#") or "](#" in line):
            continue  # a section of that name is where such things belong
        if found and not _is_name(page, number, found[0]):
            said = f"“{found[0]}” is left for later."
            yield Flaw.between(number, found.span(), said, "Write it, or take it out.")


def _is_name(page: Page, number: int, text: str) -> bool:
    """Is it the short name of the work on this line, as in “TBA: Offloading with Time to Spare”?"""
    titles = (item.facts.title for item in page.items if item.line == number and item.facts.url)
    return any(title.startswith(f"{text}: ") for title in titles) and text not in ("TODO", "FIXME")


RULE = Rule("unfinished-text", "info", check)
