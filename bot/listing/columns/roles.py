"""The columns of one table: by their headers, then by what stands in them."""

from __future__ import annotations

from collections import Counter

from bot.listing.columns.registry import by_cell, by_header
from bot.listing.model import Group
from bot.listing.words import PLACEHOLDER
from bot.markdown.anchors import heading_text

_SAMPLE = 40  # rows
_VAGUE = ("url", "number")
"""Headers that say little: “Publication” stands above links and venues, “ID” above numbers and dates."""
_CLEAR = ("venue", "date")


def roles(group: Group) -> tuple[str, ...]:
    """The role of each column; empty for one that nobody can name, and no role twice."""
    if group.roles is None:
        group.roles = _roles(group)
    return group.roles


def _roles(group: Group) -> tuple[str, ...]:
    count = max([len(group.header), *(len(entry.cells) for entry in group.entries[:_SAMPLE])])
    named = [by_header(text) for text in group.header] + [""] * (count - len(group.header))
    found = _settle(named, group)
    if "title" not in found:
        _elect_title(group, found)
    return tuple(found)


def _settle(named: list[str], group: Group) -> list[str]:
    """One role per column: what the header says, unless another column has a better claim to it.

    Most headers say enough, so cells are looked at only where they could tell otherwise.
    """
    titles = [i for i, role in enumerate(named) if role == "title"]
    title = titles[0] if titles else -1
    if len(titles) > 1:  # “Name | Paper”: the longer says the title
        title = max(titles, key=lambda i: sum(len(heading_text(cell)) for cell in _column(group, i)))
    found: list[str] = []
    for i, said in enumerate(named):
        role = said
        if (said in _VAGUE or (said == "title" and i > title)) and (seen := _seen(group, i)) in _CLEAR:
            role = "" if seen in named else seen
        elif said == "title" and i != title:
            if i < title or _names(group, i, title):
                role = "short"
            else:
                role = "url" if _seen(group, i) not in ("text", "") else ""
        elif said == "url" and title >= 0 and _seen(group, i) == "code" and _seen(group, title) == "title":
            role = "code"
        elif said == "code" and _seen(group, i) == "text":
            role = "note"
        elif not said and (seen := _seen(group, i)) != "text":
            role = seen
        found.append("" if role in found else role)
    return found


def _names(group: Group, i: int, title: int) -> bool:
    """Do most cells hold the name that the title begins with (``Quokka: A System for …``)?"""
    rows = [entry.cells for entry in group.entries[-_SAMPLE:] if len(entry.cells) > max(i, title)]
    named = [(heading_text(row[i]).strip(), heading_text(row[title]).strip()) for row in rows]
    begun = [full.casefold().startswith(f"{name}:".casefold()) for name, full in named if name.strip("-")]
    return 2 * sum(begun) > len(begun)


def _column(group: Group, i: int) -> list[str]:
    """The last cells of a column."""
    return [entry.cells[i].strip() for entry in group.entries[-_SAMPLE:] if i < len(entry.cells)]


def _seen(group: Group, i: int) -> str:
    """What most cells of a column look like; empty when there is no most."""
    cells = [cell for cell in _column(group, i) if not PLACEHOLDER.match(cell)]
    votes: Counter[str] = Counter()
    for cell in cells:
        kind = by_cell(cell)
        votes[kind] += 1
        if votes[kind] * 2 > len(cells):
            return kind
    return ""


def _elect_title(group: Group, found: list[str]) -> None:
    """Without a header for it, the title is the unnamed column with the longest text."""
    lengths = {
        i: sum(len(heading_text(entry.cells[i])) for entry in group.entries[:_SAMPLE] if i < len(entry.cells))
        for i, role in enumerate(found)
        if role in ("", "note", "short")
    }
    if lengths:
        found[max(lengths, key=lambda i: lengths[i])] = "title"
