"""Judging a change by what it touched and what it broke, so that an old list can start today."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from bot.config import Config
from bot.lint.model import Finding
from bot.lint.page import Page
from bot.lint.registry import RULES
from bot.lint.rule import Rule
from bot.lint.run import examine
from bot.text.compare import common_ends


def of_change(
    before: Page | None,
    after: Page,
    old: Iterable[Finding],
    new: Sequence[Finding],
    rules: Sequence[Rule],
) -> list[Finding]:
    """The findings that a change is to blame for.

    Args:
        before: the file as it was; None when it is new.
        old, new: what was found in the file before and after.
    """
    if before is None:
        return list(new)
    kept = _kept(before.lines, after.lines)
    distant = {rule.name for rule in rules if rule.distant}
    known = {(finding.rule, finding.line) for finding in old}
    return [
        one
        for one in new
        if any(line not in kept for line in range(one.line, one.end_line + 1))
        or (one.rule in distant and (one.rule, kept[one.line]) not in known)
    ]


def introduced(path: str, before: bytes, after: bytes, config: Config | None = None) -> list[Finding]:
    """What a change of one file is to blame for, by all rules; whether linked files exist is not asked."""
    rules = list(RULES.values())
    old, new = (Page(path, data, config=config) for data in (before, after))
    return of_change(old, new, examine(old, rules), examine(new, rules), rules)


def _kept(before: list[str], after: list[str]) -> dict[int, int]:
    """Lines of the new file that stood in the old one, each with its old number; both 1-based."""
    head, tail = common_ends(before, after)
    kept = {number: number for number in range(1, head + 1)}
    matcher = difflib.SequenceMatcher(
        None, before[head : len(before) - tail], after[head : len(after) - tail], autojunk=False
    )
    for old, new, size in matcher.get_matching_blocks():
        kept.update({head + new + i + 1: head + old + i + 1 for i in range(size)})
    shift = len(before) - len(after)
    kept.update({number: number + shift for number in range(len(after) - tail + 1, len(after) + 1)})
    return kept
