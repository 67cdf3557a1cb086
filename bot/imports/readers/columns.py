"""CSV and its kin: one work a row, columns named in the first one."""

from __future__ import annotations

import csv
import io

from bot.errors import UsageError
from bot.imports import fields
from bot.imports.model import Collection
from bot.imports.readers import Reader, Text
from bot.works.body import decode

_KINDS = ("text/csv", "application/csv", "text/tab-separated-values")
_ENDS = (".csv", ".tsv", ".tab")
_PARTED = ",;\t|"
_LONGEST = 200_000  # characters of one cell; an abstract has some thousand


def _claims(text: Text) -> bool:
    """Named so, or with a first line of which two columns at least are known."""
    if text.kind in _KINDS or text.name.lower().endswith(_ENDS):
        return True
    header = decode(text.data[:4000]).partition("\n")[0]
    if header.lstrip().startswith(("|", "#", "-", "[", "{", "<", "@")):
        return False
    known = [field for name in _cells(header) if (field := fields.field_of(name))]
    return "title" in known and len(known) > 1


def _read(text: Text) -> Collection:
    """Every row. Raises UsageError when no column is known for titles or links."""
    said = decode(text.data).replace("\0", "")
    csv.field_size_limit(_LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(said), delimiter=_delimiter(said.partition("\n")[0])))
    except csv.Error as error:
        raise UsageError(f"{text.name} is broken: {error}.", "Export it again as CSV.") from None
    header = rows[0] if rows else []
    if not {fields.field_of(name) for name in header} & {"title", "link"}:
        raise UsageError(
            f"No column of {text.name} is called title or link.", "Name the columns in its first row."
        )
    items, empty = [], 0
    for number, row in enumerate(rows[1:], 2):
        item = fields.item(dict(zip(header, row, strict=False)), f"{text.name}, row {number}")
        if item:
            items.append(item)
        elif any(cell.strip() for cell in row):
            empty += 1
    problems = (f"Rows with neither title nor link: {empty}. Give them one of both.",) if empty else ()
    return Collection(text.name, tuple(items), problems=problems)


def _delimiter(header: str) -> str:
    """What parts the header into most names that are known; of these, what stands there most often."""
    return max(
        _PARTED,
        key=lambda mark: (
            sum(bool(fields.field_of(name)) for name in _cells(header, mark)), header.count(mark)
        ),
    )  # fmt: skip


def _cells(header: str, mark: str = "") -> list[str]:
    mark = mark or _delimiter(header)
    return [name.strip(' "\r') for name in header.split(mark)]


READER = Reader("CSV", 30, _claims, _read)
