"""Words, sentences and paragraphs put together; a part that says nothing leaves no gap."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """``1 paper``, ``2 papers``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def sentences(*parts: str) -> str:
    """The parts on one line, one space between them."""
    return " ".join(filter(None, parts))


def paragraphs(*parts: str) -> str:
    """The parts as paragraphs of Markdown."""
    return "\n\n".join(filter(None, parts))
