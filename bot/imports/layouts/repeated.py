"""Any other page: what repeats on it and reads as a title with its authors.

sigops.org and most conferences write such lists: a title in bold, in a heading, in a link or on a line of
its own, and the authors after it. One page repeats one structure; the structure with most papers is taken,
and at least three make a list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.imports.layouts import Layout, Paper, links
from bot.imports.people import are_people, people
from bot.listing.words import label_role
from bot.works.tree import Node

_RECORDS = frozenset("li p div article section tr td dt h2 h3 h4 h5 blockquote span".split())
_HEADS = frozenset({"dt", "h2", "h3", "h4", "h5", "p", "div", "span"})
_OUTSIDE = frozenset({"nav", "header", "footer", "aside", "form", "button", "select"})
_TITLES = ("h2", "h3", "h4", "h5", "h6", "strong", "b")
_PEOPLE = frozenset({"i", "em", "cite"})
_LEAST = 3
_SHARE = 0.6
_LONGEST = 5000
_NUMBER = re.compile(r"\d+|\b(?:odd|even|first|last|active)\b")


@dataclass(slots=True)
class _Kind:
    """Records with one structure: those read, and how many there are."""

    found: list[tuple[int, Paper]]
    seen: int = 0
    sure: int = 0

    @property
    def holds(self) -> bool:
        """Whether most of them are papers: a title, and people of whom there are often several."""
        return len(self.found) >= _SHARE * self.seen and self.sure >= _SHARE * len(self.found)


def _read(page: Node) -> Iterator[Paper]:
    kinds: dict[tuple[str, ...], _Kind] = defaultdict(lambda: _Kind([]))
    sizes = _sizes(page)
    for place, (parent, node, after) in enumerate(_pairs(page)):
        if sizes[id(node)] > _LONGEST or (after and sizes[id(after)] > _LONGEST):
            continue
        kind = kinds[("pair" if after else "alone", parent.tag, _mark(parent), node.tag, _mark(node))]
        found = _with_next(node, after) if after else _alone(node)
        kind.seen += found is not None or not after
        if found:
            kind.found.append((place, found))
            kind.sure += _is_title(found.title) and len(people(str(found.people))) > 1
    good = {name: kind for name, kind in kinds.items() if kind.holds}
    best = max(good, key=lambda name: len(good[name].found), default=None)
    if best is None:
        return
    like = [kind for name, kind in good.items() if (name[0], name[3]) == (best[0], best[3])]
    found_all = sorted((one for kind in like for one in kind.found), key=lambda one: one[0])
    if len(found_all) >= _LEAST:
        yield from (found for _, found in found_all)


def _sizes(page: Node) -> dict[int, int]:
    """Characters and elements in each element, so that whole pages are not read as records."""
    sizes: dict[int, int] = {}
    for node in reversed([page, *page.walk()]):
        sizes[id(node)] = sum(len(one) if isinstance(one, str) else 1 + sizes[id(one)] for one in node.inside)
    return sizes


def _pairs(node: Node) -> Iterator[tuple[Node, Node, Node | None]]:
    """Every element that may hold a paper: alone, and with the one after it."""
    beside = [one for one in node.elements if one.tag not in _OUTSIDE]
    for at, one in enumerate(beside):
        if one.tag in _RECORDS:
            yield node, one, None
        if (
            one.tag in _HEADS
            and at + 1 < len(beside)
            and beside[at + 1].tag in ("dd", "p", "div", "ul", "span")
        ):
            yield node, one, beside[at + 1]
        yield from _pairs(one)


def _mark(node: Node) -> str:
    return " ".join(sorted({_NUMBER.sub("", name.casefold()) for name in node.classes}))


def _alone(node: Node) -> Paper | None:
    head = _title_in(node)
    if head:
        labels = {id(one) for one in node.all("a") if label_role(one.text())}
        rest = node.text(frozenset({id(head), *labels})).split("\n")
        return _made(head.text(), rest, (*links(head), *links(node)))
    if named := next((one for one in node.walk() if one.tag in _PEOPLE and are_people(one.text())), None):
        labels = {id(one) for one in node.all("a") if label_role(one.text())}
        title = node.text(frozenset({id(named), *labels})).strip(" .,;:–—-[]()")
        if _is_title(title):  # ``Title. <i>Authors.</i> [<a>PDF</a>]`` on one line
            return _made(title, named.text().split("\n"), links(node))
    lines = node.text().split("\n")
    at = next((at for at, line in enumerate(lines) if _is_title(line)), -1)
    return _made(lines[at], lines[at + 1 :], links(node)) if at >= 0 else None


def _with_next(node: Node, after: Node) -> Paper | None:
    """A title alone in one element, its authors alone in the next."""
    title, named = node.text(), after.text()
    if "\n" in title or not are_people(named) or _alone(node) or _alone(after):
        return None
    return _made(title, named.split("\n"), (*links(node), *links(after)))


def _title_in(node: Node) -> Node | None:
    """The element that holds the title, if one stands out; a long one before a short one."""
    some = [one for one in node.walk() if any(name.casefold().endswith("title") for name in one.classes)]
    some += [one for one in node.walk() if one.tag in _TITLES]
    some += node.all("a")
    long = next((one for one in some if _is_title(one.text())), None)
    return long or next((one for one in some if _is_title(one.text(), 1)), None)


def _made(title: str, rest: list[str], addresses: tuple[tuple[str, str], ...]) -> Paper | None:
    named = "\n".join(line for line in (one.strip(" ,:–—-") for one in rest) if are_people(line))
    return Paper(title, named, addresses) if named and people(named) and _is_title(title, 1) else None


def _is_title(text: str, least: int = 3) -> bool:
    """Words on one line, at least so many; not names of people with their institutions."""
    if "\n" in text or len(text) > 300 or label_role(text) or re.search(r"\([^()]*\)\s*,", text):
        return False
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= least


LAYOUT = Layout("a list of titles with authors", 100, _read)
