"""Which sections a requester may choose from: those that hold entries, and those made to hold some."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bot.listing.find import normal
from bot.listing.lists import Lists
from bot.listing.model import Listing, Section
from bot.listing.navigation import is_news

# What stands below the papers of many lists; its links are no works.
_OTHER = re.compile(
    r"\W*+(?:contribut\w*|contributing to .{0,40}|(?:\w+ (?:(?:&|and) )?){0,3}contributors|maintainers"
    r"|licen[cs]e|(?:how to )?cit(?:e|ing|ation)s?|bibtex|acknowledge?ments?|disclaimer"
    r"|star(?:gazers)?(?: history)?|contacts?(?: us)?|sponsors?|(?:table of )?contents?|toc|changelog"
    r"|(?:latest |recent )?(?:news|updates?)|references?|join us|community|credits"
    r"|(?:special )?thanks(?: to .*)?|recruit(?:ing|ment)|(?:we are )?hiring|legends?|notations?"
    r"|category keywords|quick links?"
    r"|(?:[\w-]+ ){0,3}criteria|.*\bcoming soon"
    r"|贡献\w*|引用|联系\w*|致谢|许可\w*|更新\w*|目录|最新\w*)\W*",
    re.I,
)
_TITLE = re.compile(r"\bawesome\b|\b(?:papers?|reading)[- ]?lists?\b|\blists? of\b", re.I)
_ANCHOR = re.compile(r"\]\((?:\./)?#")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"\b({'|'.join(_MONTHS)})[a-z]*\b\.?"
_DAY = re.compile(rf"{_MONTH} (\d\d?)\b|\b20\d\d[-./](\d\d?)[-./](\d\d?)\b", re.I)
_OF_A_DATE = re.compile(rf"{_MONTH}|[\W\d_]+", re.I)
_LATEST = 12  # of the sections of days or weeks
_NO_TEXT = re.compile(r"(?:(?><!--.*?-->)|</?(?:a|br)\b[^>]*>|-{3,}+|\s)*+", re.S | re.I)


def choices(lists: Lists) -> list[Section]:
    """The sections that a form offers, in the order of the list; each is found by its path.

    Of sections that are called alike in several files it is the main file's; files of past years give none,
    and days and weeks only the latest.
    """
    known = {id(section) for section in lists.sections}
    paths = Counter(section.path for section in lists.sections)
    main = next(iter(lists))
    own = Counter(section.path for section in main.sections)
    offered = [
        section
        for listing in lists
        for section in _of(listing)
        if id(section) in known and not _leads_on(lists, section)
    ]
    clear = [
        section
        for section in offered
        if paths[section.path] == 1 or (section.file == main.file and own[section.path] == 1)
    ]
    return _without_past_days(_without_past_files(clear, main.file))


def _without_past_files(offered: Sequence[Section], main: str) -> list[Section]:
    """Without files of what the main one held before: named by a year, or with its sections once more."""
    own = {normal(one.name) for one in offered if one.file == main}
    others = [one for one in offered if one.file != main]
    again = sum(normal(one.name) in own for one in others)
    if 2 * again > len(others):
        return [one for one in offered if one.file == main]
    return [one for one in offered if one.file == main or not (own and _YEAR.search(one.file))]


def _without_past_days(offered: Sequence[Section]) -> list[Section]:
    """Of sections that differ in the day or week alone, the latest: nobody adds to those gone by."""
    alike: dict[tuple[object, ...], list[Section]] = defaultdict(list)
    for one in offered:
        if _DAY.search(one.name):
            alike[one.file, one.path[:-1], _OF_A_DATE.sub("", one.name).casefold()].append(one)
    past: set[int] = set()
    for some in alike.values():
        rising = _when(some[-1].name) > _when(some[0].name)
        past |= {id(one) for one in (some[:-_LATEST] if rising else some[_LATEST:])}
    return [one for one in offered if id(one) not in past]


def _when(name: str) -> tuple[int, int, int]:
    """Year (0 where it is not said), month and day that a heading begins with."""
    year, day = _YEAR.search(name), _DAY.search(name)
    if day is None:
        return 0, 0, 0
    month = 1 + _MONTHS.index(day[1].lower()) if day[1] else int(day[3])
    return int(year[0]) if year else 0, month, int(day[2] or day[4])


def _leads_on(lists: Lists, section: Section) -> bool:
    """Does it hold hardly more than links into the list's own files, as contents do?"""
    led = sum(
        1
        for one in section.entries
        if lists.names_file(one.text, section.file) or ("://" not in one.text and _ANCHOR.search(one.text))
    )
    return led > 0.8 * len(section.entries)


def is_about_itself(name: str) -> bool:
    """Does a section of this name tell of the list, its people or its licence, not of works?"""
    return _OTHER.fullmatch(name) is not None


def _of(listing: Listing) -> Iterator[Section]:
    headings = [section for section in listing.sections if section.path]
    kept = {
        (section.path[:-1], section.level)
        for section in headings
        if section.entries and not is_about_itself(section.name)
    }
    repeated = Counter(section.path for section in headings)
    for number, section in enumerate(headings):
        below = any(other.path[:-1][: len(section.path)] == section.path for other in headings[number + 1 :])
        named_so = below or _TITLE.search(section.name)
        rest = sum(len(other.entries) for other in headings[1:])
        title = number == 0 and named_so and rest and len(section.entries) <= rest
        if is_about_itself(section.name) or title or any(map(is_news, section.path)):
            continue  # the links under the document's own title are about the document
        after = headings[number + 1 : number + 2]
        label = any(
            repeated[other.path] > 1 for other in after
        )  # of the years below it, in one level with them
        empty = (section.path[:-1], section.level) in kept and not below and not label
        if section.entries or (empty and _blank(listing, section)):
            yield section


def _blank(listing: Listing, section: Section) -> bool:
    text = "\n".join(listing.document.lines[section.line + 1 : section.end])
    return _NO_TEXT.fullmatch(text) is not None
