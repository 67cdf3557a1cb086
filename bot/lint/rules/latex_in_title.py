r"""LaTeX or BibTeX left in a title.

Titles copied from a ``.bib`` file or from arXiv bring braces, macros and dashes of three hyphens along.

Bad:
    - [Tunnel-$\Sigma$: {Intra-Operator} Digging -- From Earth to Sand](https://arxiv.org/abs/2401.00001)
Good:
    - [Tunnel-Σ: Intra-Operator Digging – From Earth to Sand](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.prose import blank_code
from bot.lint.rule import Edit, Flaw, Page, Part, Rule
from bot.listing.facts import title_key
from bot.listing.slots import Span
from bot.text import untex

_RESIDUE = re.compile(
    r"(?<![\\$])\$[^$\s](?:[^$]*[^$\s])?\$(?!\d)|\\[a-zA-Z]{2,}|\\['\"`^~=.][a-zA-Z{]|(?<![\\$^_])\{[^{}]*\}"
    r"|(?<=\w)[ ]?-{2,3}[ ]?(?=\w)|``|(?<=\w)''"
)


def check(page: Page) -> Iterator[Flaw]:
    """Every title with a macro, braces, maths or a dash as LaTeX writes it."""
    for item in page.items:
        if not any(mark in item.entry.text for mark in ("$", "\\", "{", "--", "``", "''")):
            continue
        for part, span in item.spans("title", "short", "rest"):
            found = _RESIDUE.search(blank_code(part.said(span)))
            if found:
                yield _flaw(part, span, found)


def _flaw(part: Part, span: Span, found: re.Match[str]) -> Flaw:
    text = part.said(span)
    right = untex(text)
    certain = right != text and title_key(right) == title_key(text) and not _RESIDUE.search(right)
    short = untex(f"a{found[0]}a")[1:-1]  # dashes are read between words only
    line, column = part.place(span.start)
    return Flaw(
        line,
        column + found.start(),
        f"“{found[0].strip()}” is left over from LaTeX.",
        f"Write “{short.strip()}”." if short != found[0] else "Write it as people read it.",
        length=len(found[0]),
        edits=(Edit(line, column, line, column + len(text), right),) if certain else (),
    )


RULE = Rule("latex-in-title", "info", check)
