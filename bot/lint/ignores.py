"""``<!-- paperlist-ignore rule -->``: a list's own word on what is no flaw.

At the end of a line it speaks for that line, on a line of its own for the next one, and right under a heading
for its whole section. Without a rule's name it means every rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.lint.model import Finding
from bot.lint.page import Page

_COMMENT = re.compile(r"<!--\s*paperlist-ignore(?P<rules>(?:[\s,]+[a-z-]+?)*)\s*-->")


@dataclass(frozen=True, slots=True)
class Ignores:
    """Stretches of lines (1-based, end inclusive) with the rules that are silent there."""

    stretches: tuple[tuple[int, int, frozenset[str]], ...]

    @classmethod
    def read(cls, page: Page) -> Ignores:
        """The comments of a page."""
        if b"paperlist-ignore" not in page.data:
            return cls(())
        found: list[tuple[int, int, frozenset[str]]] = []
        for number, line in enumerate(page.lines):
            if number in page.code or not (match := _COMMENT.search(line)):
                continue
            rules = frozenset(re.findall(r"[a-z-]+", match["rules"]))
            found.append((*_reach(page, number, alone=line.strip() == match[0]), rules))
        return cls(tuple(found))

    def covers(self, finding: Finding) -> bool:
        """Is this finding switched off?"""
        return any(
            first <= finding.line <= last and (not rules or finding.rule in rules)
            for first, last, rules in self.stretches
        )


def _reach(page: Page, number: int, *, alone: bool) -> tuple[int, int]:
    if not alone:
        return number + 1, number + 1
    above = number - 1
    while above >= 0 and not page.lines[above].strip():
        above -= 1
    for section in page.listing.sections:
        if section.line == above >= 0:
            return section.line + 1, section.end
    below = number + 1
    while below < len(page.lines) and not page.lines[below].strip():
        below += 1
    return number + 1, below + 1
