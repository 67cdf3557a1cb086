"""How well each section fits a work, seen from several sides."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Set
from dataclasses import dataclass

from bot.listing.suggest.asked import TRAITS, Asked
from bot.listing.suggest.index import Index

NAMES = ("near", "words", "name", "size", *TRAITS)
"""What the numbers of each section stand for, in their order."""

Signals = dict[int, tuple[float, ...]]

_NEIGHBOURS = 25
_LITTLE = 0.02  # a share of likeness that stands for none at all
# What a section is too small to show is borrowed, as if this much more had been seen of it:
_OF_SIBLINGS = 200.0  # words of the sections under the same heading,
_OF_ALL = 500.0  # words of the whole list to say what these are like,
_OF_NAME = 10.0  # times each word of its own heading,
_OF_OTHERS = 5.0  # entries of the whole list.


def signals(index: Index, asked: Asked, without: Set[int] = frozenset()) -> Signals:
    """What `NAMES` names, for each section that has entries, by its number.

    Args:
        without: entries to be left out, exactly as if they did not stand in the list.
    """
    seen = _see(index, asked, without)
    near, likely, kinds = _nearest(seen), _by_words(seen), _by_traits(seen)
    return {
        i: (near[i], likely[i], _named(index, i, asked), math.log(size + 1), *kinds[i])
        for i, size in enumerate(seen.sizes)
        if size > 0
    }


@dataclass(frozen=True, slots=True)
class _Seen:
    """The index without what is left out, as far as the work asked for reaches.

    Attributes:
        sizes, lengths: of the sections.
        traits: for each trait of the work, how many entries of each section have it.
        standing: for each word of the work, the entries that have it.
        words: how many words there are.
    """

    index: Index
    asked: Asked
    sizes: list[int]
    lengths: list[float]
    traits: dict[str, list[int]]
    standing: dict[str, list[int]]
    words: int


def _see(index: Index, asked: Asked, without: Set[int]) -> _Seen:
    sizes = [one.size for one in index.headings]
    lengths = [one.length for one in index.headings]
    traits = {trait: [one.traits[trait] for one in index.headings] for trait in asked.traits}
    gone: set[str] = set()
    for number in without:
        entry = index.entries[number]
        sizes[entry.section] -= 1
        lengths[entry.section] -= entry.says.length
        for trait in traits.keys() & set(entry.says.traits):
            traits[trait][entry.section] -= 1
        gone.update(word for word in entry.says.words if without >= set(index.standing[word]))
    standing = {word: [i for i in index.standing.get(word, ()) if i not in without] for word in asked.words}
    return _Seen(index, asked, sizes, lengths, traits, standing, len(index.standing) - len(gone))


def _nearest(seen: _Seen) -> list[float]:
    """The logarithm of each section's share of the likeness of the nearest entries.

    Likeness is the rarity of the words in common, squared, over the root of the entry's number of words.
    """
    likeness: dict[int, float] = defaultdict(float)
    total = sum(seen.sizes)
    for word, entries in seen.standing.items():
        rarity = math.log(1 + (total - len(entries) + 0.5) / (len(entries) + 0.5))
        for i in entries:
            likeness[i] += seen.asked.words[word] * rarity * rarity
    known = seen.index.entries
    scored = sorted((-like / math.sqrt(len(known[i].says.words)), i) for i, like in likeness.items())
    shares = [0.0] * len(seen.sizes)
    for like, i in scored[:_NEIGHBOURS]:
        shares[known[i].section] -= like
    whole = sum(shares) or 1.0
    return [math.log(_LITTLE + share / whole) for share in shares]


def _by_words(seen: _Seen) -> list[float]:
    """How much likelier the work's words are in the section than in the list: naive Bayes, on a log scale.

    A small section borrows from its siblings, and these from the list (Dirichlet smoothing). The sum is
    divided by the root of its length, because the words of one title are not independent.
    """
    headings, rarity = seen.index.headings, seen.index.rarity
    lengths: Counter[int] = Counter()
    for one, length in zip(headings, seen.lengths, strict=True):
        lengths[one.above] += length  # type: ignore[assignment]
    scores = [0.0] * len(headings)
    for word, weight in seen.asked.words.items():
        if " " in word or not (seen.standing[word] or word in rarity):
            continue
        counts, siblings = _counted(seen, word)
        usual = (sum(counts) + 0.5) / (sum(seen.lengths) + 0.5 * seen.words)
        for i, one in enumerate(headings):
            expected = (siblings[one.above] + _OF_ALL * usual) / (lengths[one.above] + _OF_ALL)
            times = counts[i] + _OF_NAME * (word in one.name) + _OF_SIBLINGS * expected
            # Half of the length are pairs of words, which are not counted here.
            share = times / (seen.lengths[i] / 2 + _OF_NAME * len(one.name) + _OF_SIBLINGS)
            scores[i] += weight * math.log(share / usual)
    spread = math.sqrt(seen.asked.length) or 1.0
    return [score / spread for score in scores]


def _counted(seen: _Seen, word: str) -> tuple[list[float], Counter[int]]:
    """How often the word stands in each section, and in each with its siblings."""
    counts = [0.0] * len(seen.sizes)
    siblings: Counter[int] = Counter()
    for i in seen.standing[word]:
        entry = seen.index.entries[i]
        counts[entry.section] += entry.says.words[word]
        siblings[seen.index.headings[entry.section].above] += entry.says.words[word]  # type: ignore[assignment]
    return counts, siblings


def _named(index: Index, section: int, asked: Asked) -> float:
    """How much of the heading the work says, rare words first; 0 to 1."""
    name = index.headings[section].name
    whole = sum(index.rarity[word] for word in name)
    return sum(index.rarity[word] for word in name if word in asked.words) / whole if whole else 0.0


def _by_traits(seen: _Seen) -> list[list[float]]:
    """How much likelier each trait is in the section than in the list, on a log scale."""
    found = [[0.0] * len(TRAITS) for _ in seen.sizes]
    for trait, counts in seen.traits.items():
        usual = (sum(counts) + 0.5) / (sum(seen.sizes) + 1)
        column = TRAITS.index(trait.partition(" ")[0])
        for i, count in enumerate(counts):
            share = (count + _OF_OTHERS * usual) / (seen.sizes[i] + _OF_OTHERS)
            found[i][column] = math.log(share / usual)
    return found
