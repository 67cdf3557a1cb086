"""A small word or a year that stands twice in a row.

Left over from an edit, or from a venue's name that ended in its year.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001): A Study of of Burrows | Warren Workshop 2025 2025
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001): A Study of Burrows | Warren Workshop 2025
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.prose import blank_code
from bot.lint.rule import Edit, Flaw, Page, Rule

_WORDS = "a A an An the The of for For from From with With and to by via are".split()
_YEARS = re.compile(r"((?:19|20)\d\d) \1")
_TWICE = re.compile(rf"(?<![\w-])(?P<word>{'|'.join(_WORDS)}|(?:19|20)\d\d)(?P<again> (?P=word))(?![\w./-])")


def check(page: Page) -> Iterator[Flaw]:
    """Every such word in an entry."""
    text = page.document.text
    if not any(f"{word} {word} " in text for word in _WORDS) and not _YEARS.search(text):
        return  # to look at the whole text first takes a fifth of the time
    for item in page.items:
        for part in item.parts:
            for found in _TWICE.finditer(part.text):
                if blank_code(part.text)[slice(*found.span())].isspace():
                    continue
                line, column = part.place(found.start("again"))
                said = f"“{found['word']}” stands twice."
                edit = Edit(line, column, line, column + len(found["again"]), "")
                yield Flaw(line, column + 1, said, "Take the second one out.", len(found["word"]), (edit,))


RULE = Rule("doubled-word", "warning", check)
