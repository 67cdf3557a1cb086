"""BibTeX, as people keep it: entries, strings and months; broken entries are left out and counted.

The grammar is that of Oren Patashnik, "BibTeXing" (1988), with braces that need not balance over the file:
every entry begins at its ``@``, so one that is broken does not take the next with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MACRO, _PIECES = 1000, 100  # characters of a string, and pieces of a value; more would grow without end
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ENTRY = re.compile(r"@[ \t]*+(\w++)[ \t]*+([{(])")
_FIRST = re.compile(rf"^[ \t]*+(?={_ENTRY.pattern})", re.M)
_BLANK = r"(?:[\s,]|%[^\n]*\n)*+"  # nothing is tried twice, however long a hostile file repeats itself
_NAME = r"[A-Za-z][\w.:+/-]*+"
_KEY = re.compile(rf"\s*+([^\s,{{}}=]*+)\s*+(?:,|(?={_NAME}\s*=))")
_FIELD = re.compile(rf"{_BLANK}({_NAME})\s*=\s*")
_WORD = re.compile(r"[^\s,#{}\"()=]+")
_JOIN = re.compile(r"\s*#\s*")
_END = re.compile(rf"{_BLANK}([)}}])")
_MARK = re.compile(r'[{}"]')


@dataclass(frozen=True, slots=True)
class Record:
    """One entry. Values are as written, without their outer delimiters; names of fields in lower case."""

    kind: str
    key: str
    line: int
    fields: dict[str, str]


def parse(text: str) -> tuple[list[Record], list[int]]:
    """The entries of a file, and the 1-based lines on which broken ones begin."""
    strings = {name: str(number) for number, name in enumerate(MONTHS, 1)}
    found: list[Record] = []
    broken: list[int] = []
    starts = sorted({0, *(start.end() for start in _FIRST.finditer(text))})
    line = at = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        line, at = line + text.count("\n", at, start), start
        records = list(_records(text[start:end], line + 1, strings))
        whole = [record for record in records if record.fields]
        found += whole
        if len(whole) < len(records):
            broken.append(line + 1)
    return _inherited(found), broken


def _records(text: str, line: int, strings: dict[str, str]) -> Iterator[Record]:
    """The entries from one that begins a line to the next that does; a broken one comes without fields."""
    at = 0
    while start := _ENTRY.search(text, at):
        kind = start[1].lower()
        key = _KEY.match(text, start.end()) if kind not in ("string", "comment", "preamble") else None
        if kind in ("comment", "preamble"):
            _, at = _value(text, start.end() - 1, strings) if start[2] == "{" else ("", -1)
            if at < 0:
                return
            continue
        values, at = _fields(text, key.end() if key else start.end(), strings, ")}"[start[2] == "{"])
        if kind == "string":
            strings |= {name: value[:_MACRO] for name, value in values.items()}
        else:
            yield Record(kind, key[1] if key else "", line, values if at >= 0 else {})
        if at < 0:
            return


def _fields(text: str, at: int, strings: dict[str, str], close: str) -> tuple[dict[str, str], int]:
    """The fields of one entry, and where it ends; -1 when it is not closed as it was opened."""
    values: dict[str, str] = {}
    while field := _FIELD.match(text, at):
        pieces: list[str] = []
        at = field.end()
        while True:
            piece, at = _value(text, at, strings)
            if at < 0:
                return values, -1
            if len(pieces) < _PIECES:
                pieces.append(piece)
            joined = _JOIN.match(text, at)
            if not joined:
                break
            at = joined.end()
        values.setdefault(field[1].lower(), "".join(pieces))
    end = _END.match(text, at)
    return values, end.end() if end and end[1] == close else -1


def _value(text: str, at: int, strings: dict[str, str]) -> tuple[str, int]:
    """One piece of a value and where it ends; -1 when it never does. A brace counts even with a backslash."""
    opening = text[at : at + 1]
    if opening not in ("{", '"'):
        word = _WORD.match(text, at)
        return (strings.get(word[0].lower(), word[0]), word.end()) if word else ("", -1)
    depth = 0
    for mark in _MARK.finditer(text, at + (opening == '"')):
        if mark[0] == '"':
            if opening == '"' and depth == 0 and text[mark.start() - 1] != "\\":
                return text[at + 1 : mark.start()], mark.end()
            continue
        depth += 1 if mark[0] == "{" else -1
        if opening == "{" and depth == 0:
            return text[at + 1 : mark.start()], mark.end()
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
