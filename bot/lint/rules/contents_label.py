"""The table of contents calls a section by another name than its heading.

Only where at least 70% of the labels are their headings' own words, whatever the case and punctuation.

Bad:
    - [Post Training](#systems-for-post-training)
Good:
    - [Systems for Post-Training](#systems-for-post-training)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.contents import Line, contents
from bot.lint.majority import SHARE
from bot.lint.rule import Flaw, Page, Rule
from bot.listing.find import normal
from bot.markdown.links import links
from bot.text import link_text

_NUMBER = re.compile(r"^\W*\d+(?:\.\d+)*[.)]?\s+")


def check(page: Page) -> Iterator[Flaw]:
    """Every label that says something else than the heading it leads to."""
    lines = [line for line in contents(page) if line.section]
    other = [line for line in lines if not _same(line)]
    if not other or len(lines) - len(other) < SHARE * len(lines):
        return
    right = {line.section.line: line.number for line in lines if line.section and _same(line)}
    for line in other:
        name = line.section.name if line.section else ""
        span = line.link.text_start, line.link.text_end
        linked = bool(line.section and links(page.lines[line.section.line]))
        if line.section and line.section.line in right:
            yield Flaw.between(
                line.number,
                span,
                f"“{line.label}” leads to the heading “{name}”, as line {right[line.section.line] + 1} does.",
                "Lead it to the section it means, or take it out.",
            )
            continue
        yield Flaw.between(
            line.number,
            span,
            f"“{line.label}” leads to the heading “{name}”; "
            f"{len(lines) - len(other)} of {len(lines)} labels are their heading's words.",
            f"Write “{name}”.",
            None if linked or not name else link_text(name),
        )


def _same(line: Line) -> bool:
    """Whether the number of the section is part of the link or stands before it says nothing."""
    label, name = (_NUMBER.sub("", text) for text in (line.label, line.section.name if line.section else ""))
    return bool(line.section) and normal(label) == normal(name)


RULE = Rule("contents-label", "info", check, distant=True)
