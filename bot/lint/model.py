"""What a rule finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.listing.model import Entry
from bot.markdown.links import Link

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Text put in place of other text; lines and columns are 0-based, the end is exclusive.

    ``Edit(4, 0, 5, 0, "")`` takes the fifth line away. Line feeds in ``text`` become the file's own endings.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule sees in one page.

    Attributes:
        line, column: 0-based place.
        message: one sentence for people: what is wrong, and by what evidence.
        hint: what to do, in the imperative; empty when the message says it.
        length: how many characters are meant, for the caret line.
        edits: the right result, where it is certain.
        end_line: 0-based last line; -1 for ``line``.
        severity: when it is not the rule's own.
        beside: other files of the list as they should be, where the flaw is mended in those; by path.
    """

    line: int
    column: int
    message: str
    hint: str = ""
    length: int = 1
    edits: tuple[Edit, ...] = ()
    end_line: int = -1
    severity: Severity | None = None
    beside: tuple[tuple[str, bytes], ...] = ()

    @classmethod
    def between(
        cls, line: int, span: tuple[int, int], message: str, hint: str = "", right: str | None = None
    ) -> Flaw:
        """A stretch of one line, by its columns; ``right`` takes its place, where that is certain."""
        start, end = span
        edits = () if right is None else (Edit(line, start, line, end, right),)
        return cls(line, start, message, hint, max(end - start, 1), edits)

    @classmethod
    def of_entry(cls, entry: Entry, message: str, hint: str, severity: Severity | None = None) -> Flaw:
        """A whole entry, shown on its first line."""
        length = len(entry.text.partition("\n")[0])
        return cls(entry.start, len(entry.prefix), message, hint, length, severity=severity)

    @classmethod
    def of_link(cls, line: int, link: Link, message: str, hint: str, right: str | None = None) -> Flaw:
        """A link's address; ``right`` takes its place, where that is certain."""
        edits = () if right is None else (Edit(line, link.url_start, line, link.url_end, right),)
        return cls(line, link.url_start, message, hint, len(link.url), edits)


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw, with the page and the rule; lines and columns are 1-based, as people and CI count them."""

    path: str
    line: int
    column: int
    end_line: int
    rule: str
    severity: Severity
    message: str
    hint: str
    length: int
    edits: tuple[Edit, ...]
    beside: tuple[tuple[str, bytes], ...] = ()

    @property
    def fixable(self) -> bool:
        """Does ``--fix`` know the right result?"""
        return bool(self.edits or self.beside)


def fails(findings: Iterable[Finding]) -> bool:
    """Whether a check is to fail for them; what is a matter of taste is only said."""
    return any(finding.severity != "info" for finding in findings)


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The most severe first, else in the order they stand in."""
    return sorted(findings, key=lambda finding: ("error", "warning", "info").index(finding.severity))
