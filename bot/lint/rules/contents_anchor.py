"""A link on the page leads to no heading.

GitHub makes anchors of headings by rules of its own: punctuation and emoji go, spaces become hyphens, a
repeated heading gets a number.

Bad:
    - [Post-Training](#post-training) when the heading says “Systems for Post-Training”
Good:
    - [Post-Training](#systems-for-post-training)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache

from bot.lint.contents import aim, anchors, meant, names, plain
from bot.lint.rule import Edit, Flaw, Page, Rule
from bot.listing.find import normal
from bot.markdown.anchors import heading_text
from bot.markdown.links import Link

_NEAR = 0.85
"""Least likeness of an anchor that may be meant; below it, pre-training is like post-training."""


def check(page: Page) -> Iterator[Flaw]:
    """Every ``#anchor`` that nothing on the page has."""
    known = anchors(page)
    bare = {anchor.replace("\ufe0f", "") for anchor in known}
    for number, link in page.links:
        anchor = aim(page, link).removeprefix("user-content-") if "#" in link.url else ""
        if not anchor:
            continue
        if (
            number in _made(page)
            or plain(anchor, known) in known
            or anchor.replace("\ufe0f", "").lower() in bare
        ):
            continue
        label = heading_text(link.shown(page.lines[number]))
        right = meant(page, label, anchor)
        yield Flaw(
            number,
            link.url_start,
            f"#{anchor} leads nowhere: no heading has that anchor.",
            f"Write #{right}." if right else _hint(page, label, anchor, known),
            length=len(link.url),
            edits=(_edit(number, link, right),) if right else (),
        )


@lru_cache(maxsize=2)
def _made(page: Page) -> frozenset[int]:
    """Lines that the all-contributors bot keeps, with anchors that were never there."""
    inside, found = False, set()
    for number, line in enumerate(page.lines):
        if "ALL-CONTRIBUTORS-LIST:" in line:
            inside = "START" in line
        elif inside:
            found.add(number)
    return frozenset(found)


def _edit(number: int, link: Link, right: str) -> Edit:
    return Edit(number, link.url_start + link.url.index("#") + 1, number, link.url_end, right)


def _hint(page: Page, label: str, anchor: str, known: Iterable[str]) -> str:
    wanted = names(label, anchor)
    groups = (group for section in page.listing.sections for group in section.groups)
    labels = (one for one in groups if one.label_line >= 0 and one.entries and not one.navigation)
    bold = next((one for one in labels if normal(one.label) in wanted), None)
    if bold:
        return f"Make “{bold.label}” on line {bold.label_line + 1} a heading; as it stands, it has no anchor."
    near = _near(anchor, known)
    return f"Did you mean #{near}?" if near else "Add the heading, or take the link out."


def _near(anchor: str, known: Iterable[str]) -> str:
    """The anchor most like this one; empty when none is.

    What difflib counts as equal is a common subsequence, so none that falls short by the longest one needs
    its slow look.
    """
    from rapidfuzz import fuzz, process

    least = 99 * _NEAR  # of 100, and a little less: both round
    short = [
        one for one, *_ in process.extract(anchor, known, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    ]
    return next(iter(get_close_matches(anchor, sorted(short), 1, _NEAR)), "")


RULE = Rule("contents-anchor", "error", check, distant=True)
