"""The project's page."""

from __future__ import annotations

from bot.listing.columns.kind import Column, leads_to

COLUMN = Column(
    "project",
    "website project-page page homepage site web 主页 官网 项目主页",
    leads_to("project"),
    plain="[Page]({project})",
)
