"""What a kind of column is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.listing.words import label_role, leads_to_code
from bot.markdown.links import links


def nothing(_: str) -> bool:
    """A kind that only its header tells."""
    return False


@dataclass(frozen=True, slots=True)
class Column:
    """One kind of column.

    Attributes:
        role: its name; also the slot of what stands in it, unless ``slots`` says otherwise.
        headers: words that a header of it may be, normalised as by `bot.listing.words.normal`.
        shows: whether a cell looks like it, whatever the header says.
        slots: what a work must know for its cell to be filled.
        plain: the cell's text where no neighbour shows how, with the slots in braces.
    """

    role: str
    headers: str
    shows: Callable[[str], bool] = nothing
    slots: frozenset[str] = frozenset()
    plain: str = ""

    @property
    def wanted(self) -> frozenset[str]:
        """The slots that fill a cell of it."""
        return self.slots or frozenset({self.role})


def leads_to(role: str) -> Callable[[str], bool]:
    """Whether a cell's first link says, in its text, that it leads to ``role``."""
    return lambda cell: label(cell) == role


@lru_cache(maxsize=1024)  # the kinds ask for it one after the other
def label(cell: str) -> str:
    """Where the cell's first link leads by its text: a role, ``title`` for other text, empty without one."""
    found = next((link for link in links(cell) if not link.image), None)
    if found is None:
        return ""
    role = label_role(found.shown(cell)) or ("url" if found.bare else "title")
    return "code" if role == "url" and leads_to_code(found.url) else role
