"""The documents, and the blocks of code in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*.md")])
_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=indent)```$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block.

    Attributes:
        page: file it stands in.
        line: of its first line of code.
        language: first word after the fence.
        name: the second word: a file that the block shows.
        text: the code.
    """

    page: Path
    line: int
    language: str
    name: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        language, _, name = found["info"].strip().partition(" ")
        yield Block(page, text.count("\n", 0, found.start()) + 2, language, name, found["text"])


def name_of(page: Path) -> str:
    """What a test of the page is called."""
    return page.relative_to(ROOT).as_posix()
