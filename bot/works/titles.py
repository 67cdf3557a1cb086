"""Text fields as they may be published."""

from __future__ import annotations

import re

from bot.text import plain, untex

LONGEST = 400  # the longest titles on arXiv have about 380 characters
LONGEST_ABSTRACT = 5000

# Face markup, JATS and MathML, which publishers leave in titles and abstracts.
_MARKUP = re.compile(
    r"</?(?:(?:jats|mml):[\w-]+|i|b|em|strong|sub|sup|inf|sc|scp|u|tt|span|p|br|math)(?:\s[^<>]*)?/?>", re.I
)


def clean(text: object, longest: int = LONGEST) -> str:
    """One line of plain text from what a source gave; empty when it gave no text."""
    return plain(untex(_MARKUP.sub("", text[: 4 * longest])), longest) if isinstance(text, str) else ""


def clean_title(text: object) -> str:
    """A title; empty when the text says nothing or was read in the wrong character set."""
    title = clean(text)
    return title if any(map(str.isalnum, title)) and "\ufffd" not in title else ""


def clean_abstract(text: object) -> str:
    """An abstract, which is compared and never published."""
    return clean(text, LONGEST_ABSTRACT)
