"""Which section a work belongs to, judged by what people have put there already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.identifiers import Identifier
from bot.listing.model import Listing, Section
from bot.listing.suggest.asked import asked
from bot.listing.suggest.index import index
from bot.listing.suggest.near import nearest
from bot.listing.suggest.rank import rank

__all__ = ["Suggestion", "nearest", "suggest"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A section, and how likely people would put the work there.

    Attributes:
        score: 0 to 1; of works with 0.8, about 8 in 10 stand there. The scores of all sections add up to 1.
        sure: likely enough to be right 19 times in 20, in a list large enough to know.
    """

    section: Section
    score: float
    sure: bool = False


def suggest(
    listings: Iterable[Listing],
    title: str,
    abstract: str = "",
    count: int = 3,
    *,
    link: Identifier | None = None,
    date: str = "",
) -> list[Suggestion]:
    """The sections that fit a work best, best first.

    Args:
        link: the work's name; code, papers and posts stand in different sections.
        date: ``YYYY…``; some sections grow while others rest.

    Returns:
        At most ``count``, and only sections that have entries; nothing where the title says nothing.
    """
    known = index(tuple(listings))
    wanted = asked(title, abstract, link, date)
    if not wanted.words or not known.entries:
        return []
    return [Suggestion(known.headings[one.section].section, one.score, one.sure)
            for one in rank(known, wanted)[:count]]  # fmt: skip
