"""A value held to its schema: where it is at fault, and what may stand there.

Of JSON Schema only what `bot.config.model` uses is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.config.model import Schema

_TYPES: dict[str, type] = {"string": str, "integer": int, "object": dict, "array": list}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value.

    Attributes:
        path: the keys that lead to it; an item of a list by its number.
        said: the value itself; where a key means nothing, the key.
        wish: what may stand there (``must be abs or pdf``); empty where a key means nothing.
        known: the keys that would mean something.
    """

    path: tuple[str, ...]
    said: Any
    wish: str
    known: tuple[str, ...] = ()


def faults(value: Any, schema: Schema, path: tuple[str, ...] = ()) -> Iterator[Fault]:
    """Everything in a value that its schema does not allow."""
    kinds = schema.get("anyOf", (schema,))
    fitting = next((kind for kind in kinds if _is(value, kind)), None)
    if fitting is None:
        yield Fault(path, value, schema["errorMessage"])
    elif isinstance(value, dict):
        yield from _in_mapping(value, fitting, path)
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from faults(one, fitting["items"], (*path, str(number)))
    elif not _fits(value, fitting):
        yield Fault(path, value, fitting.get("errorMessage") or schema["errorMessage"])


def _in_mapping(value: dict[str, Any], schema: Schema, path: tuple[str, ...]) -> Iterator[Fault]:
    known, other = schema.get("properties", {}), schema["additionalProperties"]
    for key, one in value.items():
        below = known.get(key, other)
        if below is False:
            yield Fault(path, key, "", tuple(known))
        else:
            yield from faults(one, below, (*path, key))


def _is(value: Any, schema: Schema) -> bool:
    """Is the value of the schema's type? ``true`` is no number here."""
    kind = _TYPES[schema.get("type", "string")]
    return isinstance(value, kind) and not isinstance(value, bool)


def _fits(value: str | int, schema: Schema) -> bool:
    if isinstance(value, int):
        return value >= int(schema["minimum"])
    if len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value):
        return False
    return value in schema.get("enum", (value,))
