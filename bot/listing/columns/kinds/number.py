"""A running number."""

from __future__ import annotations

from bot.listing.columns.kind import Column

COLUMN = Column("number", "no id index idx num # 序号 编号")
