"""What a maintainer picks from whole conferences, in a file of boxes to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.imports.boxes import ENDLESS, ticked, write
from bot.imports.model import Collection, Item
from bot.imports.shortlist import chosen, shortlist
from bot.listing.lists import Lists
from bot.text import inline_text, plural

if TYPE_CHECKING:
    from bot.works.edge import Network


@dataclass(frozen=True, slots=True)
class Review:
    """Where a review stands.

    Attributes:
        page: the file to review, when there was none yet; empty once it was read.
        items: the works that are ticked, each with the section it shall join.
        told: what was found and left, each one sentence.
    """

    page: str
    items: tuple[Item, ...]
    told: tuple[str, ...]


def review(
    conferences: Sequence[Collection],
    lists: Lists,
    text: str | None,
    *,
    network: Network | None,
    aliases: Mapping[str, str],
) -> Review:
    """Offer what belongs in a list, or take what was ticked.

    Args:
        text: the file as the maintainer left it; None before the first look.
        network: where links are looked for; None to keep those of the sources.
    """
    parts: list[str] = []
    items: list[Item] = []
    told: list[str] = []
    ticks = ticked(text) if text is not None else {}
    for one in conferences:
        offered = shortlist(one, lists, network, ticks)
        told += offered.problems
        if text is None:
            parts.append(f"## {inline_text(offered.title)}\n\n{write(offered, room=ENDLESS)}\n")
            works = plural(len(offered.offers), "work")
            told.append(f"{offered.title}: {works} offered, {len(offered.listed)} listed.")
        else:
            taken = chosen(offered, ticks, lists, aliases)
            items += taken
            works = plural(len(taken), "work")
            told.append(f"{offered.title}: {works} ticked, {len(offered.offers) - len(taken)} left.")
    return Review("\n".join(parts), tuple(items), tuple(told))
