"""A demo."""

from __future__ import annotations

from bot.listing.columns.kind import Column, leads_to

COLUMN = Column("demo", "demo 演示", leads_to("demo"), plain="[Demo]({demo})")
