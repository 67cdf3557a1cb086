"""The longest part of a sequence that is in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

Key = TypeVar("Key", float, str)


def in_order(keys: Sequence[Key]) -> set[int]:
    """Indices of a longest run that never falls, by patience sorting."""
    tails: list[int] = []
    values: list[Key] = []
    before: list[int] = []
    for i, key in enumerate(keys):
        at = bisect_right(values, key)
        before.append(tails[at - 1] if at else -1)
        tails[at : at + 1], values[at : at + 1] = [i], [key]
    kept: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
