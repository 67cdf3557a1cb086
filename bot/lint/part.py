"""An entry's text, or one cell of its row, and where each character of it stands in the file."""

from __future__ import annotations

from dataclasses import dataclass

from bot.listing import slots
from bot.listing.columns import roles
from bot.listing.model import Entry, Group
from bot.listing.outline import shape
from bot.listing.shape import Sep, Shape, Slot, slots_of


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the file with its slots.

    Attributes:
        text: as the list's reader has it.
        line, column: 0-based place of its first character.
        shifts: for each further line, how many characters were cut before it.
    """

    text: str
    spans: tuple[slots.Span, ...]
    line: int
    column: int
    shifts: tuple[int, ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        down = self.text.count("\n", 0, offset)
        if not down:
            return self.line, self.column + offset
        start = self.text.rindex("\n", 0, offset) + 1
        return self.line + down, self.shifts[down - 1] + offset - start

    def of(self, slot: str) -> slots.Span | None:
        """The first span of that slot."""
        return next((span for span in self.spans if span.slot == slot), None)


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two neighbouring parts of an entry.

    Attributes:
        start, end: in the part's text.
        left, right: the slots before and after it; empty at the entry's end.
        linked: whether a link, or another wrapper, ends right before it.
    """

    text: str
    start: int
    end: int
    left: frozenset[str]
    right: frozenset[str]
    linked: bool


def parts(entry: Entry, group: Group, lines: list[str]) -> list[Part]:
    """The parts of an entry, in order."""
    if group.kind != "table":
        below = entry.text.split("\n")[1:]
        shifts = tuple(
            len(lines[entry.start + 1 + i]) - len(text)
            for i, text in enumerate(below)
            if entry.start + 1 + i < len(lines)
        )
        return [Part(entry.text, entry.spans, entry.start, len(entry.prefix), shifts)]
    line = lines[entry.start]
    column = len(line) - len(line.lstrip())
    column += line.startswith("|", column)
    found: list[Part] = []
    for role, cell in zip(roles(group), entry.cells, strict=False):
        found.append(Part(cell, slots.read(cell, role), entry.start, column))
        column += len(cell) + 1
    return found


def gaps(part: Part) -> list[Gap]:
    """The separators of a part, as the template learnt from it has them; none where it cannot be placed."""
    form = shape(part.text, part.spans)
    ends = _lengths(form, [span.end - span.start for span in part.spans])
    if ends is None or ends[-1:] != [len(part.text)]:
        return []
    found: list[Gap] = []
    at = 0
    for i, (piece, end) in enumerate(zip(form, ends, strict=True)):
        if isinstance(piece, Sep):
            left = form[i - 1 : i] if i else ()
            linked = bool(left) and not isinstance(left[0], Sep | Slot)
            found.append(Gap(piece.text, at, end, slots_of(left), slots_of(form[i + 1 : i + 2]), linked))
        at = end
    return found


def _lengths(form: Shape, sizes: list[int]) -> list[int] | None:
    """Where each outermost piece of a shape ends; None when its slots are not those of the text."""
    sizes = sizes[::-1]

    def size(pieces: Shape) -> int:
        total = 0
        for piece in pieces:
            if isinstance(piece, Sep):
                total += len(piece.text)
            elif isinstance(piece, Slot):
                total += sizes.pop() if sizes else 1 << 40
            else:
                total += len(piece.open) + size(piece.parts) + len(piece.close)
        return total

    ends: list[int] = []
    for piece in form:
        ends.append((ends[-1] if ends else 0) + size((piece,)))
    return ends if not sizes else None
