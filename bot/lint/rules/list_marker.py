"""A bullet or the space after it is not the list's own.

Another marker begins another list, with a gap before it; wider spaces change how deep lines below must
stand; a second one puts the entry into an empty one. A section that has five bullets or more and all of one
kind is left alone.

Bad:
    *  [Quokka](https://arxiv.org/abs/2401.00001)
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from bot.lint.majority import LEAST, Habit, habit, sentence
from bot.lint.rule import LEARNT, Flaw, Item, Page, Pin, Pins, Rule

_AGAIN = re.compile(r"[-*+][ \t]+(?=[^\s*+-])")
_PREFIX = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+])(?P<gap>[ \t]+)(?P<box>\[[ xX]\]\s*)?$")


def check(page: Page, pins: Pins = LEARNT) -> Iterator[Flaw]:
    """Every bullet unlike most bullets of the same depth."""
    depths: dict[int, list[tuple[Item, re.Match[str]]]] = defaultdict(list)
    for item in page.items:
        if item.group.kind == "bullet" and (match := _PREFIX.match(item.entry.prefix)):
            depths[len(match["indent"].expandtabs(4))].append((item, match))
    yield from _doubled(page)
    own = set() if pins else _own(page)
    for found in depths.values():
        marks = habit((match["mark"] for _, match in found), pin=pins.get("mark"))
        gaps = habit(match["gap"] for _, match in found)
        for item, match in found:
            said = list(_deviations(match, None if item.section.line in own else marks, gaps))
            if said:
                yield _flaw(item, match, said, marks, gaps)


def _doubled(page: Page) -> Iterator[Flaw]:
    """Every bullet right behind a bullet, which shows as a list of its own in an empty entry."""
    seen: set[int] = set()
    for item in page.items:
        again = _AGAIN.match(item.entry.text) if item.group.kind == "bullet" else None
        if again and item.line not in seen:  # the reader gives the outer entry and the inner one
            seen.add(item.line)
            said = "A second marker stands behind the first."
            yield item.parts[0].flaw(0, again.end(), said, "Take it out.")


def _own(page: Page) -> set[int]:
    """Sections (by their line) in which all bullets are alike, and too many for an oversight."""
    marks: dict[int, Counter[str]] = defaultdict(Counter)
    for item in page.items:
        marks[item.section.line][item.entry.prefix.lstrip()[:1]] += 1
    return {line for line, found in marks.items() if len(found) == 1 and found.total() >= LEAST}


def _deviations(match: re.Match[str], marks: Habit | None, gaps: Habit | None) -> Iterator[str]:
    if marks and match["mark"] != marks.form:
        yield f"the marker is `{match['mark']}`; {marks} are `{marks.form}`"
    if gaps and match["gap"] != gaps.form:
        yield f"{_spaces(match['gap'])} after the marker; {gaps} have {_spaces(gaps.form)}"


def _spaces(gap: str) -> str:
    if gap.strip(" "):
        return "a tab"
    return "one space" if len(gap) == 1 else f"{len(gap)} spaces"


def _flaw(item: Item, match: re.Match[str], said: list[str], marks: Habit | None, gaps: Habit | None) -> Flaw:
    mark = marks.form if marks else match["mark"]
    gap = gaps.form if gaps else match["gap"]
    alone = item.entry.stop == item.line + 1  # lines below would have to move with it
    return Flaw.between(
        item.line,
        (match.start("mark"), match.end("gap")),
        sentence(said),
        f"Begin the line with `{mark}{gap}`.",
        mark + gap if alone or len(gap) == len(match["gap"]) else None,
    )


def _form(text: str) -> tuple[str, str] | None:
    return ("mark", text) if text in ("-", "*", "+") else None


RULE = Rule("list-marker", "warning", check, pin=Pin("-", _form, check))
