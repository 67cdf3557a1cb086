"""Findings as annotations of a GitHub Actions run, and those it does not show as a job summary.

The format is that of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.lint.model import Finding, ranked
from bot.text import cell, code_span, inline_note, inline_text, log_safe, plain, quiet

SHOWN = 10  # annotations of a step that GitHub shows
MOST = 500  # rows of the summary; GitHub takes up to 1 MiB

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def commands(findings: Iterable[Finding]) -> str:
    """One command a line, the most severe first, since GitHub shows the first few alone."""
    return "".join(f"{_command(one)}\n" for one in ranked(findings))


def summary(findings: Iterable[Finding]) -> str:
    """What the annotations leave out, as Markdown for the job summary; empty where they show all."""
    rest = ranked(findings)[SHOWN:]
    if not rest:
        return ""
    rows = "\n".join(_row(one) for one in rest[:MOST])
    more = f"\n\n… and {len(rest) - MOST} more." if len(rest) > MOST else ""
    head = f"### Lint: {len(rest)} findings beside the {SHOWN} annotations"
    return f"{head}\n\n| Place | Finding | Rule |\n| --- | --- | --- |\n{rows}{more}\n"


def _row(one: Finding) -> str:
    place = quiet(inline_text(plain(f"{one.path}:{one.line}")))
    message = quiet(inline_note(" ".join(part for part in (one.message, one.hint) if part)))
    return f"| {cell(place)} | {one.severity}: {cell(message)} | {cell(code_span(one.rule))} |"


def _command(one: Finding) -> str:
    place = f"file={_property(one.path)},line={one.line},endLine={one.end_line},col={one.column}"
    message = log_safe(" ".join(part for part in (one.message, one.hint) if part))
    return f"::{_COMMANDS[one.severity]} {place},title={_property(one.rule)}::{message}"


def _property(text: str) -> str:
    return log_safe(text).replace(":", "%3A").replace(",", "%2C")
