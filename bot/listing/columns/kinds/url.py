"""The work's own address."""

from __future__ import annotations

from bot.listing.columns.kind import Column, leads_to

COLUMN = Column(
    "url",
    "link links paper-link url pdf arxiv paper-url 链接 论文链接 网址 地址 论文地址 下载",
    leads_to("url"),
    plain="[Link]({url})",
)
