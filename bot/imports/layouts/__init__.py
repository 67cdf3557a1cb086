"""Layouts of pages that list papers: one file each, found by walking this package.

A layout finds titles and authors in the structure of the page. It knows the sites that use it by their own
marks (classes, addresses), so that navigation, names of sessions and talks are no works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from bot.plugins import modules
from bot.works.tree import Node


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper on a page.

    Attributes:
        title: as the page spells it.
        people: the text of its authors, affiliations and all; or their names one by one.
        links: addresses as written in the page, each with its text; the title's own first.
        abstract: as the page gives it.
    """

    title: str
    people: str | tuple[str, ...] = ""
    links: tuple[tuple[str, str], ...] = ()
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of page.

    Attributes:
        name: what pages of this kind are, for people (``a USENIX programme``).
        turn: its place among the layouts; the first that finds something has read the page.
        read: the papers of a page; none when it is laid out in another way.
    """

    name: str
    turn: int
    read: Callable[[Node], Iterator[Paper]]


Mark = tuple[str, str]
"""Tag and class of an element; an empty one is any."""


def by_marks(
    record: Mark,
    *,
    title: Mark,
    people: Mark,
    abstract: Mark = ("-", ""),
    without: frozenset[str] = frozenset(),
) -> Callable[[Node], Iterator[Paper]]:
    """Reads pages whose marks tell each record, and in it the title, the authors, the abstract.

    Args:
        without: tags inside the authors that name no person (``em`` for affiliations).
    """

    def read(page: Node) -> Iterator[Paper]:
        for one in page.all(*record):
            named, by, said = one.first(*title), one.first(*people), one.first(*abstract)
            if named is None or by is None:  # a record without authors is a talk
                continue
            mute = frozenset(id(inside) for inside in by.walk() if inside.tag in without)
            addresses = (*links(named), *links(one))
            yield Paper(named.text(), by.text(mute), addresses, said.text() if said else "")

    return read


@cache
def layouts() -> tuple[Layout, ...]:
    """Every module's ``LAYOUT`` in this package, in their turn."""
    return tuple(sorted((module.LAYOUT for module in modules(__name__)), key=lambda layout: layout.turn))


def links(node: Node) -> tuple[tuple[str, str], ...]:
    """The links in an element, itself included: address as written, text."""
    anchors = [node] if node.tag == "a" else []
    anchors += node.all("a")
    above = node.above
    while not anchors and above is not None and above.tag in ("a", "span", "strong", "b", "h3", "h4"):
        anchors, above = [above] if above.tag == "a" else [], above.above
    return tuple(
        (address, one.text() or one.attributes.get("title", ""))
        for one in anchors
        if (address := one.attributes.get("href", "").strip())
    )
