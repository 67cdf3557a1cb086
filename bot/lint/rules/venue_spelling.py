"""A venue's year is written in another way than in most of the list.

How name and year are put together is learnt: a form that at least 70% of the venues share.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001) | OSDI 2024
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001) | OSDI' 24
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.majority import Habit, habit
from bot.lint.rule import LEARNT, Flaw, Page, Part, Pin, Pins, Rule
from bot.listing import venues
from bot.listing.slots import Span

_VERSION = re.compile(r"[^\W\d_]-?\d\d$")


def check(page: Page, pins: Pins = LEARNT) -> Iterator[Flaw]:
    """Every venue with a year in a form unlike the usual one."""
    found = [
        (part, span)
        for part, span in page.spans("venue")
        if venues.shows_year(span.spelling) and not _is_version(part.said(span))
    ]
    usual = habit((span.spelling for _, span in found), pin=pins.get("venue"))
    if not usual:
        return
    samples = (part.said(span) for part, span in found if span.spelling == usual.form)
    sample = next(samples, venues.write("OSDI 2024", usual.form))
    for part, span in found:
        if span.spelling != usual.form and (flaw := _flaw(part, span, usual, sample)):
            yield flaw


def _is_version(text: str) -> bool:
    """“Quokka-02” and “QFloat11” are no conferences; nor is what goes over two lines."""
    return "\n" in text or bool(_VERSION.search(text) and not venues.known(text))


def _flaw(part: Part, span: Span, usual: Habit, sample: str) -> Flaw | None:
    text = part.said(span)
    right = venues.write(text, usual.form)
    if right == text:
        return None
    before, after = venues.read(text), venues.read(right)
    same = before and after and (before.name, before.year) == (after.name, after.year)
    said = f"“{text}”: {usual} venues are written as in “{sample}”."
    hint = f"Write “{right}”." if same else ""
    return part.flaw(span.start, span.end, said, hint, right if same else None)


def _form(text: str) -> tuple[str, str] | None:
    venue = venues.read(text)
    return ("venue", venue.spelling) if venue and venue.year else None


RULE = Rule("venue-spelling", "warning", check, pin=Pin("OSDI' 24", _form, check))
