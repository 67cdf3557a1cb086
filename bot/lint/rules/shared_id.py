"""Two works carry one id.

One of the two links leads to the wrong paper; it is usually left over from a copied line.

Bad:
    - [Efficient Serving with Demand Models](https://arxiv.org/abs/2401.00001)
    - [Numbat](https://arxiv.org/abs/2401.00001): Elastic Memory for Long Prompts
Good:
    - [Efficient Serving with Demand Models](https://arxiv.org/abs/2401.00001)
    - [Numbat](https://arxiv.org/abs/2401.00009): Elastic Memory for Long Prompts
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.identifiers import PAPERS
from bot.lint.rule import Flaw, Item, Page, Rule, Severity
from bot.lint.works import MOST, alike, are_versions, by_name, is_index, quotes, where


def check(page: Page) -> Iterator[Flaw]:
    """Every entry whose address belongs to an entry with quite another title."""
    for name, places in by_name(page).items():
        if is_index(places) or name.scheme == "github":
            continue
        severity: Severity = "error" if name.scheme in PAPERS else "warning"
        for i, (own, item) in enumerate(places):
            others = places[: min(i, MOST)]
            if own is page and others and not any(_may_share(one, item) for _, one in others):
                yield item.flaw(
                    f"“{item.title}” has the address of “{others[0][1].title}” "
                    f"{where(others[0], page)}: {item.name}.",
                    "Look both up: one link is wrong, or one work stands here under two titles.",
                    severity,
                )


def _may_share(one: Item, other: Item) -> bool:
    return alike(one, other) or are_versions(one, other) or quotes(one, other)


RULE = Rule("shared-id", "error", check, distant=True)
