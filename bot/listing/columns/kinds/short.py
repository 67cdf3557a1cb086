"""The short name before a title's colon."""

from __future__ import annotations

from bot.listing.columns.kind import Column

COLUMN = Column("short", "abbr abbreviation acronym short-name nickname 简称 缩写")
