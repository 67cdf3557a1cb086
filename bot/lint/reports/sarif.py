"""Findings as SARIF 2.1.0, which GitHub's code scanning takes.

The format is that of https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from bot.lint.model import Finding
from bot.lint.rule import Rule

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Iterable[Finding], rules: Sequence[Rule], summaries: dict[str, str]) -> dict[str, Any]:
    """One run, with the rules that took part in it."""
    index = {rule.name: i for i, rule in enumerate(rules)}
    driver = {
        "name": "paperlist",
        "rules": [
            {
                "id": rule.name,
                "shortDescription": {"text": summaries[rule.name]},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            }
            for rule in rules
        ],
    }
    results = [_result(one, index[one.rule]) for one in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(one: Finding, index: int) -> dict[str, Any]:
    region = {"startLine": one.line, "startColumn": one.column}
    if one.end_line > one.line:
        region["endLine"] = one.end_line
    location = {"artifactLocation": {"uri": quote(one.path)}, "region": region}
    return {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": " ".join(part for part in (one.message, one.hint) if part)},
        "locations": [{"physicalLocation": location}],
    }
