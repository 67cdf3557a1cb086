"""An arXiv address with ``http`` or ``www``, or of a mirror.

The first two only lead on to ``https://arxiv.org``; the list names one paper by several addresses, and its
readers take a detour. ``export.arxiv.org`` is for programs. Reported whatever most of the list does.

Bad:
    - [Quokka](http://www.arxiv.org/abs/2401.00001)
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule

_DETOUR = re.compile(r"(?:http://(?:www\.)?|https://www\.)arxiv\.org(?=/)", re.I)
_MIRROR = re.compile(r"https?://(?!www\.)[\w-]+\.arxiv\.org(?=/(?:abs|pdf|html)/)", re.I)


def check(page: Page) -> Iterator[Flaw]:
    """Every address on arXiv that is not https, or has ``www``."""
    for number, link in page.links:
        if "arxiv.org/" not in link.url.lower():
            continue
        detour = _DETOUR.match(link.url)
        if found := detour or _MIRROR.match(link.url):
            yield Flaw.between(
                number,
                (link.url_start, link.url_start + found.end()),
                f"{found[0]} only redirects to https://arxiv.org."
                if detour
                else f"{found[0]} is a mirror of https://arxiv.org.",
                "Write https://arxiv.org.",
                "https://arxiv.org",
            )


RULE = Rule("arxiv-address", "warning", check)
