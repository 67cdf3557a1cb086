"""An entry's text, or one cell of its row, and where each character of it stands in the file."""

from __future__ import annotations

from typing import NamedTuple

from bot.lint.model import Flaw
from bot.listing import slots
from bot.listing.columns import roles
from bot.listing.model import Entry, Group
from bot.markdown.links import Link, links


class Part(NamedTuple):
    """A stretch of the file with its slots.

    Attributes:
        text: as the list's reader has it.
        line, column: 0-based place of its first character.
        links: every link and image in the text.
        shifts: for each further line, how many characters were cut before it.
    """

    text: str
    spans: tuple[slots.Span, ...]
    line: int
    column: int
    shifts: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        down = self.text.count("\n", 0, offset)
        if not down:
            return self.line, self.column + offset
        start = self.text.rindex("\n", 0, offset) + 1
        return self.line + down, self.shifts[down - 1] + offset - start

    def said(self, span: slots.Span) -> str:
        """What stands there."""
        return self.text[span.start : span.end]

    def flaw(self, start: int, end: int, message: str, hint: str = "", right: str | None = None) -> Flaw:
        """What is wrong with a stretch of the text; ``right`` takes its place, where that is certain."""
        line, column = self.place(start)
        return Flaw.between(line, (column, column + end - start), message, hint, right)

    def of(self, slot: str) -> slots.Span | None:
        """The first span of that slot."""
        for span in self.spans:  # every rule asks, of every part: a generator takes three times as long
            if span.slot == slot:
                return span
        return None


class Gap(NamedTuple):
    """What stands between two neighbouring parts of an entry.

    Attributes:
        start, end: in the part's text.
        linked: whether a link ends right before it.
    """

    text: str
    start: int
    end: int
    linked: bool


def parts(entry: Entry, group: Group, lines: list[str]) -> list[Part]:
    """The parts of an entry, in order."""
    if group.kind != "table":
        below = entry.text.split("\n")[1:] if "\n" in entry.text else ()
        own = zip(lines[entry.start + 1 : entry.start + 1 + len(below)], below, strict=False)
        shifts = tuple([len(line) - len(text) for line, text in own])
        return [Part(entry.text, entry.spans, entry.start, len(entry.prefix), shifts, links(entry.text))]
    line = lines[entry.start]
    column = len(line) - len(line.lstrip())
    column += line.startswith("|", column)
    cells: list[Part] = []
    for cell, spans in zip(entry.cells, entry.cell_spans(roles(group)), strict=False):
        cells.append(Part(cell, spans, entry.start, column, (), links(cell)))
        column += len(cell) + 1
    return cells


def gaps(part: Part) -> list[Gap]:
    """What stands between the slots of a part and the links that hold some of them."""
    if len(part.spans) + len(part.links) < 2:
        return []
    found: list[Gap] = []
    at, linked = 0, False
    for start, end, link in _pieces(part):
        if at < start and at:
            found.append(Gap(part.text[at:start], at, start, linked))
        if end > at:
            at, linked = end, link
    return found


def _pieces(part: Part) -> list[tuple[int, int, bool]]:
    """Links, and slots that stand outside them, in order; each with whether it is a link."""
    pieces = [(link.start, link.end, True) for link in part.links if not link.image and not link.bare]
    for span in part.spans:
        for start, end, _ in pieces:
            if start <= span.start and span.end <= end:
                break
        else:
            pieces.append((span.start, span.end, False))
    return sorted(pieces)
