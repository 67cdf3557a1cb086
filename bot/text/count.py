"""Numbers of things, in words."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """``1 paper``, ``2 papers``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
