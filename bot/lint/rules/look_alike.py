"""A character that looks like another one.

A non-breaking hyphen, a space of another kind or an invisible character defeats search, and the same title no
longer matches itself. Quotes and dashes inside words are judged against the list's own majority.

Bad:
    - [Wafer‑Scale Burrows](https://arxiv.org/abs/2401.00001)
Good:
    - [Wafer-Scale Burrows](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.lint.majority import Habit, habit
from bot.lint.prose import ADDRESS, blank, outside_code
from bot.lint.rule import LEARNT, Edit, Flaw, Page, Pin, Pins, Rule

_ALWAYS = {
    "\u2010": "-",
    "\u2011": "-",
    "\u00ad": "",
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\u200b": "",
    "\ufeff": "",
}
_FAMILIES = {
    "-–": re.compile(r"(?<=[^\W\d_])[-–](?=[^\W\d_])"),
    "'’": re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])"),
}
"""What stands inside words, by the characters that may."""
_JOINED = re.compile(r"(?<=[^\W\d_]-)[^\W\d_]+")
_AFTER = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"(?<![^\W_])[A-Z][^\W_]*$")
_HIDDEN = re.compile("[" + "".join(_ALWAYS) + "]")


def check(page: Page, pins: Pins = LEARNT) -> Iterator[Flaw]:
    """One finding for each line that holds such characters."""
    if page.document.text.isascii() and all(form.isascii() for form in pins.values()):
        return
    lines = [(number, blank(ADDRESS, line)) for number, line in outside_code(page)]
    usual = [
        habit((found[0] for _, line in lines for found in family.finditer(line)), pin=pins.get(name))
        for name, family in _FAMILIES.items()
    ]
    joined = frozenset(found[0].casefold() for _, line in lines for found in _JOINED.finditer(line))
    for number, line in lines:
        if line.isascii() and all(one is None or one.form.isascii() for one in usual):
            continue
        found = sorted(_in_line(line, usual, joined))
        if found:
            yield _flaw(number, found)


def _in_line(
    line: str, usual: list[Habit | None], joined: frozenset[str]
) -> Iterator[tuple[int, str, str, str]]:
    """Place, character, the right one and the evidence."""
    for match in _HIDDEN.finditer(line):
        yield match.start(), match[0], _ALWAYS[match[0]], ""
    for family, one in zip(_FAMILIES.values(), usual, strict=True):
        for match in family.finditer(line):
            if one and match[0] != one.form and _is_slip(line, match, joined):
                yield match.start(), match[0], one.form, f"; {one} inside words are `{one.form}`"


def _is_slip(line: str, match: re.Match[str], joined: frozenset[str]) -> bool:
    """Not an en dash by right, as between two names: it joins other words, or the list uses a hyphen here."""
    after = _AFTER.match(line, match.end())
    names = line[match.end()].isupper() and _BEFORE.search(line, 0, match.start())
    return match[0] != "–" or not names or bool(after and after[0].casefold() in joined)


def _flaw(number: int, found: list[tuple[int, str, str, str]]) -> Flaw:
    place, char, right, evidence = found[0]
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return Flaw(
        number,
        place,
        f"{_name(char)} (U+{ord(char):04X}){more}{evidence}.",
        f"Write {_name(right).lower()}." if right else "Take it out.",
        edits=tuple(Edit(number, at, number, at + 1, text) for at, _, text, _ in found),
    )


def _name(char: str) -> str:
    return unicodedata.name(char, "control character").capitalize()


def _form(text: str) -> tuple[str, str] | None:
    return next(((name, text) for name in _FAMILIES if len(text) == 1 and text in name), None)


RULE = Rule("look-alike", "warning", check, pin=Pin("’", _form, check))
