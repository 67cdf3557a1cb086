"""Cases of what a configuration cannot mean: a name, the file, and the error."""

from __future__ import annotations

import re
from pathlib import Path

_TEXT = (Path(__file__).parent / "cases/wrong.md").read_text(encoding="utf-8")
_CASE = re.compile(r"^## (.*)\n```yaml\n((?:.*\n)*?)```\n```error\n((?:.*\n)*?)```$", re.M)

WRONG = [found.groups() for found in _CASE.finditer(_TEXT)]
NAMES = [name for name, _, _ in WRONG]

if len(WRONG) != _TEXT.count("\n## "):
    raise ValueError("a case is not in its form")
