"""What a source holds, before anything is decided about it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Item:
    """One work as its source tells of it. Text fields are plain text on one line.

    Attributes:
        title: as the source spells it; empty when it gives a link only.
        link: the work's own address; empty when the source gives none (an index page is none).
        links: its other addresses by their label in lower case (``code``, ``project``).
        authors: full names, in the order given.
        venue: as the source spells it (``SOSP 2025``); empty when it says nothing.
        date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty when the source says nothing.
        abstract: used to find a section, never published.
        section: headings it stands under in the source, outermost first; empty when there are none.
        where: where it stands, for people (``papers.md:41``, ``sosp25.html, 12th title``).
    """

    title: str
    link: str = ""
    links: dict[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    venue: str = ""
    date: str = ""
    abstract: str = ""
    section: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything one source holds.

    Attributes:
        name: what it is, for people (``SOSP 2025``, ``papers.md``).
        items: in the source's order; nothing is left out.
        conference: works on many subjects, of which only some belong in a list: a shortlist is made.
        problems: what could not be read, each one sentence with its next step.
    """

    name: str
    items: tuple[Item, ...]
    conference: bool = False
    problems: tuple[str, ...] = ()
