"""The columns of one table: by their headers, then by what stands in them."""

from __future__ import annotations

from collections import Counter

from bot.listing.columns.registry import by_cell, by_header
from bot.listing.model import Group
from bot.listing.words import PLACEHOLDER
from bot.markdown.anchors import heading_text

_SAMPLE = 40


def roles(group: Group) -> tuple[str, ...]:
    """The role of each column; empty for one that nobody can name, and no role twice."""
    if group.roles is None:
        group.roles = _roles(group)
    return group.roles


def _roles(group: Group) -> tuple[str, ...]:
    count = max([len(group.header), *(len(entry.cells) for entry in group.entries[:_SAMPLE])])
    named, shown, columns = [], [], []
    for i in range(count):
        cells = [entry.cells[i].strip() for entry in group.entries[-_SAMPLE:] if i < len(entry.cells)]
        named.append(by_header(heading_text(group.header[i])) if i < len(group.header) else "")
        shown.append(_by_content([cell for cell in cells if not PLACEHOLDER.match(cell)]))
        columns.append(cells)
    found = _settle(named, shown, columns)
    if "title" not in found:
        _elect_title(group, found)
    return tuple(found)


def _settle(named: list[str], shown: list[str], columns: list[list[str]]) -> list[str]:
    """One role per column: what the header says, unless another column has a better claim to it."""
    titles = [i for i, role in enumerate(named) if role == "title"]
    title = titles[0] if titles else -1
    if len(titles) > 1:  # “Name | Paper”: the longer says the title
        title = max(titles, key=lambda i: sum(len(heading_text(cell)) for cell in columns[i]))
    found: list[str] = []
    for i, (said, seen) in enumerate(zip(named, shown, strict=True)):
        role = said
        if said == "title" and i != title:
            role = "short" if i < title else ("url" if seen not in ("text", "") else "")
        elif said == "url" and seen == "code" and title >= 0 and shown[title] == "title":
            role = "code"
        elif said == "code" and seen == "text":
            role = "note"
        elif not said and seen != "text":
            role = seen
        found.append("" if role in found else role)
    return found


def _by_content(cells: list[str]) -> str:
    """What most cells look like; empty when there is no most."""
    votes = Counter(by_cell(cell) for cell in cells)
    kind, count = votes.most_common(1)[0] if votes else ("", 0)
    return kind if count * 2 > len(cells) else ""


def _elect_title(group: Group, found: list[str]) -> None:
    """Without a header for it, the title is the unnamed column with the longest text."""
    lengths = {
        i: sum(len(heading_text(entry.cells[i])) for entry in group.entries[:_SAMPLE] if i < len(entry.cells))
        for i, role in enumerate(found)
        if role in ("", "note", "short")
    }
    if lengths:
        found[max(lengths, key=lambda i: lengths[i])] = "title"
