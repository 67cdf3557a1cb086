"""A link inside the repository leads to no file.

The page shows a link that opens "not found"; usually a file was moved or renamed.

Bad:
    - [TokenFlow](files/report.pdf) when there is no `files/report.pdf`
Good:
    - [TokenFlow](file/report.pdf)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from bot.lint.contents import meant
from bot.lint.rule import Flaw, Page, Rule
from bot.markdown.anchors import heading_text
from bot.markdown.links import Link

_ELSEWHERE = re.compile(r"[a-z][a-z\d+.-]*:|//|[#?/<{\[]", re.I)
_PAGE_OF_GITHUB = re.compile(
    r"(?:\.\./)+(?:issues|pulls?|discussions|wiki|actions|releases|tags|graphs|stargazers|security|fork)\b"
)
_BARE_HOST = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|edu|ai|cn|dev)(?:/|$)", re.I)

_HOST = re.compile(r"(?:[\w-]+\.)+(?:[a-z]{2,4}|\d{1,3})/")
"""What looks like a host and a path; a folder is seldom called so."""


def check(page: Page) -> Iterator[Flaw]:
    """Every relative link whose target is not beside the list."""
    if page.exists is None:
        return
    for number, link in page.links:
        url = link.url
        if not url or link.bare or _ELSEWHERE.match(url):
            continue
        if _PAGE_OF_GITHUB.match(url) or _BARE_HOST.match(url):
            continue
        path = unquote(url.partition("#")[0].partition("?")[0])
        if not path or "\0" in path or page.exists(path):
            continue
        anchor = _anchor(page, number, link, path)
        but = ", but is a heading on this page" if anchor else ""
        certain = anchor and all(item.line != number for item in page.items)  # a work may be called so
        yield Flaw.of_link(
            number,
            link,
            f"{path} does not exist beside this list{but}.",
            f"Write #{anchor}." if anchor else _hint(path),
            f"#{anchor}" if certain else None,
        )


def _anchor(page: Page, number: int, link: Link, path: str) -> str:
    """The anchor of the one heading that the link names, when only its ``#`` was forgotten."""
    if "/" in path or "." in path:
        return ""
    return meant(page, heading_text(link.shown(page.lines[number])), path)


def _hint(path: str) -> str:
    return "Write https:// before it." if _HOST.match(path) else "Mend the path, or add the file."


RULE = Rule("missing-file", "error", check, distant=True)
