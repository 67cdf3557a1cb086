"""Where the authors work; never known to the bot, so it stays as the list leaves it."""

from __future__ import annotations

from bot.listing.columns.kind import Column

COLUMN = Column(
    "org",
    """institution institutions affiliation affiliations org organization team company institute lab
    机构 单位 团队""",
)
