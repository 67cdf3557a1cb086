"""Two real lists, read line by line by a person, against what the rules find.

``truth.json`` holds line numbers and kinds of defects, no text of the lists. A defect is found when one of
the rules meant for it speaks on its line; kinds without a rule count as missed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from bot.lint import Finding, Page, choose, examine

TRUTH = json.loads((Path(__file__).parent / "truth.json").read_text(encoding="utf-8"))
LEAST = {"serious": 0.95, "low": 0.85}
NOISE = 0.10


@lru_cache
def findings(path: Path) -> list[Finding]:
    return examine(Page(path.name, path.read_bytes(), lambda name: (path.parent / name).exists()), choose())


def measured(shared: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    missed: list[str] = []
    for name, defects in TRUTH.items():
        said = {(one.rule, one.line) for one in findings(shared / "seeds" / name)}
        for defect in defects:
            weight = "serious" if defect["severity"] in ("high", "medium") else defect["severity"]
            for line in defect["lines"]:
                hit = any((rule, line) in said for rule in defect["rules"])
                found[weight] += hit
                wanted[weight] += 1
                missed += [] if hit else [f"{name}:{line} {defect['kind']}"]
    return found, wanted, missed


@pytest.mark.parametrize("weight", LEAST)
def test_defects_are_found(shared: Path, weight: str):
    found, wanted, missed = measured(shared)
    assert found[weight] >= LEAST[weight] * wanted[weight], "\n".join(missed)


def test_clean_lines_stay_silent(shared: Path):
    total, noise = 0, []
    for name, defects in TRUTH.items():
        marked = {line for defect in defects for line in defect["lines"]}
        for one in findings(shared / "seeds" / name):
            total += 1
            if one.line not in marked:
                noise.append(f"{name}:{one.line} {one.rule}")
    assert len(noise) <= NOISE * total, "\n".join(noise)


def test_no_trap_is_reported(shared: Path):
    for row in (shared / "lint" / "traps.jsonl").read_text(encoding="utf-8").splitlines():
        trap = json.loads(row)
        first, *others = trap["lines"]
        for one in findings(shared / "seeds" / trap["file"]):
            if one.rule in ("duplicate-work", "shared-id", "title-spelling") and one.line in others:
                assert not re.search(rf"\bline {first}\b", one.message), one.message


def test_every_example_of_a_careful_reader_that_is_more_than_taste_is_found(shared: Path):
    missed = []
    for row in (shared / "lint" / "examples.jsonl").read_text(encoding="utf-8").splitlines():
        example = json.loads(row)
        lines = {one.line for one in findings(shared / "seeds" / example["file"])}
        if example["severity"] in ("high", "medium") and example["line"] not in lines:
            missed.append(f"{example['file']}:{example['line']} {example['kind']}")
    assert missed == []
