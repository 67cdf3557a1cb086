"""BibTeX, as people keep it: entries, strings and months; broken entries are left out and counted.

The grammar is that of Oren Patashnik, "BibTeXing" (1988), with braces that need not balance over the file:
every entry begins at its ``@``, so one that is broken does not take the next with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ENTRY = re.compile(r"^[ \t]*@[ \t]*(\w+)[ \t]*([{(])", re.M)
_KEY = re.compile(r"\s*([^\s,{}]*)\s*,")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w.:+/-]*)\s*=\s*")
_WORD = re.compile(r"[^\s,#{}\"()=]+")
_JOIN = re.compile(r"\s*#\s*")


@dataclass(frozen=True, slots=True)
class Record:
    """One entry. Values are as written, without their outer delimiters; names of fields in lower case."""

    kind: str
    key: str
    line: int
    fields: dict[str, str]


def parse(text: str) -> tuple[list[Record], list[int]]:
    """The entries of a file, and the 1-based lines on which broken ones begin."""
    strings = {name: str(number) for number, name in enumerate(_MONTHS, 1)}
    found: list[Record] = []
    broken: list[int] = []
    starts = list(_ENTRY.finditer(text))
    line = at = 0
    for start, end in zip(starts, [*(one.start() for one in starts[1:]), len(text)], strict=True):
        kind = start[1].lower()
        line, at = line + text.count("\n", at, start.end(1)), start.end(1)
        if kind in ("comment", "preamble"):
            continue
        body = text[start.end() : end]
        key = _KEY.match(body) if kind != "string" else None
        values, whole = _fields(body, key.end() if key else 0, strings, "}" if start[2] == "{" else ")")
        if kind == "string":
            strings |= values
        elif not whole or not values:
            broken.append(line + 1)
        else:
            found.append(Record(kind, key[1] if key else "", line + 1, values))
    return _inherited(found), broken


def _fields(body: str, at: int, strings: dict[str, str], close: str) -> tuple[dict[str, str], bool]:
    """The fields of one entry, and whether it was closed as it was opened."""
    values: dict[str, str] = {}
    while field := _FIELD.match(body, at):
        pieces: list[str] = []
        at = field.end()
        while True:
            piece, at = _value(body, at, strings)
            if at < 0:
                return values, False
            pieces.append(piece)
            joined = _JOIN.match(body, at)
            if not joined:
                break
            at = joined.end()
        values.setdefault(field[1].lower(), "".join(pieces))
    return values, body[at:].lstrip(" \t\r\n,")[:1] == close


def _value(body: str, at: int, strings: dict[str, str]) -> tuple[str, int]:
    """One piece of a value and where it ends; -1 when it never does."""
    mark = body[at : at + 1]
    if mark not in ("{", '"'):
        word = _WORD.match(body, at)
        return (strings.get(word[0].lower(), word[0]), word.end()) if word else ("", -1)
    depth = 0
    for i in range(at, len(body)):
        char = body[i]
        if char == "{" and body[i - 1] != "\\":
            depth += 1
        elif char == "}" and body[i - 1] != "\\":
            depth -= 1
            if mark == "{" and depth == 0:
                return body[at + 1 : i], i + 1
        elif char == '"' and mark == '"' and depth == 0 and i > at:
            return body[at + 1 : i], i + 1
    return "", -1


def _inherited(records: list[Record]) -> list[Record]:
    """With what an entry takes from the one it refers to; a title there is the title of the book."""
    by_key = {record.key.lower(): record for record in records if record.key}
    return list(_with_parents(records, by_key))


def _with_parents(records: list[Record], by_key: dict[str, Record]) -> Iterator[Record]:
    for record in records:
        parent = by_key.get(record.fields.get("crossref", "").strip().lower())
        if parent and parent is not record:
            given = {
                name: text for name, text in parent.fields.items() if name in ("year", "booktitle", "month")
            }
            given.setdefault("booktitle", parent.fields.get("title", ""))
            record.fields.update({name: text for name, text in given.items() if name not in record.fields})
        yield record
