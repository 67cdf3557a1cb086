"""Tags and categories of a list's own making; never known to the bot."""

from __future__ import annotations

from bot.listing.columns.kind import Column

COLUMN = Column(
    "keywords",
    """keywords keyword tags tag type category topic topics task tasks
    关键词 标签 类别 类型 领域 任务""",
)
