"""Putting new lines between old ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from bot.markdown.document import ENDING, Document

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Insertion:
    """New lines and the place they go to.

    Attributes:
        line: 0-based index of the old line that follows them; the number of lines for the end of the file.
        lines: whole lines without their endings, blank ones included where the place needs them.
    """

    line: int
    lines: tuple[str, ...]


def apply(document: Document, insertions: Iterable[Insertion]) -> bytes:
    """The file with several insertions, each placed by the old line numbers.

    Where two go to the same place, they stand in the order given. New lines end as the line before them
    does. When the old last line has no ending, what is added after it begins with one and ends without, so
    that the old file stays a prefix of the new one.
    """
    text = document.text
    starts = line_starts(document)
    pieces: list[str] = []
    done = 0
    for insertion in sorted(insertions, key=lambda each: each.line):
        if not 0 <= insertion.line <= len(document.lines):
            raise ValueError(f"line {insertion.line} of {len(document.lines)}")
        start = starts[insertion.line]
        pieces.append(text[done:start])
        pieces.append(_piece(text, start, insertion.lines, document.newline))
        done = start
    pieces.append(text[done:])
    return ((_BOM if document.bom else "") + "".join(pieces)).encode()


def _piece(text: str, start: int, lines: tuple[str, ...], newline: str) -> str:
    before = text[max(0, start - 2) : start]
    if before and before[-1] not in "\r\n":
        return "".join(newline + line for line in lines)
    ending = "\r\n" if before == "\r\n" else before[-1:] or newline
    return "".join(line + ending for line in lines)


def line_starts(document: Document) -> list[int]:
    """Where each line begins in the document's text, in characters; last, the end of the text."""
    if "\r" in document.text:
        starts = [0, *(match.end() for match in ENDING.finditer(document.text))]
    else:
        starts = [0, *accumulate(len(line) + 1 for line in document.lines)]
    return [*starts[: len(document.lines)], len(document.text)]
