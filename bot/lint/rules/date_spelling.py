"""A date is written in another way than in most of the list, or cannot be read.

Mixed forms cannot be sorted by eye, and ``05/06/2024`` means two days to two readers.

Bad:
    - [Quokka Technical Report](https://arxiv.org/abs/2401.00001) - (01/2024)
Good:
    - [Quokka Technical Report](https://arxiv.org/abs/2401.00001) - (Jan 2024)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from bot.lint.majority import SHARE, Habit, habit
from bot.lint.rule import LEARNT, Flaw, Item, Page, Part, Pin, Pins, Rule
from bot.listing import dates
from bot.listing.slots import Span

_SHORT_SUMMER = re.compile(r"\bJu[nl]\b")
_NUMBER = re.compile(r"%[-?]?([md])")
_PIECE = re.compile(r"%[-?]?[md]")
_OPEN = re.compile(r"%\?([md])")
_DIGITS = re.compile(r"\d[\d./ -]{3,}")


def check(page: Page, pins: Pins = LEARNT) -> Iterator[Flaw]:
    """Every date unlike most dates of the same exactness; digits where the others have a date."""
    found: dict[int, list[tuple[Part, Span]]] = defaultdict(list)
    for part, span in page.spans("date"):
        found[dates.needs(span.spelling)].append((part, span))
    for exactness, places in found.items():
        usual = _usual([span.spelling for _, span in places], pins.get(str(exactness)))
        if not usual:
            continue
        samples = (part.said(span) for part, span in places if _fits(span.spelling, usual.form))
        sample = next(samples, dates.write("2024-01-01", _decided(usual.form, "")))
        short = "%b" not in usual.form or any(_SHORT_SUMMER.search(part.said(span)) for part, span in places)
        for part, span in places:
            if _fits(span.spelling, usual.form) or not (short or "%B" not in span.spelling):
                continue  # many write “Sep” and yet “June”
            if flaw := _flaw(part, span, usual, sample):
                yield flaw
    for group in page.groups:
        yield from _unreadable(group)


def _usual(spellings: list[str], pin: str | None) -> Habit | None:
    """The habit; where the list has none of writing zeros before numbers below ten, its form has ``%?``."""
    usual = habit(map(_plain, spellings), pin=pin)
    if not usual or pin:
        return usual
    form = usual.form
    alike = [spelling for spelling in spellings if _plain(spelling) == form]
    for number in _NUMBER.findall(form):
        decided = [f"%{sign}{number}" for sign in ("-", "") for one in alike if f"%{sign}{number}" in one]
        zeros = habit(decided, least=1)
        form = form.replace(f"%{number}", zeros.form if zeros else f"%?{number}")
    return Habit(form, sum(_fits(one, form) for one in alike), usual.total)


@cache  # a list has few spellings, on many lines
def _plain(spelling: str) -> str:
    return _NUMBER.sub(r"%\1", spelling)


@cache
def _fits(spelling: str, form: str) -> bool:
    """Is it this form? A number of two digits fits with zeros and without."""
    if spelling == form:
        return True
    if "%?" not in spelling and "%?" not in form:
        return False
    pieces = zip(_PIECE.findall(spelling), _PIECE.findall(form), strict=False)
    return _plain(spelling) == _plain(form) and all(
        one == other or "%?" in (one[:2], other[:2]) for one, other in pieces
    )


def _decided(form: str, spelling: str) -> str:
    """The form, with the zeros of this spelling where the list has no habit."""
    own = {one[-1]: one for one in _PIECE.findall(spelling)}
    return _OPEN.sub(lambda found: own.get(found[1], f"%{found[1]}").replace("%?", "%"), form)


def _flaw(part: Part, span: Span, usual: Habit, sample: str) -> Flaw | None:
    text = part.said(span)
    dated = dates.read(text)
    right = dates.write(dated.value, _decided(usual.form, span.spelling)) if dated else ""
    if not dated or right in (text, text.replace("May", "May.")):  # “May” is short and long at once
        return None
    again = dates.read(right)
    return part.flaw(
        span.start,
        span.end,
        f"“{text}”: {usual} dates are written as in “{sample}”.",
        f"Write “{right}”.",
        right if again and again.value == dated.value else None,
    )


def _unreadable(group: list[Item]) -> Iterator[Flaw]:
    dated = sum(bool(item.spans("date")) for item in group)
    if len(group) < 3 or dated < SHARE * len(group):
        return
    for item in group:
        if item.spans("date"):
            continue
        for part, span in item.spans("note", "number"):
            text = part.said(span)
            if _DIGITS.fullmatch(text):
                yield part.flaw(
                    span.start,
                    span.end,
                    f"“{text}” cannot be read as a date; {dated} of {len(group)} entries here have one.",
                    "Write the date as its neighbours do.",
                )


def _form(text: str) -> tuple[str, str] | None:
    dated = dates.read(text)
    return (str(dates.needs(dated.spelling)), dated.spelling.replace("%?", "%")) if dated else None


RULE = Rule("date-spelling", "warning", check, pin=Pin("Jan 2024", _form, check))
