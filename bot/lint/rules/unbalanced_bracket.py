"""A bracket without its partner.

It is left over from an edit, and a square one can swallow the link beside it.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models (best paper
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models (best paper)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.prose import blank, blank_code
from bot.lint.rule import Flaw, Page, Rule
from bot.markdown.links import links

_PAIRS = {")": "(", "]": "[", "）": "（", "】": "【"}
_MIXED = {"）": "(", ")": "（"}
_NO_BRACKET = re.compile(r"\\.|[:;]-?[()]|[\[(]\s*\d[\d.]*\s*,\s*\d[\d.]*\s*[\])]")
_ENUMERATED = re.compile(r"(?<!\w)(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})$")


def check(page: Page) -> Iterator[Flaw]:
    """Every bracket in an entry that nothing closes or opens; addresses, code and enumerations left out."""
    for item in page.items:
        for part in item.parts:
            place = _first_alone(part.text)
            if place >= 0:
                said = f"The bracket {part.text[place]} has no partner."
                yield part.flaw(place, place + 1, said, "Close it, or take it out.")


def _first_alone(text: str) -> int:
    """Where the first bracket without a partner stands; -1 when there is none."""
    if text.isascii():  # most are, and have two pairs only; both are counted in a third of the time
        even = text.count("(") == text.count(")") and text.count("[") == text.count("]")
    else:
        even = all(text.count(opener) == text.count(closer) for closer, opener in _PAIRS.items())
    if even:
        return -1  # crossed brackets are too rare to read every entry for
    text = blank(_NO_BRACKET, blank_code(_blank_addresses(text)))
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in "([（【":
            opened.append(place)
        elif char in _PAIRS:
            if opened and text[opened[-1]] in (_PAIRS[char], _MIXED.get(char)):
                opened.pop()
            elif opened or not _ENUMERATED.search(text, max(0, place - 5), place):
                return place
    return opened[0] if opened else -1


def _blank_addresses(text: str) -> str:
    pieces: list[str] = []
    at = 0
    for link in sorted(links(text), key=lambda one: one.url_start):
        start, end = (link.start, link.end) if link.bare else (link.url_start, link.url_end)
        if start >= at:
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


RULE = Rule("unbalanced-bracket", "warning", check)
