"""Whether authors took a work back, in the words that arXiv shows with it.

arXiv has no field for it; withdrawal is said in the comment, or at the head of the abstract
(https://info.arxiv.org/help/withdraw.html).
"""

from __future__ import annotations

import re

from bot.works.titles import clean

_SAYS = re.compile(
    r"(?:\b(?:paper|article|submission|manuscript|work|version|preprint)\s+(?:(?:has|have)\s+been\s+|was\s+|is\s+"
    r"|is\s+being\s+)?(?:temporarily\s+)?|^\W*)withdrawn\b(?!\s+(?:from|submission))",
    re.I,
)
_HEAD = 120  # characters of an abstract; further down it speaks of something else
_LONGEST = 160


def withdrawn(comment: object, abstract: object = "") -> str:
    """The words that say so, shortened; empty when the work stands, if perhaps not at a venue."""
    for text in (clean(comment), clean(abstract)[:_HEAD]):
        if _SAYS.search(text):
            return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    return ""
