"""Issue text to what it asks for. Pure: no network, no clock, no list."""

from __future__ import annotations

from bot.intake.account import MOST_WORKS
from bot.intake.document import read_file, to_json
from bot.intake.model import Kind, Request, UnusedLink, Wanted
from bot.intake.read import read

__all__ = ["MOST_WORKS", "Kind", "Request", "UnusedLink", "Wanted", "read", "read_file", "to_json"]
