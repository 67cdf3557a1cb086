"""Mending: edits put together, proven, and repeated until nothing more is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.lint.model import Edit, Finding
from bot.lint.page import Page
from bot.lint.proof import same_list
from bot.lint.rule import Rule
from bot.lint.run import examine
from bot.markdown.document import Document
from bot.markdown.edit import line_starts

_ROUNDS = 10

_Span = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page after mending, and how many findings that took away."""

    data: bytes
    count: int


def fix(page: Page, rules: Sequence[Rule]) -> Fixed:
    """The page with every safe fix made that the proof accepts; mending the result again changes nothing."""
    count = 0
    for _ in range(_ROUNDS):
        chosen = _apart([one for one in examine(page, rules) if one.edits])
        kept, after = _proven(page, chosen)
        if not kept:
            break
        count += len(kept)
        page = after
    return Fixed(page.data, count)


def _proven(page: Page, chosen: list[Finding]) -> tuple[list[Finding], Page]:
    """The fixes that hold together; where some do not, the halves that hold by themselves."""
    if not chosen:
        return [], page
    after = _after(page, chosen)
    if same_list(page, after, chosen):
        return chosen, after
    if len(chosen) == 1:
        return [], page
    middle = len(chosen) // 2
    kept = _proven(page, chosen[:middle])[0] + _proven(page, chosen[middle:])[0]
    if not kept:
        return [], page
    after = _after(page, kept)
    return (kept, after) if same_list(page, after, kept) else ([], page)


def _after(page: Page, chosen: list[Finding]) -> Page:
    edits = [edit for finding in chosen for edit in finding.edits]
    after = page.holding(apply(page.document, edits))
    after.book = [after if one is page else one for one in page.book]
    return after


def _apart(findings: list[Finding]) -> list[Finding]:
    """As many findings as can be mended at once: no two touch the same text."""
    taken: dict[int, list[_Span]] = {}
    chosen: list[Finding] = []
    for finding in findings:
        spans = [_span(edit) for edit in finding.edits]
        if any(
            _meet(span, other) for span in spans for line in _reach(span) for other in taken.get(line, ())
        ):
            continue
        for span in spans:
            for line in _reach(span):
                taken.setdefault(line, []).append(span)
        chosen.append(finding)
    return chosen


def _span(edit: Edit) -> _Span:
    return (edit.line, edit.column), (edit.end_line, edit.end_column)


def _reach(span: _Span) -> range:
    return range(span[0][0], span[1][0] + 1)


def _meet(one: _Span, other: _Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def apply(document: Document, edits: Sequence[Edit]) -> bytes:
    """The file with the edits made; every other byte stays."""
    text = document.text
    starts = line_starts(document)
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda one: (one.line, one.column)):
        start, end = starts[edit.line] + edit.column, starts[edit.end_line] + edit.end_column
        pieces += [text[done:start], edit.text.replace("\n", document.newline)]
        done = end
    pieces.append(text[done:])
    return (("\ufeff" if document.bom else "") + "".join(pieces)).encode()
