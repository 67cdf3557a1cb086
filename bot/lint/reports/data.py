"""Findings for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.lint.model import Finding


def data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """One mapping for each finding, as docs/commands.md promises."""
    return [
        {
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "end_line": one.end_line,
            "rule": one.rule,
            "severity": one.severity,
            "message": one.message,
            "fixable": one.fixable,
        }
        for one in findings
    ]
