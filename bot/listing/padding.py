"""White space in table cells: kept where the table is padded, else as its cells have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.listing import rows


def spaced(text: str, column: Sequence[str], align: str) -> str:
    """``text`` with the white space that the cells of its column have.

    Args:
        column: the neighbours' cells, white space included.
        align: ``left``, ``center``, ``right`` or empty, from the delimiter row.
    """
    for wide in (False, True):
        if size := _width(column, wide=wide):
            return _filled(text, column, size, align, wide=wide)
    full = [cell for cell in column if cell.strip()]
    lead = Counter(cell[: len(cell) - len(cell.lstrip())] for cell in full).most_common(1)
    trail = Counter(cell[len(cell.rstrip()) :] for cell in full).most_common(1)
    return (lead[0][0] if lead else " ") + text + (trail[0][0] if trail else " ")


def _filled(text: str, column: Sequence[str], size: int, align: str, *, wide: bool) -> str:
    """``text`` filled to ``size`` on the side on which the column's cells are."""
    leads = [len(cell) - len(cell.lstrip()) for cell in column if cell.strip()]
    trails = [len(cell) - len(cell.rstrip()) for cell in column if cell.strip()]
    lead, trail = " " * min(1, *leads), " " * min(1, *trails)
    side = "left"
    if align == "center" and max(leads) > 2:
        side = "center"
    elif align == "right" and len(set(trails)) == 1 < len(set(leads)):
        side = "right"
    return lead + rows.pad(text, size - len(lead) - len(trail), side, wide) + trail


def _width(column: Sequence[str], *, wide: bool) -> int:
    """The width that cells of different lengths are filled to; 0 when the column is not padded.

    Args:
        wide: count full-width characters as two columns, as many editors do.
    """
    measure = rows.width if wide else len
    sized = [(measure(cell), measure(cell.strip())) for cell in column]
    if len(sized) < 2:
        return 0
    size = Counter(total for total, _ in sized).most_common(1)[0][0]
    filled = [inner for total, inner in sized if total == size]
    shorter = [total for total, inner in sized if inner + 2 <= size]
    return size if len(set(filled)) >= 2 and len(filled) >= 0.8 * len(shorter) else 0
