"""Bold text stands for a heading, in a list that has real ones.

It has no anchor, is in no outline, and a link to it leads nowhere. Years, and remarks in brackets, are left
alone, and so is a section that is one list of bold bullets.

Bad:
    - **Post-Training**
      - [Quokka](https://arxiv.org/abs/2401.00001)
Good:
    ### Post-Training
    - [Quokka](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.majority import LEAST, SHARE
from bot.lint.rule import Flaw, Page, Rule
from bot.listing import dates
from bot.listing.model import Group, Section

_BULLET = re.compile(r"\s*[-*+]\s")
_BOLD = re.compile(r"\s*(?:[-*+]\s+)?(?P<bold>(?:\*\*|__)[^*_]+(?:\*\*|__)\s*[:：]?)\s*$")


def check(page: Page) -> Iterator[Flaw]:
    """Every label in bold over entries, where at least 70% of the labels and headings are headings."""
    labels = {
        group.label_line: group.label
        for section in page.listing.sections
        if not _is_outline(page, section)
        for group in section.groups
        if group.label_line >= 0 and group.entries and not group.navigation and _lists_works(group)
    }
    found = [
        (line, match)
        for line, label in sorted(labels.items())
        if (match := _BOLD.match(page.lines[line]))
        and not dates.read(label)
        and not label.endswith((".", "!"))
        and not _is_remark(label)
    ]
    headings = sum(section.level > 1 for section in page.listing.sections)
    if headings < SHARE * (headings + len(found)):
        return
    for line, match in found:
        yield Flaw.between(
            line,
            match.span("bold"),
            f"“{labels[line]}” is bold text over entries; {headings} of {headings + len(found)} parts of the "
            "list have a heading.",
            "Make it a heading, so that it has an anchor.",
        )


def _is_outline(page: Page, section: Section) -> bool:
    """Is it all one list of several bold bullets, each with its entries below? Then that is its form."""
    labels = {group.label_line for group in section.groups if group.entries}
    return len(labels) >= LEAST and all(
        line >= 0 and _BULLET.match(page.lines[line]) and _BOLD.match(page.lines[line]) for line in labels
    )


def _lists_works(group: Group) -> bool:
    """Do half of its entries lead somewhere, or say where they appeared? “**Note:**” stands over words."""
    works = sum(
        "://" in entry.text or any(span.slot == "venue" for span in entry.spans) for entry in group.entries
    )
    return works * 2 >= len(group.entries)


def _is_remark(label: str) -> bool:
    """Does it all stand in brackets?"""
    return label[:1] + label[-1:] in ("()", "[]", "（）", "【】")


RULE = Rule("bold-heading", "warning", check)
