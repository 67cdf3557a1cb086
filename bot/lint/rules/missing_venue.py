"""An entry says no venue, where nearly all of its kind do.

Its kind is its section, when at least 90% of ten or more entries there say one; else all published papers of
the file (a DOI, USENIX, ACL or PMLR link), when at least 80% of eight or more do.

Bad:
    - [Quokka](https://dl.acm.org/doi/10.1145/1234567.1234568): Fast Serving of Tiny Models
Good:
    - [Quokka](https://dl.acm.org/doi/10.1145/1234567.1234568): Fast Serving of Tiny Models | SOSP' 24
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.identifiers import PUBLISHED
from bot.lint.majority import habit
from bot.lint.rule import Flaw, Item, Page, Rule
from bot.listing.columns import roles

_SAYS_ONE = re.compile(
    r"[(（*_][^()（）*_]*(?:\b(?:19|20)\d\d|['’]\s?\d\d|\b(?:Proceedings|Conference|Journal|Transactions|Workshop)\b)"
    r"[^()（）*_]*[)）*_]|^[^,，]{2,40}\b(?:19|20)\d\d\s*[,，]"
)
"""A venue that no program knows: ``(Workshop on Burrows 2019)``, ``Digging Days 2019, …`` at the head."""
_OPENER = re.compile(r"[\[(（【*_`]+")
_REMARK = 80
"""Bytes, so that a Chinese sign counts like a word's half; what is longer describes the work."""


def check(page: Page) -> Iterator[Flaw]:
    """Every entry without a venue, where its kind has one."""
    reported: set[int] = set()
    for whole in page.groups:
        group = [item for item in whole if _could_say(item)]
        yield from _missing(group, 0.9, 10, "entries here", reported)
    published = [item for item in page.items if item.scheme in PUBLISHED]
    yield from _missing(published, 0.8, 8, "published papers", reported)


def _could_say(item: Item) -> bool:
    """Is it a paper, as far as its links tell? Pages and repositories appear nowhere."""
    return bool(item.facts.venue) or (not item.is_beside and item.scheme != "github")


def _says_something(item: Item) -> bool:
    """Does it say what may be a venue, or that it has none?

    What stands in the venue's cell is no oversight, a dash too.
    """
    remarks = (part.said(span) for part, span in item.spans("note", "org"))
    return (
        any(len(text.encode()) < _REMARK and any(map(str.isupper, text)) for text in remarks)
        or bool(_SAYS_ONE.search(item.entry.text))
        or any(
            role == "venue" and bool(part.text.strip())
            for role, part in zip(roles(item.group), item.parts, strict=False)
        )
    )


def _opener(item: Item) -> str:
    """The bracket or emphasis that the entry begins with, if no link does."""
    opener = _OPENER.match(item.entry.text)
    return opener[0] if opener and not any(link.start == 0 for link in item.parts[0].links) else ""


def _usual_opener(items: Sequence[Item]) -> str:
    """What stands before the venue, where the entries begin with theirs: who begins so says something."""
    first = (
        _opener(item) if span.start == len(_opener(item)) and part is item.parts[0] else ""
        for item in items
        for part, span in item.spans("venue")
    )
    usual = habit(first, share=0.9)
    return usual.form if usual else ""


def _missing(
    items: Sequence[Item], share: float, least: int, what: str, reported: set[int]
) -> Iterator[Flaw]:
    opener = _usual_opener(items)
    told = [item for item in items if item.facts.venue or not opener or _opener(item) != opener]
    usual = habit(("says" if item.facts.venue else "" for item in told), share=share, least=least)
    if not usual or not usual.form:
        return
    for item in told:
        if not item.facts.venue and item.line not in reported and not _says_something(item):
            reported.add(item.line)
            yield item.flaw(f"No venue; {usual} {what} say theirs.", "Write where it was published.")


RULE = Rule("missing-venue", "info", check)
