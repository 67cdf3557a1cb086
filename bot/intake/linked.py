"""One link in its line: what it is, and the title that stands with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.labels import is_pointer, label_before, label_of, label_of_words
from bot.intake.lines import Line
from bot.intake.mentions import Mention
from bot.intake.roles import role_by_address
from bot.intake.titles import bold_titles, line_title, quoted_titles, words_title
from bot.intake.words import EXTRAS, LINKED, PAPER_FORMS

_GAP_END = re.compile(r"[\s\[(（:：\-–—|]+$")


def role_of(mention: Mention, label: str) -> str:
    """What a link is: what its label says, unless its address knows better."""
    host = role_by_address(mention)
    if label in EXTRAS:
        return label
    if host in ("paper", "code"):
        return host
    if label == "code":
        return "code"
    return "paper" if label in PAPER_FORMS else host


def own_label(mention: Mention) -> str:
    """The field that the link's own text, or else the words before it, name."""
    return label_of_words(mention.words) or label_before(mention.gap)


def title_in_words(mention: Mention, after: str) -> str:
    """The title in the link's own text; what follows the link may complete it."""
    if is_pointer(mention.words) or label_of_words(mention.words):
        return ""
    return words_title(mention.words, after)


def title_around(mention: Mention, after: str, *, first: bool, only: bool, item: bool) -> str:
    """The title that stands before or behind a link.

    Args:
        after: what stands between this link and the next, or the line's end.
        first: no link before it in the line.
        only: no other link in the line.
        item: the line is a list item.
    """
    label, value = label_of(mention.gap)
    gap = value if label else mention.gap
    found = quoted_titles(gap) or bold_titles(gap)
    if not found and first and (own := line_title(_GAP_END.sub("", gap), lenient=item)):
        return own
    if not found and only:
        found = quoted_titles(after) or bold_titles(after)
    return found[-1] if found else ""


def outside(text: str, found: Sequence[Mention]) -> str:
    """The line without its links and their texts."""
    parts = []
    last = 0
    for mention in found:
        if mention.start >= last:
            parts.append(text[last : mention.start])
            last = mention.end
    return " ".join([*parts, text[last:]])


def labels_a_link(line: Line, found: Sequence[Mention]) -> bool:
    """Whether the line below a heading labels a link, so that the heading names a work and no section."""
    if field := label_of(line.text)[0]:
        return field in LINKED
    first = found[0] if found else None
    return bool(first and line.item and label_of_words(first.words) and len(first.gap) < 6)
