"""A typing error in a title that the list's other titles give away.

Two words run together, a word that ends in a capital, a colon without a space: only where both words stand
side by side elsewhere in the list, so that names like PyTorch are safe.

Bad:
    - [A Network for Large ModelTraining](https://arxiv.org/abs/2401.00001)
Good:
    - [A Network for Large Model Training](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from bot.lint.rule import Flaw, Page, Part, Rule
from bot.listing.slots import Span
from bot.listing.style import split

_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"(?P<left>[A-Z]?[a-z]{3,})(?P<right>[A-Z][a-z]{3,})$")
_CAPITAL = re.compile(r"(?P<word>[A-Z]?[a-z]{3,})(?P<end>[A-Z])$")
_ODD = re.compile(r"[a-z][A-Z]")
_INNER = re.compile(r"[a-z]+[A-Z][a-z]{2,}$")
_COLON = re.compile(r":(?<=[a-z]{3}:)(?=[A-Z][a-z]{2})")  # a colon first: found faster than three letters
_APART = re.compile(r"(?<=\w)[ \t]+: (?=\w)")
_HINT = "Write “: ”."
_RARE = 0.1
"""Share of colons behind a space from which that is the list's habit."""
_DOUBLED = re.compile(r"([lmpt])\1(?=ing|ed|er|or)")
_KNOWN = 3
_FREQUENT = 10
_LONG = 8
_ENDINGS = "sdrnye"
# Words that are one letter away from another and no error.
_WORDS = frozenset(
    "thorough contention convention intention invention textural textual complement quantify quantity".split()
)


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of all titles.

    Attributes:
        pairs: how often two words are neighbours, of those that a single word may be run together from.
        folded: the same as ``counts``, without case.
        frequent: by their initial, in the order they first appear in.
    """

    counts: Counter[str]
    folded: Counter[str]
    pairs: Counter[str]
    frequent: dict[str, list[str]]


def check(page: Page) -> Iterator[Flaw]:
    """Every such word."""
    titles = [
        (part, span, _WORD.findall(part.text, span.start, span.end))
        for part, span in page.spans("title", "short", "rest")
    ]
    known = _learn(titles)
    once = {word for word, count in known.counts.items() if count == 1}
    for part, span, words in titles:
        if once.isdisjoint(words) or len(words) < 2 or _spells_name(words):
            continue
        for match in _WORD.finditer(part.text, span.start, span.end):
            text = match[0]
            if text in once and (right := _right(text, known)) and not _names_something(part, span, match):
                said = f"“{text}” looks like a typing error for “{right}”."
                yield part.flaw(*match.span(), said, f"Write “{right}”, if it is no name.")
    text = page.document.text
    if " :" in text or "\t:" in text or _COLON.search(text):  # to ask each title takes ten times as long
        yield from _colons((part, span) for part, span, _ in titles if span.slot != "short")


def _colons(titles: Iterable[tuple[Part, Span]]) -> Iterator[Flaw]:
    apart: list[tuple[Part, int, int]] = []
    colons = 0
    for part, span in titles:
        if part.text.find(":", span.start, span.end) < 0:
            continue
        for found in _COLON.finditer(part.text, span.start, span.end):
            said = "No space after the colon in the title."
            yield part.flaw(*found.span(), said, _HINT, ": ")
        colons += part.text.count(": ", span.start, span.end)
        apart += [(part, *found.span()) for found in _APART.finditer(part.text, span.start, span.end)]
    if len(apart) < _RARE * colons:
        for part, start, end in apart:
            yield part.flaw(start, end, "A space before the colon in the title.", _HINT, ": ")


def _spells_name(words: list[str]) -> bool:
    """Do capitals inside the words spell a name, as in “fAst bUrrow diggiNg”? None are run together then."""
    return any(_INNER.match(word) for word in words) and sum(map(bool, map(_ODD.search, words))) > 1


def _names_something(part: Part, span: Span, word: re.Match[str]) -> bool:
    """Is the word (part of) a system's name: a short name, or what stands before the title's colon?

    A capital at the end of a word may give one of its letters to the name (“ECHO: Echidna burrOw”).
    """
    named = split(part.said(span))
    short = part.of("short")
    name = named[0] if named else part.said(short) if short else ""
    return (
        span.slot == "short"
        or part.text[word.end() : word.end() + 1].isdigit()
        or (named is not None and word.start() < span.start + len(named[0]))
        or (word[0][-1].isupper() and word[0][-1] in name)
    )


def _learn(titles: list[tuple[Part, Span, list[str]]]) -> _Known:
    lines: list[list[str]] = []
    last: Part | None = None
    for part, _, words in titles:
        if part is last:
            lines[-1] = [*lines[-1], *words]  # a short name and the rest of its title are neighbours
        else:
            lines.append(words)
        last = part
    counts = Counter(chain.from_iterable(lines))
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[word.casefold()] += count
    frequent: dict[str, list[str]] = defaultdict(list)
    for word, count in folded.items():
        if count >= _FREQUENT and len(word) >= _LONG - 1:
            frequent[word[0]].append(word)
    return _Known(counts, folded, _pairs(lines, counts), frequent)


def _pairs(lines: list[list[str]], counts: Counter[str]) -> Counter[str]:
    """How often two words are neighbours that somebody may have run together; all pairs would be too many."""
    joined = (_JOINED.match(word) for word, count in counts.items() if count == 1)
    lefts = {found["left"] for found in joined if found}
    if not lefts:
        return Counter()
    return Counter(f"{left} {right}" for words in lines for left, right in pairwise(words) if left in lefts)


def _right(text: str, known: _Known) -> str:
    """What was meant; empty when the word is none of the known errors."""
    if joined := _JOINED.match(text):
        parted = f"{joined['left']} {joined['right']}"
        both = min(known.counts[joined["left"]], known.counts[joined["right"]]) >= _KNOWN
        return parted if known.pairs[parted] and both and known.folded[text.casefold()] == 1 else ""
    if capital := _CAPITAL.match(text):
        word = capital["word"] + capital["end"].lower()
        return word if known.folded[word.casefold()] > _KNOWN else ""
    if len(text) < _LONG or text.casefold() in _WORDS or known.folded[text.casefold()] > 1:
        return ""
    return _near(text, known)


def _near(text: str, known: _Known) -> str:
    from rapidfuzz.distance import Levenshtein

    word = text.casefold()
    for other in known.frequent.get(word[0], ()):
        if abs(len(other) - len(word)) < 2 and Levenshtein.distance(word, other, score_cutoff=1) == 1:
            inflected = other.rstrip(_ENDINGS) == word.rstrip(_ENDINGS) or _ends_otherwise(word, other)
            if not inflected and not _is_word_too(word, other):
                return other.capitalize() if text[0].isupper() else other
    return ""


def _is_word_too(word: str, other: str) -> bool:
    """Throughout beside throughput: one letter for another mostly makes another word."""
    other_letter = len(word) == len(other) and sorted(word) != sorted(other)
    return other_letter or word.replace("eable", "able") == other or _british(word) == _british(other)


def _british(word: str) -> str:
    """Modelling beside modeling, behaviour beside behavior."""
    return _DOUBLED.sub(r"\1", word).replace("our", "or")


def _ends_otherwise(word: str, other: str) -> bool:
    return other[-1] != word[-1] and word[-1] in _ENDINGS


RULE = Rule("title-typo", "warning", check)
