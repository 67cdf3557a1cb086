"""A section without entries.

Readers follow the table of contents to nothing. A section between two that hold entries and only points
somewhere else is one too.

Bad:
    ## Serving
    ## Training
    - [Quokka](https://arxiv.org/abs/2401.00001)
Good:
    ## Training
    - [Quokka](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule
from bot.listing import dates
from bot.listing.model import Section

_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->|</?(?:br|a|div|p|details|summary)\b[^<>]*>", re.S | re.I)
_MUCH = 2000
_POINTER = 200
"""Characters; a longer text is worth a section."""


def check(page: Page) -> Iterator[Flaw]:
    """Every heading with nothing under it, and pointers in the middle of the list."""
    sections = page.listing.sections[1:]
    full = [i for i, section in enumerate(sections) if section.entries]
    for i, section in enumerate(sections if full else ()):
        below = sections[i + 1 : i + 2]
        if (
            section.level < 2
            or (below and below[0].level > section.level)
            or any(
                mark in page.lines[section.line] for mark in ("](", "<h")
            )  # its level may be for its looks
        ):
            continue
        body = "\n".join(page.lines[section.body : section.end])
        if len(body) > _MUCH:
            continue
        body = _COMMENT.sub("", body).strip()
        if not body:
            yield _flaw(page, section, "has nothing in it")
        elif full and full[0] < i < full[-1] and not section.groups and _points(section, body):
            yield _flaw(page, section, "has no entries, it only points to another place")


def _points(section: Section, body: str) -> bool:
    """Only a pointer? Years that moved to a page of their own are no oversight."""
    if dates.read(section.name):
        return False
    return len(body) < _POINTER and "\n\n" not in body and "](" in body and "![" not in body


def _flaw(page: Page, section: Section, what: str) -> Flaw:
    called = f"The section “{section.name}”" if section.name else "A heading without words"
    return page.flaw(section.line, f"{called} {what}.", "Fill it, or take it out.")


RULE = Rule("empty-section", "info", check)
