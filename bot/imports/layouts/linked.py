"""Pages that say in JSON-LD what they hold: articles alone, in a list, or as parts of proceedings.

Source of the format: https://schema.org/ScholarlyArticle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.imports.layouts import Layout, Paper
from bot.works.html import type_of
from bot.works.tree import Node

_LISTS = ("@graph", "itemListElement", "hasPart", "item", "mainEntity")
_DEEPEST = 6


def _read(page: Node) -> Iterator[Paper]:
    for script in page.all("script"):
        try:
            data = json.loads("".join(part for part in script.inside if isinstance(part, str)))
        except (ValueError, RecursionError):
            continue
        yield from _articles(data, 0)


def _articles(data: Any, depth: int) -> Iterator[Paper]:
    if isinstance(data, list) and depth < _DEEPEST:
        for one in data:
            yield from _articles(one, depth)
    elif isinstance(data, dict):
        if type_of(data) == "ScholarlyArticle":
            yield _found(data)
        elif depth < _DEEPEST:
            for name in _LISTS:
                yield from _articles(data.get(name), depth + 1)


def _found(data: dict[str, Any]) -> Paper:
    said = data.get("author") or data.get("creator") or []
    said = said if isinstance(said, list) else [said]
    names = [one.get("name") if isinstance(one, dict) else one for one in said]
    addresses = [data.get(name) for name in ("sameAs", "url", "@id")]
    return Paper(
        str(data.get("headline") or data.get("name") or ""),
        tuple(name for name in names if isinstance(name, str)),
        tuple((one, "") for one in addresses if isinstance(one, str)),
        str(data.get("abstract") or ""),
    )


LAYOUT = Layout("a page with schema.org data", 90, _read)
