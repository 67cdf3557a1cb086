"""Names of authors, as pages write them: with affiliations, commas, dots, semicolons and an "and"."""

from __future__ import annotations

import re

from bot.works.titles import clean

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[*†‡§¶∗]+|(?<=[^\W\d¹²³⁰-⁹])(?:,*+[\d¹²³⁰-⁹])++(?!\w)")
_AND = re.compile(r"\s*,?\s*(?:\band\b|&)\s+")
_MARKS = ("·", "•", "|", "¦", ";")
_LEAD = re.compile(r"^\s*(?:authors?|by)\s*:?\s+", re.I)
_NAME = re.compile(r"[^\W\d_][^\d_@/:;<>!?]{0,60}")
_SMALL = frozenset("de da di del der den van von la le el al bin ibn ben dos du ter ten y e zu".split())
_NO_NAME = frozenset(
    """university institute college laboratory lab labs research inc ltd corporation school department center
    centre session paper papers abstract pdf slides video code keynote talk chair awarded award best room
    poster oral spotlight proceedings technologies academy""".split()
)


def people(text: str) -> tuple[str, ...]:
    """The names in a list of authors; affiliations in brackets and marks of footnotes are dropped.

    ``Ann Lee, First University; Bob Ray, Second`` gives the first of each part; where nothing but commas
    parts them, every part that reads as a name counts.
    """
    text = _LEAD.sub("", text.replace("\n", ", "))
    for _ in range(2):  # brackets in brackets
        text = _ASIDE.sub("", text)
    text = " ".join(text.split())
    mark = next((mark for mark in _MARKS if mark in text), "")
    parts = text.split(mark) if mark else [text]
    found: list[str] = []
    for part in parts:
        names = [name for piece in part.split(",") for name in _AND.split(piece)]
        named = [name for name in (clean(name).strip(" .,;") for name in names) if is_name(name)]
        found += _before_affiliation(named, part) if mark == ";" else named
    return tuple(dict.fromkeys(found))


def is_name(text: str) -> bool:
    """Whether it may be the name of one person."""
    words = text.split()
    if not 2 <= len(words) <= 6 or not _NAME.fullmatch(text):
        return bool(re.fullmatch(r"[一-鿿]{2,4}", text))
    if {word.strip(".,").casefold() for word in words} & _NO_NAME:
        return False
    big = [word for word in words if word not in _SMALL]
    return len(big) >= 2 and all(word[0].isupper() or not word[0].isascii() for word in big)


def are_people(text: str) -> bool:
    """Whether a text is a list of authors and little else."""
    bare = text
    for _ in range(2):
        bare = _ASIDE.sub("", bare)
    parts = [part for part in re.split(r"[,;·•|\n]|\band\b|&", _LEAD.sub("", bare)) if part.strip(" .")]
    names = sum(is_name(clean(part).strip(" .")) for part in parts)
    return bool(names) and names * 2 >= len(parts)


def _before_affiliation(named: list[str], part: str) -> list[str]:
    """``Ann Lee and Bob Ray, First University``: the names before the first comma that ends them."""
    first = part.split(",", maxsplit=1)[0]
    return [name for name in named if name in clean(first)] or named[:1]
