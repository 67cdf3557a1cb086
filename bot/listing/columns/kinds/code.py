"""The code."""

from __future__ import annotations

from bot.listing.columns.kind import Column, leads_to

COLUMN = Column(
    "code",
    """code github repo repository code-link implementation open-source source-code github-repo codes
    代码 开源""",
    leads_to("code"),
    plain="[Code]({code})",
)
