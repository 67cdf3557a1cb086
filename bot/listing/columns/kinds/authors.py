"""Who wrote it."""

from __future__ import annotations

from bot.listing.columns.kind import Column

COLUMN = Column("authors", "authors author first-author 作者")
