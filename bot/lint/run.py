"""All rules over all pages."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from bot.lint.ignores import Ignores
from bot.lint.model import Finding, Flaw
from bot.lint.page import Page
from bot.lint.rule import Rule
from bot.lint.settings import flaws


def open_book(pages: Iterable[Page]) -> list[Page]:
    """Pages that know of each other, so that a work listed in two of them is seen."""
    book = list(pages)
    for page in book:
        page.book = book
    return book


def examine(page: Page, rules: Sequence[Rule]) -> list[Finding]:
    """What the rules find in a page, by line, less what configuration and comments switch off."""
    with collector_at_rest():
        ignores = Ignores.read(page)
        found = [_finding(page, rule, flaw) for rule in rules for flaw in flaws(page, rule)]
    kept = [finding for finding in found if not ignores.covers(finding)]
    return sorted(kept, key=lambda finding: (finding.line, finding.column, finding.rule))


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Without searches for garbage in between.

    All that is read of a page stays until the end, so there is none; yet each search walks through all of it,
    which for 50,000 entries takes a third of the time and makes that grow faster than the list.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _finding(page: Page, rule: Rule, flaw: Flaw) -> Finding:
    return Finding(
        page.path,
        flaw.line + 1,
        flaw.column + 1,
        max(flaw.line, flaw.end_line) + 1,
        rule.name,
        flaw.severity or rule.severity,
        flaw.message,
        flaw.hint,
        flaw.length,
        flaw.edits,
        flaw.beside,
    )
