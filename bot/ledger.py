"""The answer to every link of a request."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Outcome = Literal["added", "duplicate", "waiting", "refused"]


@dataclass(frozen=True, slots=True)
class Copy:
    """The same work in a file that mirrors the list; fields as in `Line`."""

    path: str
    line: int
    entry: str

    @property
    def said(self) -> str:
        """What ``reason`` of the `Line` says of it."""
        return f"Added to {self.path}, too, line {self.line}."


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one link.

    Attributes:
        link: as the requester gave it.
        outcome: ``added``; ``duplicate`` (already listed); ``waiting`` for a person or a service;
            ``refused`` for good.
        reason: one sentence for people; says what to do next when something is to be done.
        entry: the line written, or the line that already stands there.
        path: the file it stands in, relative to the list's root.
        line: its 1-based line number; 0 when there is none.
        section: headings above it, first level first.
        title: the work's title, when known.
        copies: what was written into the list's mirrors; ``reason`` names them, and those left alone.
    """

    link: str
    outcome: Outcome
    reason: str = ""
    entry: str = ""
    path: str = ""
    line: int = 0
    section: tuple[str, ...] = ()
    title: str = ""
    copies: tuple[Copy, ...] = ()

    @property
    def row(self) -> dict[str, object]:
        """The line as JSON has it."""
        kept = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "copies"}
        return {**kept, "section": list(self.section)}


@dataclass(frozen=True, slots=True)
class Near:
    """An entry of the list that resembles a new one, and may say the same; fields as in `Line`."""

    title: str
    link: str
    path: str
    line: int
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines of one request, in the order of its links."""

    lines: tuple[Line, ...]

    def of(self, outcome: Outcome) -> tuple[Line, ...]:
        """The lines that ended this way."""
        return tuple(line for line in self.lines if line.outcome == outcome)

    @property
    def status(self) -> int:
        """Exit status: 3 if any link waits or is refused, else 0 if any was added, else 4."""
        if not self.lines or self.of("waiting") or self.of("refused"):
            return 3
        return 0 if self.of("added") else 4
