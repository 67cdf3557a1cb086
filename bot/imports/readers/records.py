"""JSON: a list of works, objects that hold such lists under their sections, or one object on each line.

Reads what reference managers export as CSL-JSON (https://docs.citationstyles.org/en/stable/) and what
``paperlist entries --json`` prints.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.errors import UsageError
from bot.imports import fields
from bot.imports.model import Collection, Item
from bot.imports.readers import Reader, Text
from bot.works.body import decode
from bot.works.titles import clean

_KINDS = ("application/json", "application/x-ndjson", "application/jsonl", "text/json")
_HOLDS = frozenset(
    "papers works items entries results data records publications list notes result hits hit".split()
)
_DEEPEST = 12

_Found = tuple[Mapping[str, Any], tuple[str, ...]]
"""An object, and the keys above it."""


def _claims(text: Text) -> bool:
    """Named so, or beginning as JSON does."""
    if text.kind in _KINDS or text.name.lower().endswith((".json", ".jsonl", ".ndjson")):
        return True
    head = text.data.lstrip()[:2].replace(b" ", b"").replace(b"\n", b"")
    return head in (b"[{", b"{") or head.startswith((b'{"', b"[\r"))


def _read(text: Text) -> Collection:
    """Every object that names a work; keys above it that are no word for a list are its section."""
    found = list(_objects(_parse(decode(text.data), text.name), ()))
    items: list[Item] = []
    nameless = 0
    for number, (record, above) in enumerate(found, 1):
        item = fields.item(record, f"{text.name}, work {number}")
        if item is None:
            nameless += 1
        else:
            items.append(_under(item, above))
    problems = (
        (f"Records with neither title nor link: {nameless}. Give them one of both.",) if nameless else ()
    )
    return Collection(text.name, tuple(items), problems=problems)


def _under(item: Item, above: tuple[str, ...]) -> Item:
    return item if item.section else replace(item, section=above)


def _parse(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise UsageError(f"{name} is not JSON: {error}.", "Mend it, or export it again.") from None


def _objects(value: Any, above: tuple[str, ...], depth: int = 0) -> Iterator[_Found]:
    """The objects that are works: those that have a field we know, or stand in a list."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            if isinstance(one, Mapping) and not _holds_lists(one):
                yield one, above
            else:
                yield from _objects(one, above, depth + 1)
    elif isinstance(value, Mapping):
        if _names_work(value) and not _holds_lists(value):
            yield value, above
            return
        own = clean(value.get("name")) or clean(value.get("section"))
        for key, one in value.items():
            name = own if key.lower() in _HOLDS else clean(key)
            if isinstance(one, list | Mapping):
                yield from _objects(one, (*above, name) if name else above, depth + 1)


def _names_work(value: Mapping[str, Any]) -> bool:
    return any(
        isinstance(one, str) and fields.field_of(key) in ("title", "link") for key, one in value.items()
    )


def _holds_lists(value: Mapping[str, Any]) -> bool:
    """Does it hold a list of objects that are works themselves? Authors are objects, too."""
    lists = [one for key, one in value.items() if isinstance(one, list) and fields.field_of(key) != "authors"]
    return any(
        isinstance(one, Mapping) and any(fields.field_of(key) == "title" for key in one)
        for some in lists
        for one in some[:3]
    )


READER = Reader("JSON", 20, _claims, _read)
