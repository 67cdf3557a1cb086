"""Bring a form's drop-down in step with the headings; whatever else stands in the form stays to the byte.

The YAML tree finds the place, the text gets the edit: lines of choices that fit no more go, new ones come in
after their neighbour. What people worded otherwise stays as long as it leads to a section, and a choice in a
comment (``# - "Talks"``) is one that they do not want.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.errors import NeedsPerson, SectionAmbiguous, SectionUnknown
from bot.form.drop_down import DropDown, find_drop_down, holds, quoted
from bot.form.make import named
from bot.listing.find import find, normal
from bot.listing.model import Section

_SHOWN = 3
_UNSURE = re.compile(
    r"\b(?:unknown|unsure|others?|not (?:sure|listed)|none|don t know|suggest|n a)\b"
    r"|其他|其它|不确定|不知道|未知"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A form, and what it takes to bring it in step.

    Attributes:
        text: the form as it should be; the one given when nothing is to be done.
        missing: choices it lacks.
        stale: choices that lead to no section.
        found: where its choices stand.
        lines: the choices' lines as they should be.
    """

    text: str
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    found: DropDown
    lines: tuple[str, ...]

    @property
    def said(self) -> str:
        """What is out of step, in one sentence; empty when nothing is."""
        parts = [f"has no choice for {_quoted(self.missing)}"] if self.missing else []
        if self.stale:
            parts.append(f"offers {_quoted(self.stale)}, which no heading says")
        return f"The form {' and '.join(parts)}." if parts else ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A choice to be; ``old`` is the number of the one in whose place it stands, -1 for a new one."""

    value: str
    section: Section | None
    old: int = -1


def keep(
    text: str, offered: Sequence[Section], every: Sequence[Section], aliases: Mapping[str, str] | None = None
) -> Kept:
    """What becomes of a form.

    Args:
        text: the form's YAML.
        offered: the sections to choose from (`bot.form.choices.choices`).
        every: all sections of the list; people may offer any of them.
        aliases: other names for sections.

    Raises:
        UsageError: the form is no YAML, or has no drop-down for the section.
        NeedsPerson: it is written in a way that cannot be edited safely.
    """
    found = find_drop_down(text)
    names = named((one.path for one in offered), (one.path for one in every))
    wanted = [_Choice(name, section) for name, section in zip(names, offered, strict=True) if name]
    old = [option.value for option in found.options]
    leads = [_led_to(value, every, aliases) for value in old]
    named_so = {normal(name) for name in aliases or ()}
    exact = [
        to is not None and (normal(value) in named_so or _is_name(value, to))
        for value, to in zip(old, leads, strict=True)
    ]
    new = _merged(old, wanted, found.left_out, leads, exact)
    values = [choice.value for choice in new]
    if values == old:
        return Kept(text, (), (), found, found.lines)
    lines = _lines(found, new)
    after = found.replaced(text, lines, [choice.old for choice in new])
    if not holds(text, after, values):
        raise NeedsPerson(
            "The form's choices are written in a way that cannot be edited safely.",
            "Write one choice per line, each after a hyphen.",
        )
    missing = tuple(value for value in values if value not in old)
    return Kept(after, missing, tuple(value for value in old if value not in values), found, lines)


def _led_to(name: str, every: Sequence[Section], aliases: Mapping[str, str] | None) -> Section | None:
    try:
        return find(every, name, aliases)[0]
    except (SectionUnknown, SectionAmbiguous):
        return None


def _merged(
    old: Sequence[str],
    wanted: Sequence[_Choice],
    left_out: Sequence[str],
    leads: Sequence[Section | None],
    exact: Sequence[bool],
) -> list[_Choice]:
    """Those that stand and lead somewhere, with the new ones where the list has them."""
    there = {id(to) for to, right in zip(leads, exact, strict=True) if right}
    absent = {id(one.section): one for one in wanted if id(one.section) not in there}
    kept: list[_Choice] = []
    for at, (value, to, right) in enumerate(zip(old, leads, exact, strict=True)):
        if to and not right and (renamed := absent.pop(id(to), None)):
            kept.append(replace(renamed, old=at))
        elif to or _UNSURE.search(normal(value)):
            kept.append(_Choice(value, to, at))
    there = {id(one.section) for one in kept}
    unwanted = {normal(value) for value in left_out}
    place = 1 if kept and kept[0].section is None else 0
    for one in wanted:
        if id(one.section) in there:
            place = 1 + max(at for at, other in enumerate(kept) if other.section is one.section)
        elif normal(one.value) not in unwanted:
            kept.insert(place, one)
            place += 1
    return kept


def _is_name(value: str, section: Section) -> bool:
    """Is it the heading, alone or with those above it?"""
    tails = (" ".join(section.path[-size:]) for size in range(1, len(section.path) + 1))
    return normal(value) in {normal(tail) for tail in tails}


def _lines(found: DropDown, new: Sequence[_Choice]) -> tuple[str, ...]:
    """Kept choices as they stand, each with the comments above it; comments of those that go stay, too."""
    lines: list[str] = []
    at = 0
    for one in new:
        for option in found.options[at : one.old + 1]:
            lines += option.above
        at = max(at, one.old + 1)
        stands = one.old >= 0 and found.options[one.old].value == one.value
        lines += found.options[one.old].lines if stands else (f"{found.indent}- {quoted(one.value)}",)
    lines += [line for option in found.options[at:] for line in option.above]
    return (*lines, *found.below)


def _quoted(names: Sequence[str]) -> str:
    some = "; ".join(f"“{name}”" for name in names[:_SHOWN])
    return f"{some} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else some
