"""Where two texts differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Line = TypeVar("Line", str, bytes)


def common_ends(old: Sequence[Line], new: Sequence[Line]) -> tuple[int, int]:
    """How many lines are the same at the beginning, and how many of the others at the end."""
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail
