"""A link on the page leads to no heading.

GitHub makes anchors of headings by rules of its own: punctuation and emoji go, spaces become hyphens, a
repeated heading gets a number.

Bad:
    - [Post-Training](#post-training) when the heading says “Systems for Post-Training”
Good:
    - [Post-Training](#systems-for-post-training)
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from bot.lint.contents import anchors, plain
from bot.lint.model import Edit, Flaw, Rule
from bot.lint.page import Page
from bot.listing.find import normal
from bot.markdown.anchors import heading_text


def check(page: Page) -> Iterator[Flaw]:
    """Every ``#anchor`` that nothing on the page has."""
    known = anchors(page)
    bare = {anchor.replace("\ufe0f", "") for anchor in known}
    for number, link in page.links:
        if not link.url.startswith("#") or len(link.url) < 2:
            continue
        anchor = unquote(link.url[1:]).removeprefix("user-content-")
        if plain(anchor, known) in known or anchor.replace("\ufe0f", "").lower() in bare:
            continue
        label = heading_text(page.lines[number][link.text_start : link.text_end])
        right = _right(page, label, anchor)
        near = get_close_matches(anchor, sorted(known), 1, 0.75)
        hint = (
            f"Write #{right}."
            if right
            else f"Did you mean #{near[0]}?"
            if near
            else "Add the heading, or take the link out."
        )
        yield Flaw(
            number,
            link.url_start,
            f"#{anchor} leads nowhere: no heading has that anchor.",
            hint,
            length=len(link.url),
            edits=(Edit(number, link.url_start, number, link.url_end, f"#{right}"),) if right else (),
        )


def _right(page: Page, label: str, anchor: str) -> str:
    """The anchor of the one heading that the link's own words name; empty when it is not just one."""
    wanted = {normal(label), normal(anchor.replace("-", " "))} - {""}
    found = {one.anchor for one in page.listing.sections if one.anchor and normal(one.name) in wanted}
    return found.pop() if len(found) == 1 else ""


RULE = Rule("contents-anchor", "error", check, distant=True)
