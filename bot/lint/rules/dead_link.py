"""A link leads nowhere.

Its host said twice that there is no such page (404, 410), or there is no such host. One that turns programs
away (403, 429), breaks down or keeps silent is not called dead; how many could not be checked is said apart.

Bad:
    - [Fast Serving of Tiny Models](https://quokka.example/moved-away.html)
Good:
    - [Fast Serving of Tiny Models](https://quokka.example/papers/fast-serving.html)
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.lint.online import other_links
from bot.lint.rule import Flaw, Page, Rule


def check(page: Page) -> Iterator[Flaw]:
    """Every dead link."""
    reached = page.answers.links if page.answers else {}
    for number, link in other_links(page) if reached else ():
        reach = reached.get(link.url)
        if reach and reach.state == "gone":
            yield Flaw.of_link(
                number,
                link,
                f"The link is dead: {urlsplit(link.url).hostname} {reach.reason}, asked twice.",
                "Find where the page went, or take the link out.",
            )


RULE = Rule("dead-link", "warning", check, asks="links")
