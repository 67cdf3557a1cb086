"""A line and how far it has been read."""

from __future__ import annotations

from mistune.core import BlockState


class Line(BlockState):
    """The current line.

    Attributes:
        number, line: the line; its tabs are expanded to stops of four, as CommonMark counts columns.
        pos, first: where the containers' prefixes end, and the first character that is no space.
        blank: nothing but spaces is left.
        done: the line has found its block.
    """

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.line = ""
        self.pos = 0
        self.first = 0
        self.blank = False
        self.done = False

    def begin(self, number: int, line: str) -> None:
        """Take the next line."""
        if "\t" in line:
            line = line.expandtabs(4)
        self.number = number
        self.line = line
        self.done = False
        self.advance(0)

    def advance(self, pos: int) -> None:
        """Go on to a column of the line."""
        line = self.line
        self.pos = self.first = pos
        if pos < len(line) and line[pos] == " ":
            self.first = len(line) - len(line[pos:].lstrip(" "))
        self.blank = self.first == len(line)
