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

from bot.lint.majority import SHARE, Habit, habit
from bot.lint.model import LEARNT, Edit, Flaw, Pin, Pins, Rule
from bot.lint.page import Item, Page
from bot.lint.part import Part
from bot.listing import dates
from bot.listing.slots import Span

_SHORT_SUMMER = re.compile(r"\bJu[nl]\b")
_DIGITS = re.compile(r"\d[\d./ -]{3,}")


def check(page: Page, pins: Pins = LEARNT) -> Iterator[Flaw]:
    """Every date unlike most dates of the same exactness; digits where the others have a date."""
    found: dict[int, list[tuple[Part, Span]]] = defaultdict(list)
    for item in page.items:
        for part, span in item.spans("date"):
            found[dates.needs(span.spelling)].append((part, span))
    for exactness, places in found.items():
        usual = habit((span.spelling for _, span in places), pin=pins.get(str(exactness)))
        if not usual:
            continue
        samples = (part.text[span.start : span.end] for part, span in places if span.spelling == usual.form)
        sample = next(samples, dates.write("2024-01-01", usual.form))
        short = "%b" not in usual.form or any(
            _SHORT_SUMMER.search(part.text[span.start : span.end]) for part, span in places
        )
        for part, span in places:
            if span.spelling == usual.form or not (short or "%B" not in span.spelling):
                continue  # many write “Sep” and yet “June”
            if flaw := _flaw(part, span, usual, sample):
                yield flaw
    for group in page.groups:
        yield from _unreadable(group)


def _flaw(part: Part, span: Span, usual: Habit, sample: str) -> Flaw | None:
    text = part.text[span.start : span.end]
    dated = dates.read(text)
    right = dates.write(dated.value, usual.form) if dated else ""
    if not dated or right == text:  # “May” is short and long at once
        return None
    again = dates.read(right)
    line, column = part.place(span.start)
    return Flaw(
        line,
        column,
        f"“{text}”: {usual} dates are written as in “{sample}”.",
        f"Write “{right}”.",
        length=len(text),
        edits=(Edit(line, column, line, column + len(text), right),)
        if again and again.value == dated.value
        else (),
    )


def _unreadable(group: list[Item]) -> Iterator[Flaw]:
    dated = sum(bool(item.spans("date")) for item in group)
    if len(group) < 3 or dated < SHARE * len(group):
        return
    for item in group:
        if item.spans("date"):
            continue
        for part, span in item.spans("note", "number"):
            text = part.text[span.start : span.end]
            if _DIGITS.fullmatch(text):
                line, column = part.place(span.start)
                yield Flaw(
                    line,
                    column,
                    f"“{text}” cannot be read as a date; {dated} of {len(group)} entries here have one.",
                    "Write the date as its neighbours do.",
                    length=len(text),
                )


def _form(text: str) -> tuple[str, str] | None:
    dated = dates.read(text)
    return (str(dates.needs(dated.spelling)), dated.spelling.replace("%?", "%")) if dated else None


RULE = Rule("date-spelling", "warning", check, pin=Pin("Jan 2024", _form, check))
