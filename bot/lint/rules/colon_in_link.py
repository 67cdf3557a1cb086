"""The colon after a name stands inside the link, where the list has it outside.

The colon belongs to the sentence, not to the name that is clicked; mixed forms also sort and search apart.

Bad:
    - [Quokka:](https://arxiv.org/abs/2401.00001) Fast Serving of Tiny Models
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.majority import habit
from bot.lint.rule import Edit, Flaw, Page, Part, Rule
from bot.markdown.links import Link

_INSIDE = re.compile(r"\s*[:：]\s*$")


def check(page: Page) -> Iterator[Flaw]:
    """Every linked name with its colon, where at least 70% of linked names have it after the link."""
    inside = [(part, link) for item in page.items for part in item.parts for link in _closed(part)]
    if not inside:
        return
    outside = [
        gap.text
        for item in page.items
        for _, gap in item.gaps
        if gap.linked and gap.text.strip() in (":", "：") and "\n" not in gap.text
    ]
    usual = habit([*(["outside"] * len(outside)), *(["inside"] * len(inside))])
    form = habit(outside, share=0.5, least=1)
    if not usual or usual.form != "outside" or not form:
        return
    for part, link in inside:
        yield _flaw(part, link, f"{usual} names have it after the link", form.form)


def _closed(part: Part) -> Iterator[Link]:
    if ":](" not in part.text and "：](" not in part.text and ": ](" not in part.text:
        return
    for link in part.links:
        text = link.shown(part.text)
        if not link.bare and not link.image and _INSIDE.search(text) and part.text[link.end :].strip():
            yield link


def _flaw(part: Part, link: Link, evidence: str, colon: str) -> Flaw:
    text = link.shown(part.text)
    kept = len(_INSIDE.sub("", text))
    after = link.end + len(part.text[link.end :]) - len(part.text[link.end :].lstrip(" \t"))
    line, first = part.place(link.text_start + kept)
    _, last = part.place(link.text_end)
    _, close = part.place(link.end)
    _, rest = part.place(after)
    return Flaw(
        line,
        first,
        f"The colon stands inside the link; {evidence}.",
        f"Write `[{text[:kept]}](…){colon}`.",
        edits=(Edit(line, first, line, last, ""), Edit(line, close, line, rest, colon)),
    )


RULE = Rule("colon-in-link", "warning", check)
