"""The same work is listed twice.

Readers see it twice, and a correction of one leaves the other wrong. Found by the work's name in any form
(abs, pdf, html and versions of one arXiv number are one work) and by the whole title, so that a preprint and
its published form are seen as one; across sections and files. Two works that only share a short name are two
works, and so are two titles on one index page. A table or section of which at least 30%
stands elsewhere too is a second view of the list, and no oversight.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
    - [Quokka](https://arxiv.org/pdf/2401.00001v2): Fast Serving of Tiny Models
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.model import Flaw, Rule, Severity
from bot.lint.page import Item, Page
from bot.lint.works import MOST, alike, by_name, by_title, is_index, second_views, where


def check(page: Page) -> Iterator[Flaw]:
    """Every entry whose work stands further up, or in an earlier file."""
    if not by_name(page) and not by_title(page):
        return
    views = second_views(page)
    reported: set[int] = set()
    for places in by_name(page).values():
        if is_index(places):
            continue
        for i, (own, item) in enumerate(places):
            first = next((one for one in places[: min(i, MOST)] if alike(one[1], item)), None)
            if first and own is page and item.line not in reported and not _view(item, first, views):
                reported.add(item.line)
                yield _flaw(item, first, page, f"{item.name} is listed already")
    for first, *later in by_title(page).values():
        for own, item in later:
            if own is not page or item.line in reported or _view(item, first, views):
                continue
            reported.add(item.line)
            both = _paper_and_code(first[1], item)
            what = "the same title is listed already"
            if both:
                what += ", with its code instead of its paper"
            elif item.name and first[1].name:
                what += " under another link"
            yield _flaw(item, first, page, what, "info" if both else None)


def _flaw(
    item: Item, first: tuple[Page, Item], page: Page, what: str, severity: Severity | None = None
) -> Flaw:
    return Flaw(
        item.line,
        len(item.entry.prefix),
        f"“{item.title}”: {what} {where(first, page)}.",
        "Keep the better of the two lines and delete the other.",
        length=len(item.entry.text.split("\n")[0]),
        severity=severity,
    )


def _view(item: Item, first: tuple[Page, Item], views: set[int]) -> bool:
    """Do the two stand in different groups, one of which repeats others on purpose?"""
    groups = {id(item.group), id(first[1].group)}
    return len(groups) > 1 and not groups.isdisjoint(views)


def _paper_and_code(one: Item, other: Item) -> bool:
    code = [item.name is not None and item.name.scheme == "github" for item in (one, other)]
    return code[0] != code[1]


RULE = Rule("duplicate-work", "error", check, distant=True)
