"""Which column of a table holds what. One kind of column is one file in `bot.listing.columns.kinds`."""

from __future__ import annotations

from bot.listing.columns.registry import KINDS
from bot.listing.columns.roles import roles

__all__ = ["KINDS", "roles"]
