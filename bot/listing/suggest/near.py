"""Entries whose titles are like one another."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.listing.duplicates import Listed
from bot.listing.facts import facts
from bot.listing.model import Listing
from bot.listing.suggest.words import stems

_ALIKE = 0.2  # below that, two titles share a common word and no subject


def nearest(listings: Iterable[Listing], title: str, count: int = 3) -> list[Listed]:
    """The entries whose titles are most like this one, best first; none where no title is like it."""
    known = [
        (Listed(listing, section, group, entry), stems(facts(entry, group).title))
        for listing in listings
        for section, group, entry in listing.entries
    ]
    rarity = _rarity([found for _, found in known])
    wanted = _vector(stems(title), rarity)
    likeness = [(_dot(wanted, _vector(found, rarity)), place) for place, found in known]
    best = sorted(likeness, key=lambda one: -one[0])[:count]
    return [place for score, place in best if score >= _ALIKE]


def _rarity(texts: Sequence[Sequence[str]]) -> defaultdict[str, float]:
    """How much a word says; one that no entry has says most, so it tells a title apart from all of them."""
    counts = Counter(word for text in texts for word in set(text))
    most = math.log(1 + len(texts)) + 1
    known = {word: most - math.log(1 + count) for word, count in counts.items()}
    return defaultdict(lambda: most, known)


def _vector(found: Sequence[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {word: (1 + math.log(count)) * rarity[word] for word, count in Counter(found).items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _dot(left: dict[str, float], right: dict[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())
