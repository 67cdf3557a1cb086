"""Every link and id in a line, with the words that stand for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.identifiers import Identifier, Spelt, clean_link, find_links, identify

_PICTURE = re.compile(r"!\[([^\[\]]{0,200})\]\([^()]{0,2000}\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A link or id in a line.

    Attributes:
        text: as spelt.
        identifier: its canonical name.
        words: the link's text; empty for a bare link.
        gap: what stands between the link before it, or the line's start, and this one.
        picture: it is shown, not linked to.
        inside: it is part of another link's text.
        start, end: where the link with its text stands in the line.
    """

    text: str
    identifier: Identifier | None
    words: str = ""
    gap: str = ""
    picture: bool = False
    inside: bool = False
    start: int = 0
    end: int = 0

    @property
    def address(self) -> str:
        """The link as spelt; empty when it is a bare id."""
        return self.text if clean_link(self.text) else ""

    @property
    def key(self) -> str:
        """Equal for two links to the same work."""
        return str(self.identifier) if self.identifier else self.text


def mentions(line: str) -> list[Mention]:
    """The links and ids of a line, in order; a Markdown link comes with its text."""
    pairs = _brackets(line)
    spans = sorted(
        (_span(line, link, pairs) for link in find_links(line)), key=lambda span: (span.start, -span.end)
    )
    found: list[Mention] = []
    last = 0
    for span in spans:
        inside = span.start < last
        gap = "" if inside else line[last : span.start]
        found.append(replace(span, inside=inside, gap=gap, identifier=identify(span.text)))
        last = max(last, span.end)
    return found


def _span(line: str, link: Spelt, pairs: dict[int, int]) -> Mention:
    before = line[max(link.start - 8, 0) : link.start]
    blanks = len(before) - len(before.rstrip(" "))
    opening = pairs.get(link.start - blanks - 2) if before.rstrip(" ").endswith("](") else None
    if opening is None:
        return Mention(link.text, None, start=link.start, end=link.end)
    words = _PICTURE.sub(r" \1 ", line[opening + 1 : link.start - blanks - 2]).strip()
    picture = line[max(opening - 1, 0)] == "!"
    closing = line.find(")", link.end, link.end + 200)
    end = closing + 1 if closing >= 0 else link.end
    return Mention(link.text, None, words, picture=picture, start=opening - picture, end=end)


def _brackets(line: str) -> dict[int, int]:
    """Where the bracket opens that closes there."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for at, char in enumerate(line):
        if char == "[":
            stack.append(at)
        elif char == "]" and stack:
            pairs[at] = stack.pop()
    return pairs
