"""Layouts of pages that list papers: one file each, found by walking this package.

A layout finds titles and authors in the structure of the page. It knows the sites that use it by their own
marks (classes, addresses), so that navigation, names of sessions and talks are no works.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from bot.works.tree import Node


@dataclass(frozen=True, slots=True)
class Found:
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


class Layout(Protocol):
    """Reads one kind of page."""

    @property
    def name(self) -> str:
        """What pages of this kind are, for people (``a USENIX programme``)."""
        ...

    @property
    def turn(self) -> int:
        """Its place among the layouts; the first that finds something has read the page."""
        ...

    def read(self, page: Node) -> Iterator[Found]:
        """The papers of a page; none when it is laid out in another way."""
        ...


@dataclass(frozen=True, slots=True)
class Marked:
    """A layout told by classes: each record, and in it the title, the authors, the abstract.

    Attributes:
        record: tag and class of what holds one paper.
        title, people, abstract: tag and class inside it; an empty tag or class is any.
        without: tags inside the authors that name no person (``em`` for affiliations).
    """

    name: str
    turn: int
    record: tuple[str, str]
    title: tuple[str, str]
    people: tuple[str, str]
    abstract: tuple[str, str] = ("-", "")
    without: frozenset[str] = field(default_factory=frozenset)

    def read(self, page: Node) -> Iterator[Found]:
        for record in page.all(*self.record):
            title, people = record.first(*self.title), record.first(*self.people)
            if title is None or people is None:  # a record without authors is a talk
                continue
            abstract = record.first(*self.abstract)
            yield Found(
                title.text(),
                text_without(people, self.without),
                (*links(title), *links(record)),
                abstract.text() if abstract else "",
            )


@cache
def layouts() -> tuple[Layout, ...]:
    """Every module's ``LAYOUT`` in this package, in their turn."""
    modules = (importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.LAYOUT for module in modules), key=lambda layout: layout.turn))


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


def text_without(node: Node, tags: frozenset[str]) -> str:
    """What an element says without some of the elements in it."""
    return node.text(frozenset(id(one) for one in node.walk() if one.tag in tags))
