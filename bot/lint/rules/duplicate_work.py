"""The same work is listed twice.

Readers see it twice, and a correction of one leaves the other wrong. Found by the work's name in any form
(abs, pdf, html and versions of one arXiv number are one work) and by the whole title, so that a preprint and
its published form are seen as one; across sections and files. Two works that only share a short name are two
works, and so are two titles on one index page. A table or section of which at least 30%
stands elsewhere too is a second view of the list, and no oversight; one of which at least 70% stands in one
other place is named once.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
    - [Quokka](https://arxiv.org/pdf/2401.00001v2): Fast Serving of Tiny Models
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bot.lint.majority import LEAST, SHARE
from bot.lint.rule import Flaw, Item, Page, Rule, Severity
from bot.lint.works import (
    MOST,
    Place,
    alike,
    are_of_two_kinds,
    by_name,
    by_title,
    is_index,
    labels,
    named_beside,
    second_views,
    tells_apart,
    where,
)
from bot.listing.facts import title_key

_Found = tuple[Place, Place, str, Severity | None]


def check(page: Page) -> Iterator[Flaw]:
    """Every entry whose work stands further up, or in an earlier file."""
    if not by_name(page) and not by_title(page):
        return
    views = second_views(page)
    reported: set[tuple[int, int]] = set()
    copied: dict[tuple[int, int], dict[tuple[int, int], tuple[Item, Place]]] = defaultdict(dict)
    for place, first, what, severity in (*_by_name(page), *_by_title(page)):
        own, item = place
        if _work(place) == _work(first):  # one line, read twice: a bullet in a bullet
            continue
        if own is not page or _work(place) in reported or _is_remark(item.title, page):
            continue
        if _view(item, first, views):
            if not item.is_row or not named_beside(item):  # a data set quotes its paper
                copied[id(item.group), id(first[1].group)][_work(place)] = (item, first)
        else:
            reported.add(_work(place))
            yield _flaw(item, first, page, what, severity)
    for found in copied.values():
        yield from _copied(page, list(found.values()))


def _is_remark(title: str, page: Page) -> bool:
    """Does what is read as the title say something about a work that goes by another name?"""
    return title in labels(page) or title[:1] + title[-1:] in ("()", "（）")


def _by_name(page: Page) -> Iterator[_Found]:
    """Entries with the name of an earlier one; badges have no title."""
    for places in by_name(page).values():
        for i, place in enumerate(places if not is_index(places) else ()):
            item = place[1]
            above = (one for one in places[: min(i, MOST)] if _work(one) != _work(place))
            alike_one = (one for one in above if alike(one[1], item) and not tells_apart(one[1], item))
            first = next(alike_one, None) if item.title and place[0] is page else None
            if first:
                yield place, first, f"{item.name} is listed already", None


def _by_title(page: Page) -> Iterator[_Found]:
    for first, *later in by_title(page).values():
        for place in later:
            item = place[1]
            if tells_apart(first[1], item) or are_of_two_kinds(first[1], item):
                continue
            both = _paper_and_code(first[1], item)
            what = "the same title is listed already"
            if both:
                what += ", with its code instead of its paper"
            elif item.name and first[1].name:
                what += " under another link"
            yield place, first, what, "info" if both else None


def _work(place: Place) -> tuple[int, int]:
    """Where the work stands: of several lines that each give one of its addresses, the first."""
    own, item = place
    return id(own), item.group.start if item.is_field else item.line


def _flaw(
    item: Item, first: tuple[Page, Item], page: Page, what: str, severity: Severity | None = None
) -> Flaw:
    other = first[1].title
    called = "" if not other or title_key(other) == title_key(item.title) else f" as “{other}”"
    return item.flaw(
        f"“{item.title}”: {what} {where(first, page)}{called}.",
        "Keep the better of the two lines and delete the other"
        + (", or mend the link if they are two works." if called else "."),
        severity,
    )


def _copied(page: Page, found: list[tuple[Item, Place]]) -> Iterator[Flaw]:
    """One word for a whole group that stands in another one already."""
    item, first = found[0]
    group, total = item.group, len(item.group.entries)
    if len(found) < max(LEAST, SHARE * total):
        return
    name = first[1].group.label or first[1].section.name
    yield Flaw.of_entry(
        group.entries[0],
        f"{len(found)} of {total} entries here are listed already under “{name}”, "
        f"the first {where(first, page)}.",
        "If that is no second view on purpose, keep one of the two.",
        "info",
    )


def _view(item: Item, first: tuple[Page, Item], views: set[int]) -> bool:
    """Do the two stand in different groups, one of which repeats others on purpose?"""
    groups = {id(item.group), id(first[1].group)}
    return len(groups) > 1 and not groups.isdisjoint(views)


def _paper_and_code(one: Item, other: Item) -> bool:
    return (one.scheme == "github") != (other.scheme == "github")


RULE = Rule("duplicate-work", "error", check, distant=True)
