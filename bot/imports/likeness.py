"""Which works of a conference belong in a list, judged by the words of their titles.

The list's entries are works that belong; most of a conference does not, and which part is unknown. So each
word is weighed by how much more often it stands in the list's titles than in the rest of the conference. The
works that look like the list are taken out of that rest, and it is counted again (learning from positive and
unlabelled examples: Liu et al., ICML 2002). A conference has too few titles to tell a word that is rare there
from one that is rare anywhere, so ``usual.txt`` says how usual words are in titles at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from bot.listing.suggest.words import stems

LIKELY = 0.5
"""From here a work is taken to belong; how often that is right: docs/benchmarks.md."""
POSSIBLE = 0.2
"""From here it is worth a look."""
SLOPE, START = 0.5, -2.25
"""From a score to log odds; learnt by ``python -m benchmarks.shortlist --fit``, the same for every list."""
PER = 10_000
"""Titles of which ``usual.txt`` says in how many each word stands."""

_ROUNDS = 5
_SAMPLE = 5_000  # works from which the rest of a conference is learnt; no real one has more
_FIRST = 0.25  # the share of a conference that belongs, until its words say otherwise
_FEWEST, _MOST = 0.02, 0.9
_LEAST = 3  # entries from which anything can be learnt
_RARE = 1e-4  # the share of titles with a word that is not usual
_OF_ENTRIES = 10.0  # usual titles that are counted among the entries, so that few say little,
_OF_REST = 1000.0  # and among the rest of the conference, which says little of all that is unlike the list


def likelihoods(listed: Sequence[str], works: Sequence[str]) -> list[float]:
    """How likely each work belongs to the list, 0 to 1.

    Args:
        listed: titles of the list's entries.
        works: titles of the conference's works.
    """
    if len(listed) < _LEAST:
        return [0.0] * len(works)
    return [_sigmoid(SLOPE * score + START) for score in scores(listed, works)]


def scores(listed: Sequence[str], works: Sequence[str]) -> list[float]:
    """What the words of each work say for its belonging, above 0 where they speak for it."""
    texts = [set(stems(title)) for title in works]
    entries = _Shares([set(stems(title)) for title in listed], [1.0] * len(listed), _OF_ENTRIES)
    some = texts[:: 1 + len(texts) // _SAMPLE]
    share, chances, rest = _FIRST, [_FIRST] * len(some), _Shares([], [], _OF_REST)
    found: list[float] = []
    for _ in range(_ROUNDS if some else 0):
        apart = [1 - chance for chance in chances]
        rest = _Shares(some, apart, _OF_REST)
        found = [_score(text, own, entries, rest) for text, own in zip(some, apart, strict=True)]
        chances = [_sigmoid(_odds(share) + score) for score in found]
        share = min(_MOST, max(_FEWEST, sum(chances) / len(chances)))
    return found if len(some) == len(texts) else [_score(text, 0.0, entries, rest) for text in texts]


class _Shares:
    """In which share of some titles each word stands; a title may count in part."""

    def __init__(self, texts: Iterable[set[str]], weights: Sequence[float], borrowed: float) -> None:
        self._counts: dict[str, float] = {}
        self._titles, self._borrowed = sum(weights) + borrowed, borrowed
        for text, weight in zip(texts, weights, strict=True):
            for word in text:
                self._counts[word] = self._counts.get(word, 0.0) + weight

    def has(self, word: str, own: float = 0.0) -> bool:
        """Whether it stands in another title than the one that counts for ``own``."""
        return self._counts.get(word, 0.0) - own > 1e-9

    def of(self, word: str, own: float = 0.0) -> float:
        """The share of titles with the word, without the one that counts for ``own``."""
        borrowed = self._borrowed * max(_RARE, usual().get(word, 0.0))
        return (self._counts.get(word, 0.0) - own + borrowed) / (self._titles - own)


def _score(text: set[str], own: float, entries: _Shares, rest: _Shares) -> float:
    """How much likelier the words are among the entries, on a log scale; those of one title go together."""
    told = [
        math.log(entries.of(word) / rest.of(word, own))
        for word in text
        if entries.has(word) or rest.has(word, own) or word in usual()
    ]
    return sum(told) / math.sqrt(len(told)) if told else _odds(_FEWEST)


@cache
def usual() -> Mapping[str, float]:
    """In which share of all titles each usual word stands; made by ``python -m benchmarks.usual``."""
    lines = (Path(__file__).parent / "usual.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) / PER for count, _, word in (line.partition("\t") for line in lines)}


def _odds(chance: float) -> float:
    chance = min(1 - 1e-9, max(1e-9, chance))
    return math.log(chance / (1 - chance))


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))
