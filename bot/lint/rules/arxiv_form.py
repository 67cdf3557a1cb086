"""An arXiv link in another form than most of the list uses.

One list, one form: readers know what opens, and a link without a version always shows the latest one. What
counts is the form that at least 70% of the file's own links have.

Bad:
    - [Quokka](https://arxiv.org/pdf/2401.00001v2)
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.majority import Habit, habit, sentence
from bot.lint.rule import LEARNT, Flaw, Page, Pin, Pins, Rule
from bot.markdown.links import Link

_FORM = re.compile(
    r"https?://(?:www\.)?arxiv\.org/(?P<form>abs|pdf|html)/(?P<id>[\w.-]+/\d{7}|\d{4}\.\d{4,5})"
    r"(?P<version>v\d+)?(?:\.pdf)?(?:\?.*)?$",
    re.I,
)


def check(page: Page, pins: Pins = LEARNT) -> Iterator[Flaw]:
    """Every link to a paper on arXiv that is not in the form, or not as much pinned, as most are."""
    found = [
        (number, link, match)
        for number, link in page.links
        if (match := _FORM.match(link.url)) and not link.image
    ]
    form = habit((match["form"].lower() for _, _, match in found), pin=pins.get("form"))
    pinned = habit("pinned" if match["version"] else "" for _, _, match in found)
    for number, link, match in found:
        own = Habit(match["form"].lower(), 0, 0) if _says_form(page, number, link, match) else form
        said = list(_deviations(match, own, pinned))
        if said:
            right = _right(match, own, pinned)
            yield Flaw.of_link(number, link, sentence(said), f"Write {right}.", right)


def _says_form(page: Page, number: int, link: Link, match: re.Match[str]) -> bool:
    """Does the link's own text promise this form (``[PDF](…)``)?"""
    shown = link.shown(page.lines[number]).casefold()
    return len(shown) < 20 and match["form"].casefold() in shown


def _deviations(match: re.Match[str], form: Habit | None, pinned: Habit | None) -> Iterator[str]:
    if form and match["form"].lower() != form.form:
        yield f"{form} links to arXiv are {form.form} links, this is {match['form']}"
    if pinned and not pinned.form and match["version"]:
        yield f"pinned to {match['version']}, {pinned} are not pinned"


def _right(match: re.Match[str], form: Habit | None, pinned: Habit | None) -> str:
    version = "" if pinned and not pinned.form else match["version"] or ""
    return f"https://arxiv.org/{form.form if form else match['form'].lower()}/{match['id']}{version}"


def _form(text: str) -> tuple[str, str] | None:
    return ("form", text) if text in ("abs", "pdf", "html") else None


RULE = Rule("arxiv-form", "warning", check, pin=Pin("abs", _form, check))
