"""What an issue asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.identifiers.model import Identifier

Kind = Literal["add", "edit", "other"]

MOST_WORKS = 200
"""Works read from one issue; the rest is named in its problems."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One work that an issue asks for, with what the requester said of it; nothing is looked up.

    Attributes:
        link: as spelt in the text; empty when only an id or a title was given.
        identifier: canonical name of the link; None when only a title was given.
        title, authors, venue, date, code, note: as given; empty when not given.
        links: the work's other addresses, by label in lower case.
        section: where this one belongs, when the text says so for it alone.
    """

    link: str
    identifier: Identifier | None
    title: str = ""
    authors: str = ""
    venue: str = ""
    date: str = ""
    code: str = ""
    note: str = ""
    section: str = ""
    links: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnusedLink:
    """A link in the text that is not a work asked for, and why."""

    link: str
    reason: str


@dataclass(frozen=True, slots=True)
class Request:
    """An issue, read.

    Attributes:
        kind: ``add`` asks for works; ``edit`` asks for a change of what stands; ``other`` neither.
        section: the section asked for, for all works that name none of their own.
        problems: what the requester should know, each one sentence with its next step.
        conference: the name or address of a whole conference to choose from; empty when none is asked for.
        titles: a conference's works, where only their titles are given.
        again: whether a work that is listed in another section is wanted in this one, too.
    """

    kind: Kind
    works: tuple[Wanted, ...] = ()
    section: str = ""
    unused: tuple[UnusedLink, ...] = ()
    problems: tuple[str, ...] = ()
    again: bool = False
    conference: str = ""
    titles: tuple[str, ...] = ()

    @property
    def to_choose(self) -> bool:
        """Whether it asks for a conference, from which a person chooses."""
        return bool(self.conference or self.titles)
