"""A title that begins with its own short name twice.

The whole title was pasted behind the name that was linked already.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001): Quokka: Fast Serving of Tiny Models
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Part, Rule

_HEAD = re.compile(r"(?P<name>[^:：]{1,40})\s*[:：]\s*")


def check(page: Page) -> Iterator[Flaw]:
    """Every rest of a title, and every title, that says the name before it once more."""
    for part, rest in page.spans("rest"):
        if short := part.of("short"):
            yield from _again(part, part.said(short), rest.start, rest.end)
    for part, title in page.spans("title"):
        if head := _HEAD.match(part.text, title.start, title.end):
            yield from _again(part, head["name"], head.end(), title.end)


def _again(part: Part, name: str, start: int, end: int) -> Iterator[Flaw]:
    if part.text.find(":", start, end) < 0 and part.text.find("：", start, end) < 0:
        return
    again = _HEAD.match(part.text, start, end)
    if (
        again is None
        or again["name"].strip().casefold() != name.strip(" *_`").casefold()
        or again.end() >= end
    ):
        return
    said = f"The title says its short name, “{again['name'].strip()}”, twice."
    yield part.flaw(start, again.end(), said, "Take the second one out.", "")


RULE = Rule("repeated-name", "warning", check)
