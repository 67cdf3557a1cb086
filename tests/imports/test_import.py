"""Whole sources into an empty list; the cases hold the list that comes of it and the answer to every work.

To see what a changed case comes to: ``uv run python tests/imports/test_import.py tests/imports/cases/X``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.config import Config
from bot.imports.bring import bring
from bot.imports.open import local, read
from bot.listing.lists import Lists

CASES = Path(__file__).parent / "cases"
EMPTY = b"# Reading\n\nPapers about birds.\n"


def bring_in(source: Path) -> str:
    """The list that comes of a source, then one line for each of its works, then what could not be read."""
    text = local(str(source))
    found = read(type(text)(source.name, "", text.data, text.kind))
    lists = Lists.read({"README.md": EMPTY})
    ledger = bring(found.items, lists, config=Config()).plan.ledger
    said = [
        f"{line.outcome}: {item.where}: {line.title or line.link}{f' @{line.line}' if line.line else ''}"
        f"{f' - {line.reason}' if line.reason else ''}"
        for item, line in zip(found.items, ledger.lines, strict=True)
    ]
    return "\n".join([lists.after["README.md"].decode(), *said, *found.problems, ""])


def sources() -> list[Path]:
    return sorted(path for path in CASES.iterdir() if path.suffix != ".expected")


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.name)
def test_a_source_comes_to_what_its_case_says(source: Path) -> None:
    assert bring_in(source) == source.with_name(source.name + ".expected").read_text(encoding="utf-8")


def test_every_expectation_has_a_source() -> None:
    assert {path.name.removesuffix(".expected") for path in CASES.glob("*.expected")} == {
        path.name for path in sources()
    }


if __name__ == "__main__":
    print(bring_in(Path(sys.argv[1])), end="")  # noqa: T201 - for whoever writes a case
