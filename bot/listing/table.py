"""The row a careful maintainer would have written: each cell in the style of its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.listing import rows, slots
from bot.listing.columns import roles
from bot.listing.compose import Written
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.shape import write
from bot.listing.style import Sample, rank, sample
from bot.listing.values import values
from bot.listing.words import PLACEHOLDER
from bot.text import cell as safe
from bot.works.model import Work

_NEAR = 60
_PLAIN = {"title": "[{title}]({url})", "url": "[Link]({url})", "code": "[Code]({code})"}


def compose_row(work: Work, listing: Listing, section: Section, group: Group, at: int) -> Written:
    """The row for ``work`` before entry ``at`` of the table ``group``."""
    near = group.entries[max(0, at - _NEAR // 2) : at + _NEAR // 2] or group.entries[:_NEAR]
    kinds = _roles_of(listing, section, group, near)
    count = Counter(len(entry.cells) for entry in near).most_common(1)[0][0] if near else len(group.header)
    texts: list[str] = []
    lacking: list[str] = []
    linked = "url" in kinds
    middle = min(at, _NEAR // 2)
    for i in range(count):
        role = kinds[i] if i < len(kinds) else ""
        column = [entry.cells[i] for entry in near if i < len(entry.cells)]
        text = _cell(
            work,
            role,
            column,
            middle,
            at_number=_number(group, i, at) if role == "number" else "",
            linked=linked,
        )
        if not text:
            text = _blank(column[max(0, middle - 6) : middle + 6]) or _blank(column)
            if role in ("venue", "date", "authors", "code") and not PLACEHOLDER.match(text):
                lacking.append(role)
        texts.append(text)
    return Written((_line(listing, group, near, texts, at),), tuple(lacking))


def _roles_of(listing: Listing, section: Section, group: Group, near: Sequence[Entry]) -> tuple[str, ...]:
    """An empty table reads its columns as its sisters do."""
    if not near:
        for one in listing.sections:
            for other in one.groups:
                if other.header == group.header and other.entries:
                    return roles(other)
    return roles(group)


def _cell(work: Work, role: str, column: Sequence[str], middle: int, *, at_number: str, linked: bool) -> str:
    """One cell, without padding; empty when the work has nothing to say in it."""
    if at_number:
        return at_number
    if not role:
        return ""
    near: list[Sample] = []
    for i, text in enumerate(column):
        stripped = text.strip()
        if PLACEHOLDER.match(stripped):
            continue
        near.append(sample(stripped, slots.read(stripped, role), 1 + 0.5 / (1 + abs(i - middle))))
    have = values(work, near)
    if role == "date" and not near and work.date:
        return have.get("date", "")
    wanted = {
        "title": {"title", "short"}, "url": {"url"}, "venue": {"venue"}, "date": {"date"}, "code": {"code"},
        "authors": {"authors"}, "note": {"note"}, "short": {"short"},
    }.get(role, {role})  # fmt: skip
    if not wanted & have.keys():
        return ""
    if role not in ("title",):
        have = {slot: text for slot, text in have.items() if slot in wanted | {"repo", "code", "url"}}
    if role == "title":
        form = next((one for one, _ in rank(near, frozenset(have))), None)
    else:
        form = _majority(near, wanted, frozenset(have))
    if form is not None and (text := write(form, have)):
        return safe(text)
    if role == "title" and linked:
        return safe(have["title"])
    if role in _PLAIN and ("url" in have or role == "code"):
        return safe(_PLAIN[role].format_map({"title": "", "url": "", "code": "", **have}))
    return safe(have.get(role, ""))


def _majority(near: Sequence[Sample], wanted: set[str], have: frozenset[str]):  # type: ignore[no-untyped-def]
    from bot.listing.shape import slots_of

    fit = Counter(one.shape for one in near if slots_of(one.shape) & wanted)
    exact = Counter({form: n for form, n in fit.items() if slots_of(form) <= have})
    best = (exact or fit).most_common(1)
    return best[0][0] if best else None


def _blank(column: Sequence[str]) -> str:
    """How this column looks where nothing is known: its placeholder, or the one symbol it mostly holds."""
    empty = Counter(text.strip() for text in column if PLACEHOLDER.match(text.strip()))
    if empty:
        return empty.most_common(1)[0][0]
    symbols = Counter(text.strip() for text in column if text.strip() and not any(c.isalnum() for c in text))
    if symbols and sum(symbols.values()) * 2 > len(column):
        return symbols.most_common(1)[0][0]
    return ""


def _number(group: Group, i: int, at: int) -> str:
    before = group.entries[at - 1].cells[i].strip() if at and i < len(group.entries[at - 1].cells) else ""
    return str(int(before) + 1) if before.isdigit() else ""


def _line(listing: Listing, group: Group, near: Sequence[Entry], texts: Sequence[str], at: int) -> str:
    lines = [listing.document.lines[entry.start] for entry in near]
    heads = [listing.document.lines[group.start], listing.document.lines[group.start + 1]]
    lead, _ = Counter(rows.edges(line) for line in lines or heads).most_common(1)[0][0]
    tail = Counter(rows.edges(line)[1] for line in lines or heads).most_common(1)[0][0]
    align = rows.alignments(heads[1])
    cells: list[str] = []
    for i, text in enumerate(texts):
        column = [entry.cells[i] for entry in near if i < len(entry.cells)] or [
            cell for line in heads for cell in rows.cells(line)[i : i + 1]
        ]
        cells.append(_spaced(text, column, align[i] if i < len(align) else ""))
    return lead + "|".join(cells) + tail


def _spaced(text: str, column: Sequence[str], align: str) -> str:
    """White space around the text: the column's padding where it has one, else its usual gaps."""
    for wide in (False, True):
        if size := _padding(column, wide):
            return _padded(text, column, size, align, wide)
    lead = Counter(cell[: len(cell) - len(cell.lstrip())] for cell in column if cell.strip()).most_common(1)
    trail = Counter(cell[len(cell.rstrip()) :] for cell in column if cell.strip()).most_common(1)
    return (lead[0][0] if lead else " ") + text + (trail[0][0] if trail else " ")


def _padding(column: Sequence[str], wide: bool) -> int:
    """The width that cells of different lengths are filled to; 0 when the column is not padded."""
    sized = [(rows.width(cell) if wide else len(cell), len(cell.strip())) for cell in column]
    size = Counter(total for total, _ in sized).most_common(1)[0][0]
    filled = [inner for total, inner in sized if total == size]
    shorter = [total for total, inner in sized if inner + 2 <= size]
    enough = len(set(filled)) >= 2 and len(filled) >= 0.8 * len(shorter)
    return size if enough and len(filled) >= 2 else 0


def _padded(text: str, column: Sequence[str], size: int, align: str, wide: bool) -> str:
    centred = align == "center" and any(len(c) - len(c.lstrip()) > 2 for c in column)
    inner = rows.pad(text, size - 2, "center" if centred else "left", wide)
    return f" {inner} "
