"""A heading holds a character that belongs to nothing.

A ``?`` alone between two words is a ``/`` or ``&`` that some program could not write; a bracket without its
partner and emphasis that never ends are left over from an edit.

Bad:
    ## Benchmarks ? Traces
Good:
    ## Benchmarks / Traces
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule

_ALONE = re.compile(r"(?<=\s)[?!;,.^~=\ufffd](?=\s)|\ufffd|[,;](?=\s*$)|(?<=\s)[?!;,.^~=*](?=\s*$)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"(?<!\*)\*\*(?!\*)")


def check(page: Page) -> Iterator[Flaw]:
    """Every heading with punctuation by itself, half a bracket or half an emphasis."""
    for section in page.listing.sections[1:]:
        source = _TAG.sub(lambda tag: "|" * len(tag[0]), page.lines[section.line])
        if found := _ALONE.search(source):
            yield _flaw(section.line, found.span(), f"“{found[0]}” stands alone in the heading.")
        elif len(_EMPHASIS.findall(source)) % 2:
            place = source.index("**")
            said = "“**” begins and never ends, or ends what never began."
            yield _flaw(section.line, (place, place + 2), said)
        elif section.name.count("(") != section.name.count(")"):
            place = max(source.find("("), source.find(")"), 0)
            yield _flaw(section.line, (place, place + 1), "A bracket in the heading has no partner.")


def _flaw(line: int, span: tuple[int, int], message: str) -> Flaw:
    return Flaw.between(line, span, message, "Write what is meant.")


RULE = Rule("heading-characters", "warning", check)
