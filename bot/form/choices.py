"""Which sections a requester may choose from: those that hold entries, and those made to hold some."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.listing.lists import Lists
from bot.listing.model import Listing, Section

# What stands below the papers of many lists; its links are no works.
_OTHER = re.compile(
    r"\W*(?:contribut\w*|contributing to .{0,40}|(?:\w+ (?:(?:&|and) )?){0,3}contributors|maintainers"
    r"|licen[cs]e|(?:how to )?cit(?:e|ing|ation)s?|bibtex|acknowledge?ments?|disclaimer"
    r"|star(?:gazers)?(?: history)?|contacts?(?: us)?|sponsors?|(?:table of )?contents?|toc|changelog"
    r"|(?:latest |recent )?(?:news|updates?)|join us|community|credits|(?:special )?thanks(?: to .*)?"
    r"|recruit(?:ing|ment)|(?:we are )?hiring|legends?|notations?|category keywords|quick links?"
    r"|(?:[\w-]+ ){0,3}criteria|.*\bcoming soon"
    r"|贡献\w*|引用|联系\w*|致谢|许可\w*|更新\w*|目录|最新\w*)\W*",
    re.I,
)
_TITLE = re.compile(r"\bawesome\b|\b(?:papers?|reading)[- ]?lists?\b|\blists? of\b", re.I)
_ANCHOR = re.compile(r"\]\((?:\./)?#")
_NO_TEXT = re.compile(r"(?:<!--.*?-->|</?(?:a|br)\b[^>]*>|-{3,}|\s)*", re.S | re.I)


def choices(lists: Lists) -> list[Section]:
    """The sections that a form offers, in the order of the list; each is found by its path.

    Of sections that are called alike in several files, as in those of past years, it is the main file's.
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
    return [
        section
        for section in offered
        if paths[section.path] == 1 or (section.file == main.file and own[section.path] == 1)
    ]


def _leads_on(lists: Lists, section: Section) -> bool:
    """Does it hold hardly more than links into the list's own files, as contents do?"""
    led = sum(
        "://" not in one.text and bool(_ANCHOR.search(one.text) or lists.names_file(one.text, section.file))
        for one in section.entries
    )
    return led > 0.8 * len(section.entries)


def is_about_itself(name: str) -> bool:
    """Does a section of this name tell of the list, its people or its licence, not of works?"""
    return _OTHER.fullmatch(name) is not None


def _of(listing: Listing) -> Iterator[Section]:
    headings = [section for section in listing.sections if section.path]
    kept = {section.path[:-1] for section in headings if section.entries}
    repeated = Counter(section.path for section in headings)
    for number, section in enumerate(headings):
        below = any(other.path[:-1][: len(section.path)] == section.path for other in headings[number + 1 :])
        named_so = below or _TITLE.search(section.name)
        rest = sum(len(other.entries) for other in headings[1:])
        title = number == 0 and named_so and rest and len(section.entries) <= rest
        if is_about_itself(section.name) or title:
            continue  # the links under the document's own title are about the document
        after = headings[number + 1 : number + 2]
        label = any(
            repeated[other.path] > 1 for other in after
        )  # of the years below it, in one level with them
        empty = section.path[:-1] in kept and not below and not label
        if section.entries or (empty and _blank(listing, section)):
            yield section


def _blank(listing: Listing, section: Section) -> bool:
    text = "\n".join(listing.document.lines[section.line + 1 : section.end])
    return _NO_TEXT.fullmatch(text) is not None
