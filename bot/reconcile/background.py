"""What is worth knowing of a request before it is merged, beside its ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config import Config
from bot.forge.pull import SHOWN, Background
from bot.ledger import Line, Near
from bot.listing.facts import facts
from bot.listing.lists import Lists
from bot.listing.suggest import nearest

if TYPE_CHECKING:
    from bot.add import Plan
    from bot.lint.model import Finding


def background(worked: Plan, lists: Lists, config: Config) -> Background:
    """What is known of the works added, what the list has that is like them, and what the lint says.

    Args:
        worked: the request, worked out.
        lists: the list as it is without it.
        config: what its maintainer says of the rules.
    """
    added = worked.ledger.of("added")
    near = tuple(_near(line, lists) for line in added[:SHOWN])
    return Background(worked.works, near, _findings(worked, config))


def _findings(worked: Plan, config: Config) -> tuple[Finding, ...]:
    from bot.lint.changes import introduced

    return tuple(
        finding
        for change in worked.changes
        for finding in introduced(change.path, change.before, change.after, config)
    )


def _near(line: Line, lists: Lists) -> tuple[Near, ...]:
    """Entries like a new one, with the line numbers they have once it stands among them."""
    size = line.entry.count("\n") + 1
    found = []
    for place in nearest(lists, line.title):
        known = facts(place.entry, place.group)
        at = place.entry.start + 1
        moved = size if (place.listing.file == line.path and at >= line.line) else 0
        found.append(Near(known.title, known.url, place.listing.file, at + moved, place.section.path))
    return tuple(found)
