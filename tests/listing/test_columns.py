"""What the columns of tables hold: ``columns/<role>.txt``, one file for each kind of column.

A line is a header and the cells under it, between ``¦``. Beside it stands a column of titles, unless the
column holds them itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.listing.columns import KINDS, roles
from bot.listing.columns.kind import Column
from bot.listing.columns.registry import collect
from bot.listing.read import read
from bot.markdown.document import Document

FOLDER = Path(__file__).parent / "columns"
CASES = [
    pytest.param(path.stem, line, id=f"{path.stem}-{line.split(' ')[0]}")
    for path in sorted(FOLDER.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
TITLES = [
    "Title",
    "[Heron: Waiting for the Right Batch](https://a.example/)",
    "[Stork: On Time](https://b.example/)",
]


@pytest.mark.parametrize(("role", "line"), CASES)
def test_a_column_is_known(role: str, line: str) -> None:
    column = [cell.strip() for cell in line.split("¦")]
    rows = [[cell] for cell in column] if role == "title" else [list(pair) for pair in _beside(role, column)]
    rows.insert(1, ["---"] * len(rows[0]))
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    group = next(group for one in read(Document.parse(table.encode())).sections for group in one.groups)
    assert roles(group)[0 if role in ("short", "number", "title") else 1] == role


def _beside(role: str, column: list[str]) -> list[tuple[str, str]]:
    pairs = list(zip(column, TITLES, strict=True))
    return pairs if role in ("short", "number") else [(title, cell) for cell, title in pairs]


def test_every_kind_has_cases_and_every_case_a_kind() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(KINDS)


def test_no_two_kinds_claim_the_same() -> None:
    with pytest.raises(ValueError, match="two files claim the column code"):
        collect([Column("code", "a"), Column("code", "b")])
    with pytest.raises(ValueError, match="two files claim the header a: code, demo"):
        collect([Column("code", "a"), Column("demo", "a")])
