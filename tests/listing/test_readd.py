"""Entries of third-party lists, taken out and added again: a sample of ``benchmarks/readd.py``."""

from __future__ import annotations

from pathlib import Path

from benchmarks.readd import Tally, measure, sources


def test_entries_come_back(shared: Path) -> None:
    total = Tally()
    for _, data in sources():
        if len(data) < 150_000:
            total += measure(data, sample=3)
    assert total.tried > 50
    assert total.changed == 0
    assert total.refused <= 0.04 * total.tried
    assert total.same >= 0.8 * total.typical
    assert total.kept >= 0.85 * total.ordered
