"""Dates as lists spell them: found, understood, and written again in the same spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?P<Y>(?:19[5-9]|20[0-4])\d)"
_DAY = re.compile(r"[-./]%[-?]?d|%[-?]?d(?:日|(?:st|nd|rd|th)?,? )|(?<=%b)%[-?]?d| %[-?]?d(?=,)")
_NUMBER = re.compile(r"%[-?]?([md])")

# Most exact first: an earlier pattern wins where two begin at the same place.
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.-]){pattern}(?![\w/-]|\.\d)", re.I)
    for pattern in (
        rf"{_YEAR}(?P<s>[-./])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])",
        rf"{_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])",
        rf"{_YEAR}年(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>[12]\d|3[01]|0?[1-9])日)?",
        rf"{_MONTH} (?P<d>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,? {_YEAR}",
        rf"(?P<d>[12]\d|3[01]|0?[1-9]) {_MONTH},? {_YEAR}",
        rf"{_MONTH},? ?{_YEAR}",
        rf"{_YEAR},? {_MONTH}",
        rf"{_YEAR}(?P<s>[-./])(?P<m>0?[1-9]|1[0-2])",
        rf"(?P<m>0?[1-9]|1[0-2])(?P<s>[-/]){_YEAR}",
        rf"{_YEAR}(?P<m>0[1-9]|1[0-2])",
        rf"{_YEAR}年?",
    )
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text.

    Attributes:
        start, end: its span.
        value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        spelling: how it is written, with ``%Y %m %d %b %B`` in place of the numbers, ``%-m`` without zero,
            ``%?m`` where the number has two digits anyway.
    """

    start: int
    end: int
    value: str
    spelling: str


def find(text: str) -> Dated | None:
    """The first, most exact date in ``text``."""
    if "20" not in text and "19" not in text:  # every pattern has a year; most pieces of an entry have none
        return None
    return _find(text)


@lru_cache(maxsize=4096)  # a list has few dates, on many lines
def _find(text: str) -> Dated | None:
    best: re.Match[str] | None = None
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match and (best is None or match.start() < best.start()):
            best = match
    return _read(best) if best else None


def read(text: str) -> Dated | None:
    """``text`` as a date, if it is nothing else."""
    dated = find(text.strip())
    return dated if dated and dated.end - dated.start == len(text.strip()) else None


def _read(match: re.Match[str]) -> Dated:
    groups = match.groupdict()
    spelling: list[str] = []
    at = match.start()
    parts = sorted(
        (match.start(key), match.end(key), key)
        for key in ("Y", "m", "d", "name")
        if groups.get(key) is not None
    )
    month = 0
    for start, end, key in parts:
        raw = match.string[start:end]
        spelling += [match.string[at:start].replace("%", "%%"), _code(key, raw)]
        if key == "name":
            month = next(i for i, name in enumerate(_MONTHS, 1) if name.lower().startswith(raw[:3].lower()))
        at = end
    spelling.append(match.string[at : match.end()])
    value = groups["Y"]
    if month or groups.get("m"):
        value += f"-{month or int(groups['m']):02d}"
        if groups.get("d"):
            value += f"-{int(groups['d']):02d}"
    return Dated(match.start(), match.end(), value, "".join(spelling))


def _code(key: str, raw: str) -> str:
    if key == "Y":
        return "%Y"
    if key == "name":
        return "%B" if len(raw) > 4 or raw in ("June", "July") else "%b"
    if len(raw) == 1:
        return f"%-{key}"
    return f"%{key}" if raw[0] == "0" else f"%?{key}"


def write(value: str, spelling: str) -> str:
    """``value`` in the spelling of the list; less exact where the date is. Empty if the date is."""
    parts = value.split("-")
    if not parts[0]:
        return ""
    if len(parts) < 3:
        spelling = _DAY.sub("", spelling)
    if len(parts) < 2:
        return parts[0]
    month = int(parts[1])
    out = (
        spelling.replace("%Y", parts[0])
        .replace("%B", _MONTHS[month - 1])
        .replace("%b", _MONTHS[month - 1][:3])
    )
    out = out.replace("%-m", str(month)).replace("%m", f"{month:02d}")
    if len(parts) > 2:
        out = out.replace("%-d", str(int(parts[2]))).replace("%d", f"{int(parts[2]):02d}")
    return out


def prevailing(spellings: Iterable[tuple[str, float]]) -> str:
    """The spelling that weighs most; numbers of two digits anyway do not tell whether others get a zero."""
    counts: dict[str, float] = defaultdict(float)
    zeros: dict[str, float] = defaultdict(float)
    for spelling, weight in spellings:
        counts[_NUMBER.sub(r"%\1", spelling)] += weight
        for code in _NUMBER.finditer(spelling):
            zeros[code[1]] += {"%-": -weight, "%?": 0.0}.get(code[0][:2], weight)
    best = max(counts, key=lambda spelling: counts[spelling], default="")
    return _NUMBER.sub(lambda code: f"%-{code[1]}" if zeros[code[1]] < 0 else code[0], best)


@lru_cache(maxsize=256)
def needs(spelling: str) -> int:
    """How many of year, month and day the spelling shows."""
    return 1 + bool(re.search(r"%[-?]?[mbB]", spelling)) + bool(re.search(r"%[-?]?d", spelling))
