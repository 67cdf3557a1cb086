"""The work: what every other room passes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.identifiers.model import Identifier


@dataclass(frozen=True, slots=True)
class Work:
    """A listed thing: a paper, a post, a project. Text fields are plain text on one line.

    Attributes:
        title: as published; empty when nobody has said it yet.
        link: the address to list.
        identifier: its canonical name.
        also: its other names (the DOI of a preprint, the code repository of a paper).
        authors: full names, in the order of publication.
        date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty when unknown.
        venue: as the source or the requester spells it (``SOSP 2023``); empty when unpublished.
        code: address of the code; empty when unknown.
        links: other addresses by their label in lower case (``project``, ``slides``).
        note: inline Markdown of which emphasis and code survive.
        abstract: used to suggest sections, never published.
        source: who vouches for the title (``arXiv``, ``Crossref``, ``the request``).
        remarks: what the requester should know of how it was found, each one sentence.
        withdrawn: the source's own words for it; empty while the work stands.
    """

    title: str
    link: str
    identifier: Identifier
    also: tuple[Identifier, ...] = ()
    authors: tuple[str, ...] = ()
    date: str = ""
    venue: str = ""
    code: str = ""
    links: dict[str, str] = field(default_factory=dict)
    note: str = ""
    abstract: str = ""
    source: str = ""
    remarks: tuple[str, ...] = ()
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why a work has no title.

    Attributes:
        reason: for people: what happened, then the next step.
        gone: the sources surely say that there is no such work (a made-up id).
    """

    reason: str
    gone: bool = False


Found = Work | Unresolved


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a link leads anywhere.

    Attributes:
        state: ``there``; ``gone``, asked twice; ``unknown`` when nobody gave an answer that tells.
        reason: for people, without a full stop: ``answered 404``.
    """

    state: Literal["there", "gone", "unknown"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the world said of a list when it was asked: of its works, and of its other links."""

    works: Mapping[Identifier, Found] = field(default_factory=dict)
    links: Mapping[str, Reach] = field(default_factory=dict)
