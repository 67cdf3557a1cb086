"""A name is written in two ways.

Organisations and venues have one right spelling; the one that the list uses most is taken for it, and what
addresses say counts too. A name that is one letter off a frequent one is a typing error.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001) | BurrowLab
    - [Numbat](https://arxiv.org/abs/2401.00002) | Burrow Lab
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001) | Burrow Lab
    - [Numbat](https://arxiv.org/abs/2401.00002) | Burrow Lab
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.lint.rule import Flaw, Item, Page, Part, Rule
from bot.listing import venues
from bot.listing.slots import Span

_NAME = re.compile(r"[^\W\d_][\w.&'’-]*(?: [\w.&'’-]+){0,3}")
_FORM = re.compile(r"\s+(?:group|inc\.?|corp\.?|ltd\.?|llc)$", re.I)
_DATED = re.compile(r"([A-Za-z]+)[ ,]?\s*['’]?\s?(?:(?:19|20)\d\d|\d\d)")
_HEAD = 4
_LONGEST = 40
_ACRONYM = 5
_Place = tuple[Part, int, str]


def check(page: Page) -> Iterator[Flaw]:
    """Every spelling that is not the most frequent one of its name."""
    names: dict[str, list[_Place]] = defaultdict(list)
    for part, start, text in _names(page):
        names[_key(text)].append((part, start, text))
    frequent = {key: len(places) for key, places in names.items() if len(places) > 1}
    initials: dict[str, list[str]] = defaultdict(list)
    for key in frequent:
        initials[key[:1]].append(key)
    for key, places in names.items():
        counts = Counter(text for _, _, text in places)
        if len(counts) > 1:
            yield from _mixed(places, counts, _addressed(page))
        elif len(places) == 1 and (right := _near(key, initials[key[:1]])):
            part, start, text = places[0]
            spelt = Counter(other for _, _, other in names[right]).most_common(1)[0][0]
            if (
                len(text.split()) != len(spelt.split())
                or venues.known(text.split()[-1])
                or text == f"{spelt}W"
                or _is_short_acronym(text)
            ):
                continue
            yield _flaw(
                part, start, text, spelt, f"one letter off “{spelt}”, which stands {frequent[right]} times"
            )


def _names(page: Page) -> Iterator[_Place]:
    for item in page.items:
        for part, span in item.spans("note", "org", "venue"):
            text = part.said(span)
            if span.slot == "venue" and (venue := venues.read(text)):
                text = venue.name if text.startswith(venue.name) and not _is_word(part, span) else ""
            text = text.rstrip(".")  # the end of a sentence, or of “Inc.”
            if text and len(text) < _LONGEST and _NAME.fullmatch(text) and not _is_titled(item, text):
                yield part, span.start, text
        yield from _headed(item)


def _is_titled(item: Item, text: str) -> bool:
    """Is it the name of the work itself, which its title begins with?"""
    title = item.facts.title
    return title.startswith(text) and not title[len(text) : len(text) + 1].isalnum()


def _headed(item: Item) -> Iterator[_Place]:
    """A name with a year at the entry's head that is no venue: ``[SOPS'24] Quokka``."""
    for part, span in item.spans("short", "note"):
        found = _DATED.fullmatch(part.said(span))
        if found and span.start < _HEAD:
            yield part, span.start, found[1]


def _is_word(part: Part, span: Span) -> bool:
    """Is it a plain word of a sentence (“a small, fast, web framework”), not a venue called like it?"""
    listed = part.text[: span.start].rstrip().endswith(",") and part.text[span.end :].lstrip().startswith(",")
    return listed and part.said(span).islower()


def _is_short_acronym(text: str) -> bool:
    """Does it end in a few capitals, such as ``ICDAR``? A letter there makes another name."""
    last = text.rsplit(maxsplit=1)[-1]
    return last.isupper() and len(last) <= _ACRONYM


def _key(text: str) -> str:
    return re.sub(r"[\s.-]", "", _FORM.sub("", text)).casefold()


def _mixed(places: list[_Place], counts: Counter[str], addressed: Counter[str]) -> Iterator[Flaw]:
    votes = {text: (counts[text] + addressed[text], counts[text]) for text in counts}
    right = max(counts, key=lambda text: (votes[text], any(map(str.isupper, text[1:]))))
    for part, start, text in places:
        if text != right and not _is_phrase(text, right):
            flaw = _flaw(part, start, text, right, f"“{right}” on {_lines(counts[right])}")
            yield flaw if votes[text] < votes[right] else replace(flaw, edits=())  # as often: who knows


def _is_phrase(text: str, right: str) -> bool:
    """Some words with other capitals (“short tunnels” and “short Tunnels”), none of which is a name."""
    changed = [two for one, two in zip(text.split(), right.split(), strict=False) if one != two]
    plain = all(word.istitle() or word.islower() for word in changed)
    return (" " in text and text[0].islower() and plain) or (text.istitle() and right.islower())


def _lines(count: int) -> str:
    return "1 other line" if count == 1 else f"{count} other lines"


@lru_cache(maxsize=2)
def _addressed(page: Page) -> Counter[str]:
    """How often a word is part of an address; small letters are the way of addresses and say nothing."""
    words = re.findall(r"(?<=/)[\w.-]+", " ".join(link.url for _, link in page.links))
    return Counter(word for word in words if not word.islower())


def _near(key: str, frequent: list[str]) -> str:
    """The frequent name with the same initial that this one misses by a letter; empty when there is none."""
    from rapidfuzz.distance import OSA  # two letters in each other's place are one slip

    if len(key) < 5 or not key.isalpha():
        return ""
    near = (one for one in frequent if len(one) > 4)
    return next((one for one in near if OSA.distance(one, key, score_cutoff=1) == 1), "")


def _flaw(part: Part, start: int, text: str, right: str, evidence: str) -> Flaw:
    said = f"“{text}” here, {evidence}."
    sure = text.casefold() == right.casefold()
    return part.flaw(start, start + len(text), said, f"Write “{right}”.", right if sure else None)


RULE = Rule("name-spelling", "warning", check)
