"""Table rows: cells out of a line, and a line out of cells."""

from __future__ import annotations

import re
import unicodedata

_PIPE = re.compile(r"\\.|`+|\|")
_EDGES = re.compile(r"(?P<lead>\s*\|?).*?(?P<tail>(?:(?<!\\)\|)?\s*)", re.S)


def cells(line: str) -> tuple[str, ...]:
    """The text between the pipes of a row, white space kept; outer pipes make no cell."""
    text = line.strip()
    if "\\" not in text and "`" not in text:  # so it is nearly always, and then every pipe is a border
        plain = text.removeprefix("|").split("|")
        return tuple(plain if plain[-1].strip() else plain[:-1])
    cuts = [match.start() for match in _PIPE.finditer(text) if match[0] == "|"]
    if cuts and cuts[0] == 0:
        text, cuts = text[1:], [cut - 1 for cut in cuts[1:]]
    parts: list[str] = []
    at = 0
    for cut in cuts:
        parts.append(text[at:cut])
        at = cut + 1
    if text[at:].strip():
        parts.append(text[at:])
    return tuple(parts)


def edges(line: str) -> tuple[str, str]:
    """What stands before the first and after the last cell of a row: indent and outer pipes."""
    found = _EDGES.fullmatch(line)
    return (found["lead"], found["tail"]) if found else ("", "")


def alignments(delimiter: str) -> list[str]:
    """``left``, ``center``, ``right`` or empty, for each column of a delimiter row."""
    found: list[str] = []
    for cell in cells(delimiter):
        text = cell.strip()
        ends = (text.startswith(":"), text.endswith(":"))
        found.append({(True, True): "center", (False, True): "right", (True, False): "left"}.get(ends, ""))
    return found


def width(text: str) -> int:
    """Columns on a terminal: wide characters count two."""
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text if not unicodedata.combining(c)
    )


def pad(text: str, size: int, align: str, wide: bool) -> str:
    """``text`` filled with spaces to ``size``; longer text stays as it is."""
    missing = size - (width(text) if wide else len(text))
    if missing <= 0:
        return text
    if align == "center":
        return " " * (missing // 2) + text + " " * (missing - missing // 2)
    return " " * missing + text if align == "right" else text + " " * missing
