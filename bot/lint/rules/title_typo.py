"""A typing error in a title that the list's other titles give away.

Two words run together, a word that ends in a capital, a colon without a space: only where both words stand
side by side elsewhere in the list, so that names like PyTorch are safe.

Bad:
    - [A Network for Large ModelTraining](https://arxiv.org/abs/2401.00001)
Good:
    - [A Network for Large Model Training](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bot.lint.model import Edit, Flaw, Rule
from bot.lint.page import Page
from bot.lint.part import Part
from bot.listing.style import split

_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"(?P<left>[A-Z]?[a-z]{3,})(?P<right>[A-Z][a-z]{3,})$")
_CAPITAL = re.compile(r"(?P<word>[A-Z]?[a-z]{3,})(?P<end>[A-Z])$")
_COLON = re.compile(r"(?<=[a-z]{3}):(?=[A-Z][a-z]{2})")
_KNOWN = 3
_FREQUENT = 10
_LONG = 8
_ENDINGS = "sdrnye"
_Place = tuple[Part, int, str]


def check(page: Page) -> Iterator[Flaw]:
    """Every such word."""
    words = list(_words(page))
    pairs = Counter(f"{one[2]} {two[2]}" for one, two in pairwise(words) if one[0] is two[0])
    counts = Counter(text for _, _, text in words)
    folded = Counter(text.casefold() for _, _, text in words)
    frequent = [word for word, count in folded.items() if count >= _FREQUENT and len(word) >= _LONG - 1]
    for place in words:
        text = place[2]
        if (
            counts[text] == 1
            and not _names_something(place)
            and (right := _right(text, counts, pairs, folded, frequent))
        ):
            line, column = place[0].place(place[1])
            yield Flaw(line, column, f"“{text}” looks like a typing error for “{right}”.", length=len(text))
    for item in page.items:
        for part, span in item.spans("title", "rest"):
            for found in _COLON.finditer(part.text, span.start, span.end):
                line, column = part.place(found.start())
                yield Flaw(
                    line,
                    column,
                    "No space after the colon in the title.",
                    "Write “: ”.",
                    edits=(Edit(line, column, line, column + 1, ": "),),
                )


def _names_something(place: _Place) -> bool:
    """Is the word (part of) a system's name: a short name, or what stands before the title's colon?"""
    part, start, _ = place
    span = next(one for one in part.spans if one.start <= start < one.end)
    named = split(part.text[span.start : span.end])
    return span.slot == "short" or (named is not None and start < span.start + len(named[0]))


def _words(page: Page) -> Iterator[_Place]:
    for item in page.items:
        for part, span in item.spans("title", "short", "rest"):
            for found in _WORD.finditer(part.text, span.start, span.end):
                yield part, found.start(), found[0]


def _right(
    text: str, counts: Counter[str], pairs: Counter[str], folded: Counter[str], frequent: list[str]
) -> str:
    """What was meant; empty when the word is none of the known errors."""
    if joined := _JOINED.match(text):
        parted = f"{joined['left']} {joined['right']}"
        known = pairs[parted] and min(counts[joined["left"]], counts[joined["right"]]) >= _KNOWN
        return parted if known and folded[text.casefold()] == 1 else ""
    if capital := _CAPITAL.match(text):
        word = capital["word"] + capital["end"].lower()
        return word if folded[word.casefold()] > _KNOWN else ""
    if len(text) < _LONG or folded[text.casefold()] > 1:
        return ""
    return _near(text, frequent)


def _near(text: str, frequent: list[str]) -> str:
    from rapidfuzz.distance import Levenshtein

    word = text.casefold()
    for other in frequent:
        inflected = other.rstrip(_ENDINGS) == word.rstrip(_ENDINGS) or _ends_otherwise(word, other)
        near = other[0] == word[0] and abs(len(other) - len(word)) < 2 and not inflected
        if near and Levenshtein.distance(word, other, score_cutoff=1) == 1:
            return other.capitalize() if text[0].isupper() else other
    return ""


def _ends_otherwise(word: str, other: str) -> bool:
    return other[-1] != word[-1] and word[-1] in _ENDINGS


RULE = Rule("title-typo", "warning", check)
