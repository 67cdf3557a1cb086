"""A separator that is not the list's own.

What stands between title, name and venue is learnt from the list: a form that at least 70% share. Others look
careless, and programs that read the list trip over them.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001) : Fast Serving of Tiny Models| Burrow Lab
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models | Burrow Lab
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.lint.majority import Habit, habit
from bot.lint.prose import blank_code, outside_code
from bot.lint.rule import LEARNT, Flaw, Gap, Item, Page, Part, Pin, Pins, Rule
from bot.listing import venues

_FAMILIES = {"|": "pipe", "｜": "pipe", ":": "colon", "：": "colon", "-": "dash", "–": "dash", "—": "dash"}
_BARE = re.compile(r"[)\]}）】”\"*_.]*(?P<bare>[ \t]*[|｜:：–—-][ \t]*)[(\[{（【“\"*_]*")
_PIPE = re.compile(r"(?<=\S)[ \t]*(?<!\\)[|｜][ \t]*(?=\S)")
_SPACED_DASH = re.compile(r"(?<=\S )[-–—](?= \S)")
_INITIAL = re.compile(r"[A-Z]\. -[A-Z]\.")
_LONGEST = 80
_Key = tuple[str, bool]


def check(page: Page, pins: Pins = LEARNT) -> Iterator[Flaw]:
    """Every separator unlike most of its family, and organisations that run into a venue."""
    found: dict[_Key, list[tuple[Part, Gap]]] = defaultdict(list)
    for item in page.items:
        if item.is_row:
            continue
        for part, gap in item.gaps:
            if (match := _BARE.fullmatch(gap.text)) and not _is_initial(part.text, gap):
                bare = Gap(match["bare"], gap.start + match.start("bare"), gap.end, gap.linked)
                found[_FAMILIES[match["bare"].strip()], gap.linked].append((part, bare))
        found["pipe", False] += _pipes_in_notes(item)
    for (family, _), places in found.items():
        usual = habit((gap.text for _, gap in places), pin=pins.get(family))
        if family == "dash" and not pins.get(family):
            usual = _dashes(page)
        if usual and ("  " not in usual.form or pins.get(family)):  # nobody asks for two spaces
            yield from (
                _flaw(part, gap, usual)
                for part, gap in places
                if gap.text != usual.form and not _is_chinese(part, gap)
            )
    pipes = habit(
        (gap.text for key, places in found.items() if key[0] == "pipe" for _, gap in places),
        pin=pins.get("pipe"),
    )
    if pipes:
        yield from _run_together(page.items, pipes)


def _pipes_in_notes(item: Item) -> Iterator[tuple[Part, Gap]]:
    """Several remarks in a row are read as one; the pipes between them are separators all the same."""
    for part, span in item.spans("note"):
        for match in _PIPE.finditer(blank_code(part.text, "`"), span.start, span.end):
            yield part, Gap(match[0], match.start(), match.end(), linked=False)


def _is_initial(text: str, gap: Gap) -> bool:
    """The hyphen of a first name: ``Q. -A. Wombat``."""
    return "-" in gap.text and bool(_INITIAL.search(text, max(0, gap.start - 2), gap.end + 2))


def _dashes(page: Page) -> Habit | None:
    """Which dash stands alone between words, in the whole file."""
    found = (match[0] for _, line in outside_code(page, " ") for match in _SPACED_DASH.finditer(line))
    usual = habit(found)
    return Habit(f" {usual.form} ", usual.count, usual.total) if usual else None


def _is_chinese(part: Part, gap: Gap) -> bool:
    """A wide colon behind a Chinese label, in a list that is not all in Chinese."""
    return gap.text.strip() in ("：", "｜") and "一" <= part.text[: gap.start].rstrip("*_] ")[-1:] <= "鿿"


def _flaw(part: Part, gap: Gap, usual: Habit) -> Flaw:
    said = f"The separator is `{gap.text}`; {usual} are `{usual.form}`."
    return part.flaw(gap.start, gap.start + len(gap.text), said, f"Write `{usual.form}`.", usual.form)


def _run_together(items: list[Item], usual: Habit) -> Iterator[Flaw]:
    """``Burrow Lab SC' 24``, where ``Burrow Lab`` stands by itself elsewhere."""
    notes = [(part, span) for item in items for part, span in item.spans("note", "org")]
    known = {part.said(span) for part, span in notes}
    for part, span in notes:
        text = part.said(span)
        if len(text) > _LONGEST:
            continue
        for at in [found.start() for found in re.finditer(" ", text)]:
            venue = venues.read(text[at + 1 :])
            if venue and venue.year and text[:at] in known:
                both = f"“{text[:at]}” and “{text[at + 1 :]}”"
                yield part.flaw(
                    span.start + at,
                    span.start + at + 1,
                    f"{both} run together; {usual} are parted by `{usual.form}`.",
                    f"Write `{usual.form}` between them.",
                    usual.form,
                )
                break


def _form(text: str) -> tuple[str, str] | None:
    family = _FAMILIES.get(text.strip(" \t"))
    return (family, text) if family else None


RULE = Rule("separator", "warning", check, pin=Pin(" | ", _form, check))
