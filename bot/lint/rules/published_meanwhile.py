"""A preprint was published meanwhile, and its entry does not say where.

Only in a list that says where others were published: at least five of its entries do.

Bad:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001) | arXiv 2024
Good:
    - [Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001) | OSDI 2024
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.identifiers import Identifier, identify
from bot.lint.majority import LEAST, habit
from bot.lint.online import known
from bot.lint.rule import Flaw, Item, Page, Rule
from bot.listing import venues
from bot.markdown.links import links
from bot.works.model import Work

_PREPRINTS = ("arXiv", "CoRR", "Preprint", "OpenReview", "bioRxiv", "medRxiv", "SSRN", "TechRxiv")


def check(page: Page) -> Iterator[Flaw]:
    """Every entry that shows a work as unpublished that is not."""
    if not page.answers or sum(_says_where(item) for item in page.items) < LEAST:
        return
    spelling = habit(span.spelling for _, span in page.spans("venue"))
    for item, work in known(page):
        if _says_where(item) or not _is_preprint(item, work):
            continue
        doi = next((name for name in work.also if name.scheme == "doi"), None)
        if work.venue or (doi and doi not in _names(item)):
            where = venues.write(work.venue, spelling.form if spelling else "%N %Y")
            said = ", ".join(str(name) for name in (where, doi) if name)
            yield item.flaw(
                f"Published meanwhile, says {work.source}: {said}.",
                f"Write “{where}”." if where else "Look up the venue, and write it.",
            )


def _says_where(item: Item) -> bool:
    """Does the entry name a venue that publishes?"""
    said = item.facts.venue
    return bool(said) and not any(venues.same(said, name) for name in _PREPRINTS)


def _is_preprint(item: Item, work: Work) -> bool:
    """A DOI without a venue is a preprint's; an article has its journal's name."""
    return item.name is not None and (item.name.scheme == "arxiv" or not work.venue)


def _names(item: Item) -> set[Identifier | None]:
    return {identify(link.url) for link in links(item.entry.text)}


RULE = Rule("published-meanwhile", "warning", check, asks="works")
