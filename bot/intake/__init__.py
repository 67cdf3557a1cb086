"""Issue text to what it asks for. Pure: no network, no clock, no list.

The readers are loaded when they are called: they compile two hundred patterns, and a command that is told
by its arguments what to add needs none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.intake.model import MOST_WORKS, Kind, Request, UnusedLink, Wanted

__all__ = ["MOST_WORKS", "Kind", "Request", "UnusedLink", "Wanted", "read", "read_file", "to_json"]


def read(title: str, body: str, labels: Sequence[str] = ()) -> Request:
    """What an issue asks for; see `bot.intake.issue.read`."""
    from bot.intake import issue

    return issue.read(title, body, labels)


def read_file(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Title, body and labels of an issue in a file; see `bot.intake.document.read_file`."""
    from bot.intake import document

    return document.read_file(data)


def to_json(request: Request) -> dict[str, Any]:
    """A request as `paperlist parse --json` prints it; see `bot.intake.document.to_json`."""
    from bot.intake import document

    return document.to_json(request)
