"""Which works of a conference belong in a list, judged by their words alone.

The list's entries are works that belong; most of a conference does not, and which part is unknown. So each
word is weighed by how much more often it stands in the list's titles than in the conference's, the works
that look like the list are taken out of what stands for the rest, and that is repeated until it settles
(learning from positive and unlabelled examples: Liu et al., ICML 2002). The nearest entry has a word in it,
so that a work much like one that is listed is offered whatever its other words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat

from bot.listing.suggest import words

LIKELY = 0.73
"""From here a work is taken to belong; of entries held out among other lists', three of four offered do."""
POSSIBLE = 0.5
"""From here it is worth a look: more than four of five works that belong are above."""

_ROUNDS = 6
_USUAL = 5.0  # texts
_START = 0.25  # the share of a conference that belongs, until its words say otherwise
_FEWEST, _MOST = 0.02, 0.9
_SPREAD = 1.0  # words of one title speak of the same things, so four count as two
_LEAST = 3  # entries from which anything can be learnt
_NEAR = 0.2  # likeness to the nearest entry that says neither yes nor no
_PULL = 15.0  # log odds of full likeness


def likelihoods(listed: Sequence[str], works: Sequence[str]) -> list[float]:
    """How likely each work belongs to the list, 0 to 1.

    Args:
        listed: titles of the list's entries, with what else says what they are about.
        works: titles of the conference's works, abstracts after them where they are known.
    """
    entries = [set(words(text)) for text in listed]
    texts = [set(words(text)) for text in works]
    seen = Counter(chain(*entries, *texts))
    if len(entries) < _LEAST or not texts:
        return [0.0] * len(texts)
    total = len(entries) + len(texts)
    usual = {word: count / total for word, count in seen.items() if count > 1}
    belonging = _Words(zip(entries, repeat(1.0)), usual)
    share, chances = _START, [_START] * len(texts)
    for _ in range(_ROUNDS):
        rest = _Words(((text, 1 - chance) for text, chance in zip(texts, chances, strict=True)), usual)
        odds = _odds(share)
        chances = [
            _sigmoid(odds + _weight(text, 1 - chance, belonging, rest))
            for text, chance in zip(texts, chances, strict=True)
        ]
        share = min(_MOST, max(_FEWEST, sum(chances) / len(chances)))
    near = _nearest(entries, texts)
    return [
        _sigmoid(_odds(chance) + _PULL * (other - _NEAR)) for chance, other in zip(chances, near, strict=True)
    ]


class _Words:
    """In how many texts of a kind each word stands; a text may belong to the kind in part."""

    def __init__(self, texts: Iterable[tuple[set[str], float]], usual: Mapping[str, float]) -> None:
        self._counts: Counter[str] = Counter()
        self._texts, self._usual = 0.0, usual
        for text, weight in texts:
            self._texts += weight
            for word in text:
                self._counts[word] += weight  # type: ignore[assignment]

    def knows(self, word: str) -> bool:
        """Whether it was seen more than once; else it tells nothing."""
        return word in self._usual

    def share(self, word: str, own: float = 0.0) -> float:
        """The share of texts with the word, of which a text itself counts for ``own``.

        Few texts tell little, so what is usual for the word stands in for some more of them.
        """
        return (self._counts[word] - own + _USUAL * self._usual[word]) / (self._texts - own + _USUAL)


def _weight(text: set[str], own: float, belonging: _Words, rest: _Words) -> float:
    """What the words of a text say for its belonging, in log odds."""
    told = [math.log(belonging.share(word) / rest.share(word, own)) for word in text if belonging.knows(word)]
    return _SPREAD * sum(told) / math.sqrt(len(told)) if told else -1.0


def _nearest(entries: Sequence[set[str]], texts: Sequence[set[str]]) -> list[float]:
    """The likeness of each text to the entry most like it: the cosine of their words, rare ones first."""
    seen = Counter(word for text in (*entries, *texts) for word in text)
    total = len(entries) + len(texts)
    rarity = {word: math.log(total / count) ** 2 for word, count in seen.items()}
    holding: dict[str, list[int]] = {}
    for at, entry in enumerate(entries):
        for word in entry:
            holding.setdefault(word, []).append(at)
    lengths = [math.sqrt(sum(rarity[word] for word in entry)) or 1.0 for entry in entries]
    best = []
    for text in texts:
        shared: Counter[int] = Counter()
        for word in text:
            for at in holding.get(word, ()):
                shared[at] += rarity[word]  # type: ignore[assignment]
        length = math.sqrt(sum(rarity[word] for word in text)) or 1.0
        best.append(max((value / lengths[at] / length for at, value in shared.items()), default=0.0))
    return best


def _odds(chance: float) -> float:
    chance = min(1 - 1e-9, max(1e-9, chance))
    return math.log(chance / (1 - chance))


def _sigmoid(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))
