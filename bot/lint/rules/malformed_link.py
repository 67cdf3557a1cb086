"""A link that does not work as it is written.

An empty or broken address leads nowhere, an arXiv number with a digit too few to another paper or none, and a
space before the bracket leaves plain text.

Bad:
    - [Quokka]() and [Numbat] (https://arxiv.org/abs/2401.00002) and [Bilby](https:/burrow.example)
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.prose import outside_code
from bot.lint.rule import Edit, Flaw, Page, Rule

_KINDS = (
    # Badges that lead nowhere are labels.
    (
        re.compile(r"(?<!\\)\[(?:[^\[\]\\\n]|\\.|(?<!!)\[[^\[\]\n]*\])*\]\(\s*\)"),
        "The link has no address.",
        "Add the address, or take the link out.",
    ),
    (
        re.compile(r"(?<=\]\()(?:https?:/(?!/)|https?//|ht{3,}ps?:|hhtt?ps?:|htps?:|ttps?:)[^\s()]*"),
        "The address begins with no https://.",
        "Begin it with https://.",
    ),
    (
        re.compile(r"(?<=\]\()https?://(?=https?:/{0,2})[^\s()]*"),
        "The address begins twice.",
        "Take the first https:// out.",
    ),
    (
        re.compile(r"(?<=\]\()\[[^\[\]\n]*\]\([^\s()]*\)?"),
        "A link stands in place of the address.",
        "Keep one address between the round brackets.",
    ),
    (
        re.compile(r"(?<=\]\()\[https?:[^\s()\[\]]*(?=\))"),
        "The address begins with a bracket.",
        "Take the bracket out.",
    ),
    (
        re.compile(r"(?<=\]\()https?://[^\s()<>]* +[^\s()<>\"'][^()<>\"']*(?=\))"),
        "The address holds a space, so that it is no link.",
        "Look the address up; a space in it is written %20.",
    ),
    (
        re.compile(r"(?<=\]\()https?://[^\s()]+(?=\s*$)"),
        "The link's closing bracket is missing.",
        "Write “)” behind the address.",
    ),
    (
        re.compile(r"(?<=\]\()(?:www\.|(?:[\w-]+\.)+(?:com|org|net|io|edu|ai)/)[^\s()]*"),
        "The address has no https:// and is taken for a file.",
        "Write https:// before it.",
    ),
)
_NUMBER = re.compile(
    r"arxiv\.org/(?:abs|pdf|html)/(?:\d{4}\.(?:\d{1,3}|\d{6,})|(?:1[5-9]|[2-9]\d)\d\d\.\d{4})(?=v\d|\.pdf|[?#)>\"']|$)"
)
"""An arXiv number with too few digits or too many; since 2015 there are five behind the dot."""
_COUNT = ("The arXiv number has too few digits, or too many.", "Look the number up on arXiv.")
_APART = re.compile(
    r"(?<![\]\\])(?:\[(?P<text>[^\[\]\n]+)\]|\[\[(?P<inner>[^\[\]\n]+)\]\])(?P<gap>[ \t]+)\(https?://[^\s()]+\)"
)

_SUSPECT = re.compile(r"\](?:\((?!https?://(?!https?:)[^\s()<>]+\))|[ \t]+\()")
"""Anything but a plain address; most lines have none and need no closer look."""


def check(page: Page) -> Iterator[Flaw]:
    """Every empty, cut, doubled or parted link."""
    for number, line in outside_code(page, "]"):
        if "arxiv.org/" in line:
            for found in _NUMBER.finditer(line):
                yield _flaw(page, number, found.span(), *_COUNT)
        if not _SUSPECT.search(line):
            continue
        for pattern, what, hint in _KINDS:
            for found in pattern.finditer(line):
                yield _flaw(page, number, found.span(), what, hint)
        for found in _APART.finditer(line):
            if not any(char.isalpha() for char in found["text"] or found["inner"]):
                continue  # a footnote's number and a remark
            gap = found.span("gap")
            yield Flaw(
                number,
                found.start(),
                f"A space parts the link's text from its address, so that it shows as plain text: {found[0]}",
                "Take the space out.",
                length=len(found[0]),
                edits=(Edit(number, gap[0], number, gap[1], ""),),
            )


def _flaw(page: Page, number: int, span: tuple[int, int], what: str, hint: str) -> Flaw:
    shown = page.lines[number][slice(*span)]  # code in the link's text, too
    return Flaw.between(number, span, f"{what[:-1]}: {shown}", hint)


RULE = Rule("malformed-link", "error", check)
