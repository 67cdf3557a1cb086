"""What sources hold: one file per kind of source, found by walking this package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.config import FileReader
from bot.imports.model import Collection
from bot.plugins import modules

if TYPE_CHECKING:
    from bot.works.edge import Network


@dataclass(frozen=True, slots=True)
class Text:
    """A source that has been opened.

    Attributes:
        name: its file name or address, as people know it.
        address: where it was fetched from, after redirects; empty for a local file or standard input.
        data: its bytes.
        kind: media type in lower case without parameters (``text/html``); by its name when nobody says.
        files: what stands beside it, for a list over several files; None when nothing does.
        path: its place among these files.
    """

    name: str
    address: str
    data: bytes
    kind: str
    files: FileReader | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of source that is a text: a file, a page, or what stands on standard input.

    Attributes:
        name: the kind, as people know it (``BibTeX``).
        turn: its place among the readers; the first that claims a text reads it.
        claims: is this a text it can read?
        read: everything the text holds. Raises UsageError when it is broken.
    """

    name: str
    turn: int
    claims: Callable[[Text], bool]
    read: Callable[[Text], Collection]


@dataclass(frozen=True, slots=True)
class Service:
    """What is named rather than given: ``dblp:conf/sosp/2025``.

    Attributes:
        scheme: what stands before the colon.
        collect: everything it holds under a name, what follows the colon. Raises UsageError when there is no
            such name, SourceUnavailable for no usable answer.
    """

    scheme: str
    collect: Callable[[str, Network], Collection]


@cache
def readers() -> tuple[Reader, ...]:
    """Every module's ``READER`` in this package, in their turn."""
    found = [module.READER for module in modules(__name__) if hasattr(module, "READER")]
    return tuple(sorted(found, key=lambda reader: reader.turn))


@cache
def services() -> dict[str, Service]:
    """Every module's ``SERVICE`` in this package, by scheme."""
    return {
        module.SERVICE.scheme: module.SERVICE for module in modules(__name__) if hasattr(module, "SERVICE")
    }
