"""The same list in other languages: which files are that, and which of their sections stand for ours.

Headings differ by language, so a section is told by the works that it holds, then by its anchor, and else by
its place between those that are told. What none of these makes sure has no counterpart.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Literal, TypeVar

from bot.config import FileReader
from bot.errors import UsageError
from bot.identifiers import Identifier
from bot.listing.duplicates import INDEX, names
from bot.listing.linked import named_on_github, targets
from bot.listing.model import Entry, Listing, Section
from bot.listing.read import read
from bot.markdown.document import Document

Mirrors = Literal["learn"] | tuple[str, ...]
"""The files that mirror a list, by path; or that they are to be learnt."""
One = TypeVar("One", Section, Entry)
Stretch = tuple[list[One], list[One]]
Pairs = dict[Section, Section]
MOST = 20
_LANGUAGE = re.compile(
    r"[._-](?:[a-z]{2}(?:[._-](?:[a-z]{2}|han[st]))?|chinese|english|japanese|korean|french|german|spanish)$",
    re.I,
)
_ANCHOR = re.compile(r"<a\s[^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)", re.I)
_TELLING = 2  # works that a section must hold before their absence elsewhere tells anything


def language(path: str) -> str:
    """What a file's name says of its language (``.zh``); empty where it says nothing."""
    found = _LANGUAGE.search(_stem(path))
    return found[0] if found else ""


def find_mirrors(files: FileReader, listing: Listing, said: Mirrors) -> Iterator[tuple[Listing, bytes]]:
    """The files that mirror this one, each with its bytes.

    Args:
        said: those to take; to learn them is to take each file that is linked, bears the same name with
            another language, and holds most of the same works in sections like these.
    """
    paths = _candidates(listing) if said == "learn" else said
    for path in islice(dict.fromkeys(paths), MOST):
        try:
            data = files.read(path)
            other = read(Document.parse(data), path)
        except UsageError:
            continue  # the linter's matter, not the reader's
        if said != "learn" or is_mirror(listing, other):
            yield other, data


def _candidates(listing: Listing) -> Iterator[str]:
    name, own = _plain(listing.file), language(listing.file)
    lines = listing.document.lines
    for path in (*targets(lines, listing.file), *named_on_github(lines)):
        if _plain(path) == name and language(path) != own:
            yield path


def _stem(path: str) -> str:
    return posixpath.basename(path).removesuffix(".md")


def _plain(path: str) -> str:
    return _LANGUAGE.sub("", _stem(path)).casefold()


def is_mirror(listing: Listing, other: Listing) -> bool:
    """Do two files hold mostly the same works, and do most sections that hold any have a counterpart?"""
    ours, theirs = names(listing).keys(), names(other).keys()
    if not ours or 2 * len(ours & theirs) < max(len(ours), len(theirs)):
        return False
    pairs = counterparts(listing, other)
    held = [section in pairs for section in listing.sections if section.entries]
    return 2 * sum(held) >= len(held)


def counterparts(listing: Listing, mirror: Listing) -> Pairs:
    """The mirror's section for each of ours, where it is sure which one that is."""
    ours, theirs = _works(listing), _works(mirror)
    pairs = _by_works(ours, theirs)
    _by_anchor(pairs, listing, mirror)
    for above, below in stretches(pairs, listing.sections, mirror.sections):
        _by_place(pairs, above, below, ours, theirs)
    return pairs


_Works = Mapping[Section, Mapping[Identifier, int]]
"""The works of each section by their names, and the line of each."""


def _works(listing: Listing) -> _Works:
    """What many entries share is nobody's name."""
    found: dict[Section, dict[Identifier, int]] = {section: {} for section in listing.sections}
    for name, places in names(listing).items():
        if len(places) < INDEX:
            for section, _, entry in places:
                found[section].setdefault(name, entry.start)
    return found


def _by_works(ours: _Works, theirs: _Works) -> Pairs:
    """Sections that are each other's first choice by the works they share."""
    holders: dict[Identifier, list[Section]] = {}
    for section, held in theirs.items():
        for name in held:
            holders.setdefault(name, []).append(section)
    shared: dict[Section, dict[Section, set[Identifier]]] = {}
    for one, held in ours.items():
        for name in held:
            for other in holders.get(name, ()):
                shared.setdefault(one, {}).setdefault(other, set()).add(name)
                shared.setdefault(other, {}).setdefault(one, set()).add(name)
    works = {**ours, **theirs}
    choice = {one: _choice(one, others, works) for one, others in shared.items()}
    return {one: other for one, other in choice.items() if one in ours and other and choice[other] is one}


def _choice(one: Section, others: Mapping[Section, set[Identifier]], works: _Works) -> Section | None:
    """The section that shares most; of several that share much, the one whose works come first in this.

    Where a heading is gone, what stood below it follows the entries of the heading above.
    """
    most = max(map(len, others.values()))
    much = {
        other: (min(works[one][name] for name in both), -len(both) / len(works[other]))
        for other, both in others.items()
        if 2 * len(both) >= most and 2 * len(both) > min(len(works[one]), len(works[other]))
    }
    ranked = sorted(much, key=lambda other: much[other])
    return None if not ranked or [*much.values()].count(much[ranked[0]]) > 1 else ranked[0]


def _by_anchor(pairs: Pairs, listing: Listing, mirror: Listing) -> None:
    """Sections of one level that alone have the same anchor, in step with those that are told."""
    theirs: dict[str, list[Section]] = {}
    for section in mirror.sections:
        for anchor in _anchors(mirror, section):
            theirs.setdefault(anchor, []).append(section)
    taken = set(pairs.values())
    for section in listing.sections:
        found = {other for anchor in _anchors(listing, section) for other in theirs.get(anchor, ())}
        other = found.pop() if len(found) == 1 else None
        if not other or section in pairs or other in taken or section.level != other.level:
            continue
        if all((a.line < section.line) == (b.line < other.line) for a, b in pairs.items()):
            pairs[section] = other
            taken.add(other)


def _anchors(listing: Listing, section: Section) -> set[str]:
    """GitHub's own, and those written into the heading or right above it."""
    if section.line < 0:
        return set()
    lines = listing.document.lines
    above = next((at for at in range(section.line - 1, -1, -1) if lines[at].strip()), section.line)
    return {section.anchor, *_ANCHOR.findall(lines[section.line]), *_ANCHOR.findall(lines[above])} - {""}


def stretches(pairs: Mapping[One, One], ours: Sequence[One], theirs: Sequence[One]) -> list[Stretch[One]]:
    """What is not paired between two neighbours that are, in both files, where these follow each other."""
    at = {one: number for number, one in enumerate(theirs)}
    told: list[tuple[int, int]] = [(i, at[pairs[one]]) for i, one in enumerate(ours) if pairs.get(one) in at]
    taken = set(pairs.values())
    return [
        (
            [one for one in ours[i + 1 : k] if one not in pairs],
            [one for one in theirs[j + 1 : m] if one not in taken],
        )
        for (i, j), (k, m) in pairwise([(-1, -1), *told, (len(ours), len(theirs))])
        if j < m
    ]


def _by_place(pairs: Pairs, above: list[Section], below: list[Section], ours: _Works, theirs: _Works) -> None:
    """Pair the highest headings of two stretches when there are as many, then what stands between them."""
    if not above or not below:
        return
    highest = min(section.level for section in above)
    here, there = ([i for i, one in enumerate(part) if one.level == highest] for part in (above, below))
    if len(here) != len(there) or any(section.level < highest for section in below):
        return
    edges = zip([-1, *here, len(above)], [-1, *there, len(below)], strict=True)
    for (i, j), (k, m) in pairwise(edges):
        if k < len(above) and not _strangers(ours[above[k]], theirs[below[m]]):
            pairs[above[k]] = below[m]
        _by_place(pairs, above[i + 1 : k], below[j + 1 : m], ours, theirs)


def _strangers(some: Mapping[Identifier, int], others: Mapping[Identifier, int]) -> bool:
    """Do two sections hold works, but none in common?"""
    return min(len(some), len(others)) >= _TELLING and some.keys().isdisjoint(others)
