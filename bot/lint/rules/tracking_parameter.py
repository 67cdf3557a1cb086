"""An address says where its reader came from.

Tracking parameters tell the page's owner who clicked what; the page is the same without them, and the same
paper looks like another one.

Bad:
    - [Quokka](https://arxiv.org/abs/2401.00001?utm_source=newsletter)
Good:
    - [Quokka](https://arxiv.org/abs/2401.00001)
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.identifiers import clean_link
from bot.lint.rule import Flaw, Page, Rule


def check(page: Page) -> Iterator[Flaw]:
    """Every address with a query that shrinks when it is cleaned."""
    for number, link in page.links:
        if "?" not in link.url or link.image:
            continue
        clean = clean_link(link.url)
        before, after = _parameters(link.url), _parameters(clean)
        gone = [one for one in before if one not in after]
        if clean and len(after) < len(before):
            names = ", ".join(one.partition("=")[0] for one in gone)
            yield Flaw.of_link(
                number,
                link,
                f"The address carries {names}, which only tells where its reader came from.",
                f"Write {clean}.",
                clean,
            )


def _parameters(url: str) -> list[str]:
    query = url.partition("#")[0].partition("?")[2].replace("&amp;", "&")
    return [one for one in query.split("&") if one]


RULE = Rule("tracking-parameter", "warning", check)
