"""Works that wait, as a file that can be a source again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.imports.bring import Brought
from bot.imports.model import Item
from bot.imports.sections import STEP, joined, under_own_name
from bot.listing import venues
from bot.listing.facts import title_key
from bot.text import inline_text


def to_find(items: Sequence[Item], brought: Brought, given: dict[str, str | bool]) -> str:
    """The works that wait for a link, each once, by title, under the section that they will join.

    What has no section waits for that first, and stands in the ledger only: it may be no work at all.

    Args:
        given: the mapping with which they were brought.
    """
    found: dict[str, dict[str, str]] = {}
    for item, line in zip(under_own_name(items, given), brought.plan.ledger.lines, strict=True):
        target = brought.sections.get(item.section)
        section = (target.name if target else joined(item.section)).rpartition(STEP)[2]
        if line.outcome == "waiting" and item.title and (section or not brought.sections):
            known = venues.write(item.venue, "%N %Y") or item.date
            said = f" ({known})" if known else ""
            found.setdefault(section, {}).setdefault(title_key(item.title), inline_text(item.title) + said)
    parts = ["# Waiting for a link\n"]
    for section in sorted(found):
        titles = "".join(f"- {found[section][key]}\n" for key in sorted(found[section]))
        parts += [f"## {inline_text(section)}\n" if section else "", titles]
    return "\n".join(part for part in parts if part)
