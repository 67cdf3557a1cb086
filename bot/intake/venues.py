"""Venue and date as people write them beside a title."""

from __future__ import annotations

import re

from bot.intake.words import VENUES

_NAMES = "|".join(re.escape(name) for name in sorted(VENUES, key=len, reverse=True))
_VENUE = re.compile(
    rf"(?<![\w@/.-])((?:Findings of (?:the )?)?(?:{_NAMES}))(?:\s+Findings)?"
    r"[\s,]{0,3}[-–_]?(?:\s?['’‘`´]\s?(\d\d)|((?:19|20)\d\d)|(?<=[-A-Z])(\d\d)|(?<=\s)(2\d))(?![\w-])"
)
_DATE = re.compile(r"[\(\[（]\s*((?:19|20)\d\d)[/.-](0?[1-9]|1[0-2])(?:[/.-](\d{1,2}))?\s*[\)\]）]")


def venue_in(text: str) -> str:
    """``ACL 2023`` for ``[ACL-2023]``, ``ACL'23``, ``ACL, 2023``, ``CVPR2021``; empty without a year."""
    found = _VENUE.search(text)
    if not found:
        return ""
    year = found[3] or "20" + next(part for part in found.groups()[1:] if part)
    return f"{found[1]} {year}"


def without_venue(text: str) -> str:
    """``Heron: Waiting`` for ``Heron: Waiting, OSDI 2025``."""
    for found in _VENUE.finditer(text):
        behind = not re.search(r"\w", text[found.end() :])
        if behind and (apart := re.search(r"\s*[,.;|(\[]\s*(?:(?:in|at) )?$", text[: found.start()])):
            return text[: apart.start()]
    return text


def date_in(text: str) -> str:
    """``2024-06`` for ``(2024/06)``; empty when there is none in brackets."""
    found = _DATE.search(text)
    if not found:
        return ""
    parts = [found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)]
    return "-".join(parts)
