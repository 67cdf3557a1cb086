"""When it appeared."""

from __future__ import annotations

from bot.listing import dates
from bot.listing.columns.kind import Column
from bot.markdown.anchors import heading_text

COLUMN = Column(
    "date",
    """date year time month published-date release released release-date publish-date when
    日期 年份 时间 年 发布时间 发表时间""",
    lambda cell: dates.read(heading_text(cell)) is not None,
)
