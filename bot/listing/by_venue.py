"""Lists whose entries of one venue stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.identifiers import identify
from bot.listing import venues
from bot.listing.facts import Facts
from bot.works.model import Work

_LEAST = 8
_GAP = 2  # entries of a venue that stand this near are one run


def stand_together(found: Sequence[Facts]) -> bool:
    """Do entries of one venue stand together, far more than chance would have it?"""
    keys = [key for key in (_key(one.venue, one.url) for one in found) if key]
    if len(keys) < _LEAST:
        return False
    alike = sum(left == right for left, right in pairwise(keys)) / (len(keys) - 1)
    chance = sum((count / len(keys)) ** 2 for count in Counter(keys).values())
    return alike >= 0.6 and alike >= 2 * chance


def place_of(work: Work, found: Sequence[Facts]) -> int | None:
    """After the longest run of the work's venue; None when the list has none of it."""
    # A list that links the name of the venue instead of the title is asked for by that name.
    key = _key(work.venue or work.title, "" if work.venue else work.link)
    places = [i for i, one in enumerate(found) if key and _key(one.venue, one.url) == key]
    if not places:
        return None
    runs = [[places[0]]]
    for left, right in pairwise(places):
        if right - left > _GAP:
            runs.append([])
        runs[-1].append(right)
    return max(runs, key=len)[-1] + 1


def _key(text: str, link: str) -> str:
    """A venue without year and case; what stands on arXiv and names no other is a preprint."""
    if venue := venues.read(text):
        return venue.name.casefold()
    identifier = identify(link) if link else None
    return "arxiv" if identifier and identifier.scheme == "arxiv" else ""
