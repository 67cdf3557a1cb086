"""Which section a work belongs to, judged by the words of what stands there already."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.listing.duplicates import Listed
from bot.listing.facts import facts
from bot.listing.model import Listing, Section

_WORD = re.compile(r"[a-z][a-z0-9]+|[一-鿿]{2}")
_COMMON = frozenset(
    """the a an of for on in and to with by from via is are as at its be we our using based towards
    toward""".split()
)
_NEIGHBOURS = 12
_ALIKE = 0.2  # below that, two titles share a common word and no subject


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A section and how well it fits, 0 to 1; the scores of all sections add up to 1."""

    section: Section
    score: float


def words(text: str) -> list[str]:
    """Words and pairs of words, in a form that singular and plural share."""
    singles = [
        word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
        for word in _WORD.findall(text.casefold())
        if word not in _COMMON
    ]
    return singles + [f"{left} {right}" for left, right in pairwise(singles)]


def suggest(listings: Iterable[Listing], title: str, abstract: str = "", count: int = 3) -> list[Suggestion]:
    """The sections whose entries are most like the work, best first."""
    known = [
        (section, words(f"{facts(entry, group).title} {section.name}"))
        for listing in listings
        for section, group, entry in listing.entries
        if section.path
    ]
    if not known:
        return []
    rarity = _rarity([found for _, found in known])
    wanted = _vector([*words(title), *words(title), *words(abstract)], rarity)
    scores: dict[int, float] = defaultdict(float)
    sections = {id(section): section for section, _ in known}
    likeness = sorted(
        ((_dot(wanted, _vector(found, rarity)), id(section)) for section, found in known), reverse=True
    )
    for score, key in likeness[:_NEIGHBOURS]:
        scores[key] += score * score
    for key, section in sections.items():
        scores[key] += (
            0.3 * _dot(wanted, _vector(words(" ".join(section.path[1:] or section.path)), rarity)) ** 2
        )
    total = sum(scores.values())
    if not total:
        return []
    best = sorted(scores, key=lambda key: -scores[key])[:count]
    return [Suggestion(sections[key], scores[key] / total) for key in best if scores[key] > 0]


def nearest(listings: Iterable[Listing], title: str, count: int = 3) -> list[Listed]:
    """The entries whose titles are most like this one, best first; none where no title is like it."""
    known = [
        (Listed(listing, section, group, entry), words(facts(entry, group).title))
        for listing in listings
        for section, group, entry in listing.entries
    ]
    rarity = _rarity([found for _, found in known])
    wanted = _vector(words(title), rarity)
    likeness = [(_dot(wanted, _vector(found, rarity)), place) for place, found in known]
    best = sorted(likeness, key=lambda one: -one[0])[:count]
    return [place for score, place in best if score >= _ALIKE]


def _rarity(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    counts = Counter(word for text in texts for word in set(text))
    return {word: math.log((1 + len(texts)) / (1 + count)) + 1 for word, count in counts.items()}


def _vector(found: Sequence[str], rarity: dict[str, float]) -> dict[str, float]:
    counts = Counter(word for word in found if word in rarity)
    weights = {word: (1 + math.log(count)) * rarity[word] for word, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _dot(left: dict[str, float], right: dict[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())
