"""BibTeX and JSON in an issue, as fields."""

from __future__ import annotations

import json
import re
from typing import Final

from bot.intake.labels import field_of
from bot.intake.words import LINKED
from bot.text import untex
from bot.text.bibtex import Record, record_at

_ENTRY = re.compile(
    r"@(article|inproceedings|conference|misc|proceedings|techreport|phdthesis|mastersthesis|book|inbook|"
    r"incollection|unpublished|online|software|dataset|manual|preprint)\s{0,20}[{(]",
    re.I,
)
_FENCED = re.compile(r"^[ \t]*```[ \t]*\w*[ \t]*\n([\[{].*?)^[ \t]*```[ \t]*$", re.M | re.S)
_ON_ARXIV = re.compile(
    r"arxiv\W{1,3}(?:e-?prints?|preprint)?\W{0,3}arxiv:(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})",
    re.I,
)

_BIB: Final[dict[str, str]] = {
    "title": "title", "author": "authors", "booktitle": "venue", "journal": "venue", "year": "date",
    "url": "paper", "eprint": "arxiv", "doi": "doi",
}  # fmt: skip


Block = dict[str, str]
"""Fields of one work, by the names of `words.LABELS`; addresses as spelt."""


def split_blocks(body: str) -> list[str | Block]:
    """The body as text and blocks, in order."""
    parts: list[str | Block] = []
    for part in _take_bibtex(body):
        parts.extend([part] if isinstance(part, dict) else _take_json(part))
    return parts


def _take_bibtex(body: str) -> list[str | Block]:
    parts: list[str | Block] = []
    last = 0
    while found := _ENTRY.search(body, last):
        record = record_at(body, found)
        if record.end < 0:  # whatever follows is inside it, so nothing below can be whole either
            break
        parts += [body[last : found.start()], _bib_fields(record)]
        last = record.end
    return [*parts, body[last:]]


def _bib_fields(record: Record) -> Block:
    fields: Block = {}
    for said, value in record.fields.items():
        name = _BIB.get(said)
        if name and name not in fields and value:
            fields[name] = _without_latex(value)
    if not fields.get("arxiv", "").replace(".", "").replace("/", "").isalnum():
        fields.pop("arxiv", None)
    if preprint := _ON_ARXIV.match(fields.get("venue", "")):  # as search services export it
        fields.setdefault("arxiv", preprint[1])
        del fields["venue"]
    authors = fields.get("authors", "")
    if authors:
        fields["authors"] = ", ".join(_name(part) for part in authors.split(" and "))
    return fields


def _name(text: str) -> str:
    family, comma, given = text.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else text.strip()


def _without_latex(value: str) -> str:
    return " ".join(untex(value).replace("{", "").replace("}", "").replace("--", "–").split())


def _take_json(text: str) -> list[str | Block]:
    stripped = text.strip()
    if stripped[:1] in ("{", "[") and (blocks := _json_blocks(stripped)):
        return list(blocks)
    parts: list[str | Block] = []
    last = 0
    for found in _FENCED.finditer(text):
        if blocks := _json_blocks(found[1]):
            parts += [text[last : found.start()], *blocks]
            last = found.end()
    return [*parts, text[last:]]


def _json_blocks(text: str) -> list[Block]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if isinstance(value, dict):
        nested = [
            item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)
        ]
        value = (
            nested[0] if len(nested) == 1 and not any(field_of(name) in LINKED for name in value) else [value]
        )
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return []
    blocks = [_json_fields(item) for item in value]
    return blocks if all(blocks) else []


def _json_fields(item: dict[str, object]) -> Block:
    fields: Block = {}
    for name, given in item.items():
        value = given
        if isinstance(given, list):
            value = ", ".join(str(part) for part in given if isinstance(part, str | int))
        label = field_of(str(name))
        if label and isinstance(value, str | int) and str(value).strip():
            if label in fields:
                label = str(name).lower()
            fields[label] = str(value).strip()
    return fields
