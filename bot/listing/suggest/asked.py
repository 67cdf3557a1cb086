"""What is known of a work before it has a place; an entry is read in the same way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.identifiers import Identifier
from bot.listing.suggest.words import stems

TRAITS = ("length", "colon", "at", "year")
"""What is asked of a work beside its words: how long its title is, where its link leads, when it is from."""

_ABSTRACT = 0.5  # of what the title's words say in all, for all words of the abstract
_LENGTHS = (2, 4, 8)  # words from which a title is longer than a name, a phrase, a short title


@dataclass(frozen=True, slots=True)
class Asked:
    """What a work says of itself.

    Attributes:
        words: how much each of its words counts; in a title, as often as it stands there.
        traits: each begins with one of `TRAITS`.
    """

    words: dict[str, float]
    traits: tuple[str, ...]

    @property
    def length(self) -> float:
        """How much all the words count."""
        return sum(self.words.values())


def asked(title: str, abstract: str = "", link: Identifier | None = None, date: str = "") -> Asked:
    """Read a work. ``date`` begins with the year, or is empty."""
    found: dict[str, float] = dict(Counter(stems(title)))
    if more := Counter(stems(abstract)):
        each = _ABSTRACT * max(1.0, sum(found.values())) / more.total()
        for word, count in more.items():
            found[word] = found.get(word, 0.0) + each * count
    return Asked(found, _traits(title, link, date))


def _traits(title: str, link: Identifier | None, date: str) -> tuple[str, ...]:
    size, year = len(title.split()), date[:4]
    found = [f"length {sum(size >= least for least in _LENGTHS)}", f"colon {':' in title}"]
    if link:
        found.append(f"at {link.value.partition('/')[0] if link.scheme == 'url' else link.scheme}")
        if link.scheme == "arxiv" and link.value[:4].isdigit():
            year = f"20{link.value[:2]}"
    return (*found, f"year {year}") if year else tuple(found)
