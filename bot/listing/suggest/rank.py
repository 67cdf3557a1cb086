"""From what is seen of a section to how likely people would choose it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from operator import mul

from bot.listing.suggest.asked import Asked
from bot.listing.suggest.index import Index
from bot.listing.suggest.signals import NAMES, Signals, signals

WEIGHTS: Mapping[str, float] = {
    "near": 0.70,
    "words": 0.74,
    "name": 1.49,
    "size": 0.37,
    "length": 0.40,
    "colon": 0.55,
    "at": 0.79,
    "year": 0.72,
}
"""Learnt from many lists by ``python -m benchmarks.suggest --fit``; the same for every list."""

_WEIGHTS = tuple(WEIGHTS[name] for name in NAMES)
_NEAR = NAMES.index("near")

SURE = 0.95
"""Likelihood from which a work may be filed without a person, right 19 times in 20: docs/benchmarks.md."""
_MOST_NEAR = 0.5  # of the likeness to the nearest entries that must be to entries of the section
_ENOUGH = 100  # entries without which a list says too little of its habits


@dataclass(frozen=True, slots=True)
class Ranked:
    """A section, by its number, and how likely it is chosen; ``sure`` when likely enough to file there."""

    section: int
    score: float
    sure: bool


def rank(index: Index, asked: Asked, without: Set[int] = frozenset()) -> list[Ranked]:
    """All sections that have entries, best first; ``without`` as for `signals`."""
    return ranked(signals(index, asked, without), _WEIGHTS, len(index.entries) - len(without))


def ranked(seen: Signals, weights: Sequence[float], entries: int) -> list[Ranked]:
    """The sections seen, best first, in a list of so many entries."""
    known = entries >= _ENOUGH
    found = [
        Ranked(i, score, known and score >= SURE and seen[i][_NEAR] >= math.log(_MOST_NEAR))
        for i, score in likelihoods(seen, weights).items()
    ]
    return sorted(found, key=lambda one: (-one.score, one.section))


def likelihoods(seen: Signals, weights: Sequence[float]) -> dict[int, float]:
    """Softmax over the weighted sums; they add up to 1."""
    sums = {i: sum(map(mul, row, weights)) for i, row in seen.items()}
    most = max(sums.values(), default=0.0)
    odds = {i: math.exp(one - most) for i, one in sums.items()}
    whole = sum(odds.values())
    return {i: one / whole for i, one in odds.items()}
