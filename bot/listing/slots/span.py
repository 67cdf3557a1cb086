"""One part of an entry, and the state of reading an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MARK = re.compile(
    r"[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u3030\u00a9\u00ae]+"
    r"|:[a-z0-9_+-]+:"
)
"""Stars, emoji and the like, which say something to people and nothing of the work."""
_BLANK = " \t\n"
WORD = re.compile(r"[^\W_]+", re.UNICODE)


class Span(NamedTuple):
    """A part of an entry's text and what it is; a long list has hundreds of thousands, so it is plain.

    Attributes:
        start, end: 0-based offsets, end exclusive.
        slot: ``title``, ``short``, ``rest`` (what follows a short name), ``url``, ``venue``, ``date``,
            ``authors``, ``note``, ``mark``, ``repo`` (OWNER/NAME in a badge), or a link's role
            (``code``, ``project``, …). Below a heading also ``shown`` (what the work's link shows, where that
            is no label), ``also`` (a second address of the work) and ``other`` (what no work can fill).
        spelling: how the list spells a date or a venue; empty otherwise.
    """

    start: int
    end: int
    slot: str
    spelling: str = ""


@dataclass(slots=True)
class Reading:
    """An entry, or a table cell of the column ``role``, and what has been recognised in it so far.

    Attributes:
        holes: constructs that prose is not looked for in.
        named: whether the title was found; linked: whether the work's own address was; labelled: whether a
            link says that it leads to the work (``[PDF](…)``).
        found: the slots of the spans.
    """

    text: str
    role: str = ""
    spans: list[Span] = field(default_factory=list)
    holes: list[tuple[int, int]] = field(default_factory=list)
    named: bool = False
    linked: bool = False
    labelled: bool = False
    found: set[str] = field(default_factory=set)

    def has(self, slot: str) -> bool:
        """Was such a part found?"""
        return slot in self.found

    def take(self, start: int, end: int, slot: str, spelling: str = "") -> None:
        """Note a part, white space at its ends left out."""
        text = self.text
        if start < end and (text[start] in _BLANK or text[end - 1] in _BLANK):
            start, end = trim(text, start, end, _BLANK)
        if start < end:
            self.spans.append(Span(start, end, slot, spelling))
            self.found.add(slot)

    def name(self, start: int, end: int, slot: str = "title") -> None:
        """Note the title, or the short name it begins with."""
        self.take(start, end, slot)
        self.named = True

    def free(self) -> Iterator[tuple[int, int]]:
        """The stretches of text that nothing has claimed yet."""
        at = 0
        claimed = sorted([*self.holes, *[span[:2] for span in self.spans]])
        for start, end in claimed:
            if start > at:
                yield at, start
            at = max(at, end)
        if at < len(self.text):
            yield at, len(self.text)


def trim(text: str, start: int, end: int, what: str) -> tuple[int, int]:
    """The stretch without the characters ``what`` at its ends."""
    while start < end and text[start] in what:
        start += 1
    while end > start and text[end - 1] in what:
        end -= 1
    return start, end


def words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def is_cjk(text: str) -> bool:
    """Is it, at least in part, of a script that sets no spaces between words?"""
    return sum("一" <= char <= "鿿" for char in text) >= 4
