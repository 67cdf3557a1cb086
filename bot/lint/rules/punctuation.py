"""Dots, commas and spaces between the parts of an entry that are not the list's own.

What ends a title, parts two links or follows “et al.” is learnt from the list: a form that at least 90%
share. Only what differs in nothing but dots, commas and spaces is reported.

Bad:
    - **Fast Serving of Tiny Models** *Ada Quoll et al.MLSys.*  [[paper](https://arxiv.org/abs/2401.00001)]
Good:
    - **Fast Serving of Tiny Models.** *Ada Quoll et al. MLSys.* [[paper](https://arxiv.org/abs/2401.00001)]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from bot.lint.majority import Habit, habit
from bot.lint.rule import Flaw, Gap, Page, Part, Rule

_SHARE = 0.9
_LEAST = 10
_LIGHT = re.compile(r"[ \t.,]+")
_ET_AL = re.compile(r"\bet al\.(?P<gap>[ \t]*)(?=[^\W\d_])")
_DATED = re.compile(r"[A-Z]{2} (?:19|20)\d\d$")
_SEPARATORS = frozenset("|｜:：-–—")
_MARKS = frozenset(".,")
_NO_MARKS = str.maketrans("", "", ".,")
_ENDS = frozenset("?!…？！")
_Place = tuple[Part, Gap]


def check(page: Page) -> Iterator[Flaw]:
    """Every gap unlike nearly all of its kind."""
    forms: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    others: list[_Place] = []
    for item in page.items:
        if not item.is_row:
            for part, gap in item.gaps:
                if gap.text.strip() not in _SEPARATORS:  # the rule of that name judges them
                    forms[gap.text, gap.linked].append((part, gap))
            for part in item.parts:
                if "et al." in part.text:
                    others += _after_others(part)
    for places in (*_kinds(forms), others):
        usual = habit((gap.text for _, gap in places), share=_SHARE, least=_LEAST)
        if usual and usual.count < usual.total:
            yield from (_flaw(part, gap, usual) for part, gap in places if not _fits(part, gap, usual.form))


def _kinds(forms: dict[tuple[str, bool], list[_Place]]) -> Iterator[list[_Place]]:
    """Gaps that differ in nothing but dots, commas and spaces and stand between the same two parts."""
    alike: dict[tuple[str, bool], list[list[_Place]]] = defaultdict(list)
    for (text, linked), places in forms.items():
        if "\n" not in text:
            alike[_LIGHT.sub("", text), linked].append(places)
    for (_, linked), several in alike.items():
        kinds: dict[tuple[str, str], list[_Place]] = defaultdict(list)
        for part, gap in chain.from_iterable(several if len(several) > 1 else ()):
            before, after = _beside(part, gap)
            if before != after or linked:
                kinds[before, after].append((part, gap))
        yield from kinds.values()


def _beside(part: Part, gap: Gap) -> tuple[str, str]:
    """What the stretches before and behind a gap say."""
    before = after = ""
    for span in part.spans:
        if span.end <= gap.start:
            before = span.slot
        elif span.start >= gap.end:
            after = span.slot
            break
    return before, after


def _after_others(part: Part) -> Iterator[_Place]:
    for found in _ET_AL.finditer(part.text):
        yield part, Gap(found["gap"], *found.span("gap"), linked=False)


def _fits(part: Part, gap: Gap, usual: str) -> bool:
    """Is it the usual form, or is there cause for another?

    A title that ends in a mark of its own has no further dot, and “Nov.” has one instead of a comma.
    """
    text = gap.text
    if part.text[gap.start - 1].isspace():
        return True  # another kind of space stands there
    if text == " " and _MARKS & set(usual) and _dated(part, gap):
        return True  # “Burrow Days 2024” is one name
    if usual[:1] in _MARKS and part.text[gap.start - 1] in _MARKS:
        return True  # the mark is read as a part of what stands before
    if text == usual or (set(text) & _MARKS and set(usual) & _MARKS and (set(text) ^ set(usual)) & _MARKS):
        return True
    ends = part.text[: gap.start].rstrip('*_"” ')[-1:]
    return ends in _ENDS and text.translate(_NO_MARKS) == usual.translate(_NO_MARKS)


def _dated(part: Part, gap: Gap) -> bool:
    """Does a year stand behind the gap, and a word in capitals before it?"""
    return bool(_DATED.search(part.text, max(0, gap.start - 2), gap.end + 4))


def _flaw(part: Part, gap: Gap, usual: Habit) -> Flaw:
    said = f"`{gap.text}` stands between two parts; {usual} have `{usual.form}` there."
    return part.flaw(gap.start, gap.end, said, f"Write `{usual.form}`.", usual.form)


RULE = Rule("punctuation", "info", check)
