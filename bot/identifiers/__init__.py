"""A link or an id in any form, and the one name of the work behind it. Pure: no network, no clock."""

from __future__ import annotations

from bot.identifiers.found import Spelt, find_links
from bot.identifiers.model import Identifier
from bot.identifiers.registry import PAPERS, PUBLISHED, clean_link, identify, link_for

__all__ = ["PAPERS", "PUBLISHED", "Identifier", "Spelt", "clean_link", "find_links", "identify", "link_for"]
