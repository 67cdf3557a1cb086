"""The answers to the items of an import, as lines of its ledger."""

from __future__ import annotations

from bot.imports.model import Item
from bot.imports.sections import Target, joined
from bot.ledger import Line, Outcome
from bot.listing.duplicates import telling


def same_address(other: str) -> str:
    """Why a work waits whose link is that of another."""
    return f"Its link is that of “{other}”. Give it one of its own, or leave it out if both are one work."


def no_section(item: Item, target: Target) -> str:
    """Why a work waits whose section means none of ours."""
    said = "Its source names no section."
    if item.section:
        said = f"No section of the list is known for “{joined(item.section)}”."
    near = "; ".join(f"“{name}”" for name in target.candidates)
    hint = "Name one with --section or --map."
    return f"{said} The nearest are: {near}. {hint}" if near else f"{said} {hint}"


def line_of(item: Item, outcome: Outcome, reason: str) -> Line:
    """The answer to an item that does not join the list."""
    return Line(spelt(item), outcome, reason, title=item.title)


def same_as(item: Item, first: Item, line: Line) -> Line:
    """The answer to an item that says what an earlier one said."""
    named = f"“{first.title}”" if first.title and telling(first.title) != telling(item.title) else ""
    reason = f"The same work as {named or 'an earlier one of this source'} ({first.where})."
    return Line(
        spelt(item), "duplicate", reason, entry=line.entry, path=line.path, line=line.line,
        section=line.section, title=item.title,
    )  # fmt: skip


def spelt(item: Item) -> str:
    """The link as its source gives it, or what stands in its place."""
    return item.link or item.title
