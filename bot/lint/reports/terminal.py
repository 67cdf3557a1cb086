"""Findings for people: the line, a caret under what is meant, what to do, and a summary by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.lint.model import Finding
from bot.lint.page import Page

_WIDTH = 100
"""Characters shown of a line; lists have lines of thousands."""
_COLORS = {"error": "31", "warning": "33", "info": "36", "bold": "1", "dim": "2"}


def report(pages: Iterable[Page], findings: Sequence[Finding], *, color: bool = False) -> str:
    """The whole text; empty when there is nothing to report."""
    if not findings:
        return ""
    lines = {page.path: page.lines for page in pages}
    said = [_one(finding, lines[finding.path], color) for finding in findings]
    return "\n".join([*said, _summary(findings, color)])


def _one(finding: Finding, lines: list[str], color: bool) -> str:
    place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
    head = (
        f"{_paint(place, 'bold', color)} {_paint(finding.severity, finding.severity, color)} {finding.rule}"
    )
    out = [head, f"  {visible(finding.message)}"]
    if 0 < finding.line <= len(lines):
        out += _source(lines[finding.line - 1], finding, color)
    if finding.hint:
        out.append(f"  {_paint('fix:' if finding.fixable else 'do:', 'dim', color)} {visible(finding.hint)}")
    return "\n".join(out) + "\n"


def _source(line: str, finding: Finding, color: bool) -> list[str]:
    """The line, or the stretch of a long one around the column, with carets under it."""
    at = min(finding.column - 1, len(line))
    start = max(0, min(at - _WIDTH // 3, len(line) - _WIDTH))
    shown = line[start : start + _WIDTH]
    lead = "…" if start else ""
    tail = "…" if start + _WIDTH < len(line) else ""
    size = max(1, min(finding.length, start + len(shown) - at))
    margin = f"{finding.line:>6} | "
    carets = " " * (len(lead) + _columns(line[start:at])) + "^" * max(1, _columns(line[at : at + size]))
    under = " " * (len(margin) - 2) + "| " + _paint(carets, finding.severity, color)
    return [f"{margin}{lead}{visible(shown)}{tail}", under]


def _columns(text: str) -> int:
    from bot.listing.rows import width

    return width(visible(text))


def _summary(findings: Sequence[Finding], color: bool) -> str:
    rules = Counter((finding.rule, finding.severity) for finding in findings)
    mendable = Counter(finding.rule for finding in findings if finding.fixable)
    rows = [
        f"{count:>6}  {_paint(severity.ljust(8), severity, color)} {rule}"
        + (f"  ({mendable[rule]} fixable)" if mendable[rule] else "")
        for (rule, severity), count in rules.most_common()
    ]
    fixable = mendable.total()
    total = f"{len(findings)} finding{'s' * (len(findings) != 1)}"
    if fixable:
        total += f"; --fix mends {fixable} of them"
    return "\n".join([*rows, f"{total}.", ""])


def visible(text: str) -> str:
    """The text with a dot for each character that shows nothing or steers a terminal."""
    return text if text.isprintable() else "".join(char if char.isprintable() else "·" for char in text)


def _paint(text: str, tone: str, color: bool) -> str:
    return f"\033[{_COLORS[tone]}m{text}\033[0m" if color else text
