"""Plain text: one line, visible characters only, of bounded length."""

from __future__ import annotations

import html
import re
import unicodedata

# Letters and marks by category that show nothing: fillers, the grapheme joiner, Mongolian selectors.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0]")
_SPACE = re.compile(r"[\s\x00-\x20\x85\u2800]+")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_MARKS_IN_A_ROW = 4
"""What Hebrew, Thai or Vietnamese need on one letter; the rest is a flood that covers other lines."""


def plain(text: str, limit: int = 300) -> str:
    """One line of plain text.

    HTML entities become characters; control, zero-width, bidi and private characters go (joiners too: in a
    title they hide more than they help); white space becomes single spaces; accents are composed (NFC, so
    that ``ﬁ`` and ``²`` stay as published).

    Args:
        text: anything.
        limit: characters of the result, the ellipsis of a cut one included; at least 1.
    """
    if "&" in text:
        text = html.unescape(text)
    if not (text.isascii() and text.isprintable()):
        text = _visible(_SPACE.sub(" ", text[: limit * 40]))
    text = " ".join(text.split())
    return text if len(text) <= limit else _cut(text, limit)


def log_safe(text: str) -> str:
    """Text for a log that GitHub Actions reads: no line of it is a workflow command.

    ``%`` and line ends are escaped as the runner's own toolkit does (``%25``, ``%0D``, ``%0A``); the two
    marks of a command, ``::`` at the start and ``##[`` anywhere, are parted with a space.
    """
    return _parted(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def line_safe(text: str) -> str:
    """Lines for people that may be read in such a log: they stay as they are, and none is a command."""
    return "\n".join(_parted(line.replace("\r", " ")) for line in text.split("\n"))


def _parted(line: str) -> str:
    line = line.replace("##[", "## [")
    start = len(line) - len(line.lstrip())
    return line[:start] + ": :" + line[start + 2 :] if line.startswith("::", start) else line


def _visible(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in _BLANK.sub("", unicodedata.normalize("NFC", text)):
        category = unicodedata.category(char)
        marks = marks + 1 if category[0] == "M" else 0
        if category not in _HIDDEN and marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    # Characters that stood around a removed one may compose now.
    return unicodedata.normalize("NFC", "".join(kept))


def _cut(text: str, limit: int) -> str:
    end = limit - 1
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip() + "…"
