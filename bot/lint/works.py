"""Which entries stand for the same work."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import combinations

from bot.identifiers import PAPERS, Identifier
from bot.lint.page import Item, Page
from bot.listing.duplicates import INDEX
from bot.listing.facts import title_key
from bot.listing.style import split

Place = tuple[Page, Item]

MOST = 20
"""Entries under one name that others are held against; no work is listed more often by oversight."""

_VIEW = 0.3
_LEAST_IN_VIEW = 3
_LEAST_WORDS = 4
_LEAST_SIGNS = 8
"""Of a title in a script without spaces."""
_NAME_WORDS = 3
"""Words of a name at most; what is longer is a title."""
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_NUMBER = re.compile(r"[-\s]?\d+")
_LABEL = 4
"""Addresses from which on a title that they share is none."""
_SMALL = frozenset("a an and at by for from in into is of on or over the to under via with without".split())
_KIND = re.compile(
    r"\b(?:book|blog|colab|course|lecture|podcast|post|slide|talk|tutorial|video)(?=e?s?\b)", re.I
)
_HYPHEN = re.compile("[\u2010-\u2013]")
_NAME = re.compile(r"[\w.+\u2010-\u2013-]+")
_ALIKE = 60.0
"""Least likeness (0 to 100) of two titles under one address for them to be one work's old and new title."""
_VERY_ALIKE = 85.0
"""The same for two titles that begin with names of their own, none of which the other title holds."""


@lru_cache(maxsize=2)
def by_name(page: Page) -> dict[Identifier, list[Place]]:
    """Entries of all pages by the name of their work; only names that stand more than once."""
    found: dict[Identifier, list[Place]] = defaultdict(list)
    for one in page.book:
        for item in one.items:
            if item.name:
                found[item.name].append((one, item))
    return {name: places for name, places in found.items() if len(places) > 1}


@lru_cache(maxsize=2)
def by_title(page: Page) -> dict[str, list[Place]]:
    """Entries of all pages by their title, where that stands more than once and is too long for chance.

    A title without its short name is the same title.
    """
    found: dict[str, list[Place]] = defaultdict(list)
    whole: dict[str, str] = {}
    for one in page.book:
        for item in one.items:
            title = item.title
            words = _WORD.findall(title)
            if item.is_field or not (key := _long_key(title, words)):
                continue
            found[key].append((one, item))
            named = split(title)
            if named and len(words) - len(_WORD.findall(named[0])) > _LEAST_WORDS:
                whole[key[len(title_key(named[0])) :]] = key
    for rest, key in whole.items():
        if rest in found and rest != key:
            found[key] += found.pop(rest)
            found[key].sort(key=lambda place: (page.book.index(place[0]), place[1].line))
    return {key: places for key, places in found.items() if len(places) > 1}


@lru_cache(maxsize=2)
def labels(page: Page) -> frozenset[str]:
    """What is read as the title of works at many addresses: words for a link, such as “Reading notes”."""
    found: dict[str, set[Identifier]] = defaultdict(set)
    for one in page.book:
        for item in one.items:
            if item.name:
                found[item.title].add(item.name)
    return frozenset(title for title, names in found.items() if len(names) >= _LABEL)


def is_index(places: list[Place]) -> bool:
    """Is the address shared by works with nothing else in common? Then it is a page about all of them.

    The address of a published work is that work's, and not of several.
    """
    if places[0][1].scheme in PAPERS:
        return False
    titles = {title_key(item.title) for _, item in places}
    few = [item for _, item in places[: INDEX + 1]]
    return len(titles) >= INDEX and not any(alike(one, other) for one, other in combinations(few, 2))


def second_views(page: Page) -> set[int]:
    """Groups (by `id`) of which a good part stands in other groups too: overviews, collections by topic."""
    elsewhere: dict[int, set[int]] = defaultdict(set)
    sizes: dict[int, int] = defaultdict(int)
    for one in page.book:
        for item in one.items:
            sizes[id(item.group)] += 1
    for places in [*by_name(page).values(), *by_title(page).values()]:
        if len({id(item.group) for _, item in places}) > 1 and not is_index(places):
            for _, item in places:
                elsewhere[id(item.group)].add(id(item))
    return {
        group
        for group, items in elsewhere.items()
        if len(items) >= _VIEW * sizes[group] and len(items) >= _LEAST_IN_VIEW
    }


def alike(one: Item, other: Item) -> bool:
    """Could the two titles be one work's: the same, reworded, or one naming the other's short name?"""
    from rapidfuzz import fuzz

    left, right = one.title, other.title
    if not left or not right or title_key(left) == title_key(right):
        return True
    if one.name == other.name and one.scheme == "github":
        return False  # one repository, two papers
    if are_versions(one, other):
        return False
    if any(_names(a, b) for a, b in ((left, right), (right, left))):
        return True
    named = split(left), split(right)
    if named[0] and named[1] and _plain(named[0][0]) == _plain(named[1][0]):
        return True
    least = _VERY_ALIKE if all(named) else _ALIKE
    return fuzz.token_set_ratio(_telling(left), _telling(right)) >= least


def _telling(title: str) -> str:
    """The title without the small words that any two titles share."""
    words = title.casefold().split()
    return " ".join([word for word in words if word not in _SMALL] or words)


def differ_in_number(left: str, right: str) -> bool:
    """Are they the same but for numbers, so that they name two versions or parts?"""
    return left != right and _NUMBER.sub("", left) == _NUMBER.sub("", right)


def are_versions(one: Item, other: Item) -> bool:
    """Do the two name versions of one thing (Quokka-7B and Quokka-13B, Quokka and Quokka Flash)?

    They share the report that brought them.
    """
    left, right = one.title, other.title
    if differ_in_number(left, right):
        return True
    short, long = sorted((left.split(), right.split()), key=len)
    return len(short) < len(long) <= _NAME_WORDS and short == long[: len(short)]


def tells_apart(one: Item, other: Item) -> bool:
    """Are the two shown in tables by names of their own, or is one a row and the other none?

    A table of data sets quotes the papers that brought them: some twice, and some that are listed elsewhere.
    """
    if one.is_row != other.is_row:
        return True
    left, right = _own_name(one), _own_name(other)
    return bool(left and right and left != right) or are_things(one, other)


def are_things(one: Item, other: Item) -> bool:
    """Are they rows of two names, such as models, which the same paper brought?"""
    rows = one.is_row and other.is_row
    short = all(0 < len(item.title.split()) < _LEAST_WORDS for item in (one, other))
    return rows and short and title_key(one.title) != title_key(other.title)


def are_of_two_kinds(one: Item, other: Item) -> bool:
    """Is one a paper and the other a book, a talk or a post of the same title? Their sections say so."""
    papers = one.scheme in PAPERS and other.scheme in PAPERS
    return not papers and _kinds(one) != _kinds(other)


def _kinds(item: Item) -> set[str]:
    names = (*item.section.path, item.group.label)
    return {found[0].casefold() for name in names for found in _KIND.finditer(name)}


def quotes(one: Item, other: Item) -> bool:
    """Is one of the two a thing in a table, such as a data set, with the paper that brought it?

    A row whose title is as long as a paper's is a paper.
    """
    rows = [item for item in (one, other) if item.is_row]
    if len(rows) == 1:
        return len(rows[0].title.split()) < _LEAST_WORDS
    return bool(rows) and (all(map(named_beside, rows)) or are_things(one, other))


def named_beside(item: Item) -> bool:
    """Has the row a name in a cell before that of its title?"""
    title = title_key(item.facts.title)
    for part in item.parts:
        if title in title_key(part.text):
            return False
        if part.of("title") or part.of("short"):
            return True
    return False


def _own_name(item: Item) -> str:
    """What a row is called in a cell that is not its title's, or before its title."""
    title = item.facts.title
    for part in item.parts if item.is_row else ():
        span = part.of("title") or part.of("short")
        if span and title_key(part.said(span)) not in title_key(title):
            return title_key(part.said(span))
    return ""


def _names(title: str, other: str) -> bool:
    named = split(title)
    short = named[0] if named else title if len(title.split()) == 1 else ""
    words = [_plain(word) for word in _NAME.findall(other)]
    if not short or not words:
        return False
    return _plain(short) in words or words[0].startswith(f"{_plain(short)}-")


def _plain(word: str) -> str:
    return _HYPHEN.sub("-", word).casefold()


def where(place: Place, page: Page) -> str:
    """``on line 12``, with the file when it is another one."""
    other, item = place
    return f"on line {item.line + 1}" + (f" of {other.path}" if other is not page else "")


def _long_key(title: str, words: list[str]) -> str:
    """The key of a title of these words; empty when it is so short that two works may well share it."""
    if title.isascii():
        return "".join(words).casefold() if len(words) >= _LEAST_WORDS else ""
    return title_key(title) if len(words) >= _LEAST_WORDS or len("".join(words)) >= _LEAST_SIGNS else ""
