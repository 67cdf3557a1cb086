"""Where a title ends and what somebody says of the work begins.

People write ``Title: what I think of it`` as they write ``Name: Rest of the Title``. What tells them apart is
the case of the letters: a title has large ones after the colon as before it, a remark has small ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.listing import venues
from bot.listing.slots import words

_WHOLE = 4  # words that a title has when it is no name of a system
_COLONS = 20  # that may end a title; a line with more is none
_LONG = 4  # letters of a word whose case tells something
_COLON = re.compile(r"(?:(?<!\s)\s+)?[:：]\s+")
_WORD = re.compile(r"(?<![\w-])[A-Za-z][\w-]*")
_BY = re.compile(r"(?:by|accepted|appeared|published|under|from|in review)\b")
_BREAK = re.compile(r"(?:(?<!\s)\s+)?[:：,;|]\s*|(?<!\s)\s+[-–—]+\s+|(?:(?<!\s)\s+)?[(（]")
_TAKEN = re.compile(r"^(?:accepted|appeare?d?|published|to appear)\s+(?:by|in|at|to)\s+", re.I)
_ACCEPTED = re.compile(
    r"\b(?:accepted|appeare?d?|published|presented)\s+(?:by|in|at|to)\s+(?P<venue>[A-Z][A-Za-z]+(?: [A-Z]+)?"
    r"\s?['’‘]?\s?(?:20)?\d\d)\b"
)


def split(text: str) -> tuple[str, str]:
    """A title, and what is said of the work after it; empty where nothing is surely a remark."""
    for colon in reversed(list(_COLON.finditer(text))[:_COLONS]):
        head, rest = text[: colon.start()], text[colon.end() :]
        if is_remark(head, rest):
            return head, rest
    return text, ""


def is_remark(title: str, rest: str) -> bool:
    """Whether ``rest``, behind the colon after ``title``, is a remark and no part of the title."""
    whole = words(title) >= _WHOLE and small(title) <= 0.5
    return whole and (small(rest) > 0.5 or bool(_BY.match(rest)))


def small(text: str) -> float:
    """The share of the long words that begin with a small letter."""
    long = [word for word in _WORD.findall(text) if len(word) >= _LONG]
    return sum(word[0].islower() for word in long) / len(long) if long else 0.0


def heads(text: str) -> Iterator[str]:
    """The text, then what stands before each mark in it that may end a title, longest first."""
    yield text
    for mark in reversed(list(_BREAK.finditer(text))):
        yield text[: mark.start()]


def venue_of(text: str) -> str:
    """A venue without what people say around it: ``accepted by OSDI'24``."""
    return _TAKEN.sub("", text).strip()


def accepted_at(remark: str) -> str:
    """The venue that a remark says has taken the work: ``accepted by OSDI'24``; empty when it says none."""
    match = _ACCEPTED.search(remark)
    return match["venue"] if match and venues.read(match["venue"]) else ""
