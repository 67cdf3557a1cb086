"""Many entries lead to one page that is about none of them.

A conference's list of accepted papers stands in until the papers are out, and then stays. Readers have to
search for the paper themselves, and the next request for it is not recognised.

Bad:
    - [Bilby](https://conf.example/2025/accepted.html)
    - [Potoroo](https://conf.example/2025/accepted.html)
    - [Wombat](https://conf.example/2025/accepted.html)
Good:
    - [Bilby](https://arxiv.org/abs/2501.00002)
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule
from bot.lint.works import by_name, is_index


def check(page: Page) -> Iterator[Flaw]:
    """Every entry whose address at least three different works share."""
    for name, places in by_name(page).items():
        if not is_index(places) or name.scheme == "github":  # one repository, several papers
            continue
        for own, item in places:
            if own is page:
                yield Flaw(
                    *item.address,
                    f"{len(places)} entries lead to this page; it is not the work's own.",
                    "Link the paper itself.",
                    length=len(item.facts.url),
                )


RULE = Rule("placeholder-link", "warning", check)
