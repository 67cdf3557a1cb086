"""Papers one after another in one paragraph: a title in bold or as a link, its authors up to the next one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.imports.layouts import Layout, Paper, links
from bot.imports.people import are_people
from bot.works.tree import Node

_HEADS = frozenset({"strong", "b", "a"})
_LEAST = 3
_SHARE = 0.6


def _read(page: Node) -> Iterator[Paper]:
    runs = [_run(node) for node in (page, *page.walk())]
    yield from max(runs, key=len, default=[])


def _run(node: Node) -> list[Paper]:
    """What one element holds; nothing where too few of its titles have authors."""
    parts: list[tuple[Node, list[str]]] = []
    for one in node.inside:
        if isinstance(one, Node) and one.tag in _HEADS:
            parts.append((one, []))
        elif parts:
            parts[-1][1].append(one if isinstance(one, str) else f"\n{one.text()}\n")
    found = [
        Paper(head.text(), named, links(head))
        for head, rest in parts
        if (named := "".join(rest).strip()) and are_people(named) and len(head.text().split()) > 1
    ]
    return found if len(found) >= max(_LEAST, _SHARE * len(parts)) else []


LAYOUT = Layout("titles and authors in one paragraph", 110, _read)
