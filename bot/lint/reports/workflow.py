"""Findings as annotations of a GitHub Actions run.

The format is that of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.lint.model import Finding
from bot.text import log_safe

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def commands(findings: Iterable[Finding]) -> str:
    """One command a line."""
    return "".join(f"{_command(one)}\n" for one in findings)


def _command(one: Finding) -> str:
    place = f"file={_property(one.path)},line={one.line},endLine={one.end_line},col={one.column}"
    message = log_safe(" ".join(part for part in (one.message, one.hint) if part))
    return f"::{_COMMANDS[one.severity]} {place},title={_property(one.rule)}::{message}"


def _property(text: str) -> str:
    return log_safe(text).replace(":", "%3A").replace(",", "%2C")
