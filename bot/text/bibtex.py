"""BibTeX, as people keep it in files and paste it into issues: entries, strings and months.

The grammar is that of Oren Patashnik, "BibTeXing" (1988), with braces that need not balance over the file:
every entry begins at its ``@``, so one that is broken does not take the next with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

_MACRO, _PIECES = 1000, 100  # characters of a string, and pieces of a value; more would grow without end
MONTHS = {
    name: str(at) for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_START = re.compile(r"@[ \t]*+(\w++)[ \t]*+([{(])")
_FIRST = re.compile(rf"^[ \t]*+(?={_START.pattern})", re.M)
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
    """One entry. Values are as written, without their outer delimiters; names of fields in lower case.

    Attributes:
        end: where it ends in the text; -1 when it is never closed.
        whole: whether it is written as it should be; else ``fields`` are those before the fault.
        line: 1-based, where it begins in a file.
    """

    kind: str
    key: str
    fields: dict[str, str]
    end: int
    whole: bool
    line: int = 0


def parse(text: str) -> tuple[list[Record], list[int]]:
    """The entries of a file, and the 1-based lines on which broken ones begin."""
    strings = dict(MONTHS)
    found: list[Record] = []
    broken: list[int] = []
    starts = sorted({0, *(start.end() for start in _FIRST.finditer(text))})
    line = at = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        line, at = line + text.count("\n", at, start), start
        records = list(_records(text[start:end], line + 1, strings))
        whole = [record for record in records if record.whole and record.fields]
        found += whole
        if len(whole) < len(records):
            broken.append(line + 1)
    return _inherited(found), broken


def _records(text: str, line: int, strings: dict[str, str]) -> Iterator[Record]:
    """The entries from one that begins a line to the next that does, up to the first broken one."""
    at = 0
    while start := _START.search(text, at):
        if start[1].lower() in ("comment", "preamble"):
            at = _closing(text, start.end())
            if at < 0:
                return
            continue
        record = record_at(text, start, strings)
        if record.kind == "string":
            strings |= {name: value[:_MACRO] for name, value in record.fields.items()}
        else:
            yield replace(record, line=line)
        if not record.whole:
            return
        at = record.end


def record_at(text: str, start: re.Match[str], strings: Mapping[str, str] = MONTHS) -> Record:
    """The entry that begins with an ``@``, a word (the first group) and a brace, which end the match."""
    kind = start[1].lower()
    key = _KEY.match(text, start.end()) if kind != "string" else None
    close = "}" if text[start.end() - 1] == "{" else ")"
    values, end = _fields(text, key.end() if key else start.end(), strings, close)
    whole = end >= 0
    return Record(kind, key[1] if key else "", values, end if whole else _closing(text, start.end()), whole)


def _closing(text: str, at: int) -> int:
    """Where what was opened before ``at`` ends, whatever stands in it; -1 when it never does."""
    return _value(text, at - 1, {})[1] if text[at - 1] == "{" else -1


def _fields(text: str, at: int, strings: Mapping[str, str], close: str) -> tuple[dict[str, str], int]:
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


def _value(text: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
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
