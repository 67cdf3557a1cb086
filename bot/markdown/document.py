"""Text and its tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.errors import UsageError
from bot.markdown.block import Block, Kind, walk
from bot.markdown.parser import read_blocks

__all__ = ["ENDING", "LIMIT", "Block", "Document", "Kind"]

LIMIT = 25_000_000
"""The longest file read, in bytes. GitHub shows the first 512,000 bytes of a README."""

_BOM = "\ufeff"
ENDING = re.compile("\r\n|\n|\r")
"""What ends a line."""


@dataclass(slots=True)
class Document:
    """A Markdown file and the blocks it is made of, each with its exact lines.

    Attributes:
        text: the file decoded, without byte order mark, line endings as in the file.
        bom: whether the file began with a byte order mark.
        newline: the line ending most of the file uses.
        lines: the lines without their endings; a final newline makes no further line.
        blocks: the top level of the tree.
    """

    text: str
    bom: bool
    newline: str
    lines: list[str]
    blocks: list[Block]

    @classmethod
    def parse(cls, data: bytes) -> Document:
        """Read a whole file.

        Raises:
            UsageError: the file is binary, not UTF-8, or longer than ``LIMIT``.
        """
        text = _decode(data)
        bom = text.startswith(_BOM)
        if bom:
            text = text[1:]
        lines = split_lines(text)
        return cls(text, bom, _prevailing(text), lines, read_blocks(lines))

    def source(self, block: Block) -> str:
        """The block's lines, joined by line feeds."""
        return "\n".join(self.lines[block.start : block.end])

    def walk(self) -> Iterator[Block]:
        """Every block, parents before children, in the order of the text."""
        return walk(self.blocks)


def split_lines(text: str) -> list[str]:
    """Lines as CommonMark counts them; ``str.splitlines`` would also split at U+2028 and form feeds."""
    if "\r" in text:
        text = ENDING.sub("\n", text)
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _decode(data: bytes) -> str:
    if len(data) > LIMIT:
        raise UsageError(
            f"The file has {len(data):,} bytes; at most {LIMIT:,} are read.",
            "Split the list over several files.",
        )
    nul = data.find(b"\0")
    if nul >= 0:
        raise UsageError(
            f"The file is binary: byte {nul + 1} is zero.",
            "Name a Markdown file; UTF-16 must be saved as UTF-8.",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\n|\r", data[: error.start])) + 1
        if error.end == len(data) and error.reason == "unexpected end of data":
            raise UsageError(
                f"The file is cut off in the middle of a character, on line {line}.",
                "Take its end from an earlier version, or remove what is left of that character.",
            ) from None
        raise UsageError(
            f"The file is not UTF-8: byte 0x{data[error.start]:02x} on line {line}.", "Save it as UTF-8."
        ) from None


def _prevailing(text: str) -> str:
    if "\r" not in text:
        return "\n"
    pairs = text.count("\r\n")
    counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": text.count("\r") - pairs}
    return max(counts, key=lambda ending: counts[ending])
