"""A long list without a table of contents.

From eight sections and a hundred lines on; headings that are works themselves do not count. GitHub's own
outline is hidden behind a button that few know.

Bad:
    twelve sections, and no way to them but scrolling
Good:
    a list of links to the sections under the title
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.contents import aim
from bot.lint.rule import Flaw, Page, Rule

_SECTIONS = 8
_LINES = 100
_ENOUGH = 10
"""Sections that are led to, from which on there are contents, if only of the upper ones."""


def check(page: Page) -> Iterator[Flaw]:
    """The first heading, when nothing on the page leads to its sections."""
    works = {item.section.line for item in page.items if item.is_field}
    sections = [one for one in page.listing.sections[1:] if one.level > 1 and one.line not in works]
    if len(sections) < _SECTIONS or len(page.lines) < _LINES:
        return
    led = [anchor for _, link in page.links if "#" in link.url and (anchor := aim(page, link))]
    inward = len(led) + page.document.text.lower().count('href="#')
    aims = set(led)
    if inward < len(sections) // 4 + 1 and len(aims) < _ENOUGH:
        said = f"{len(sections)} sections and no table of contents."
        yield page.flaw(page.listing.sections[1].line, said, "Add a list of links to the sections.")


RULE = Rule("contents-missing", "info", check)
