"""Where it was published."""

from __future__ import annotations

from bot.listing import venues
from bot.listing.columns.kind import Column
from bot.markdown.anchors import heading_text

COLUMN = Column(
    "venue",
    """venue conference journal pub published conf source publisher venue-year publication-venue
    会议 期刊 来源 出处 发表""",
    lambda cell: venues.read(heading_text(cell)) is not None,
)
