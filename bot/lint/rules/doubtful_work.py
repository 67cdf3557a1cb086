"""The list itself says that a work is not to be relied on.

“Plagiarism” where others name their venue tells readers that the entry should not stand there, and leaves
them alone with it. A work that is marked as withdrawn is another matter: that is a fact.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models | Plagiarism
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models | SOSP' 24
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule

_VERDICT = re.compile(
    r"plagiari(?:s(?:m|ed)|zed)|fake|fraud|spam|hoax|do not cite|wrong (?:link|paper)|抄袭|造假",
    re.I,
)


def check(page: Page) -> Iterator[Flaw]:
    """Every such word that is a whole remark, beside a linked work."""
    for item in page.items:
        if not item.facts.url:
            continue
        for part, span in item.spans("note", "org", "venue"):
            text = part.said(span)
            # Whole remarks only: to search each entry for these words takes four times as long.
            if _VERDICT.fullmatch(text.strip("*_ !")):
                yield part.flaw(
                    span.start,
                    span.end,
                    f"“{text}” is no venue: the list warns of a work that it shows.",
                    "Take the entry out, or say in a sentence what is wrong with it.",
                )


RULE = Rule("doubtful-work", "warning", check)
