"""Remarks; filled with the requester's own."""

from __future__ import annotations

from bot.listing.columns.kind import Column

COLUMN = Column(
    "note",
    """note notes description remarks remark comment comments summary tldr details abstract contribution
    highlights intro introduction about info 简介 备注 描述 说明 介绍 摘要 要点""",
)
