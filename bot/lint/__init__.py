"""What is wrong with a list, and the safe fix for it. Pure: no network, no clock, no files."""

from __future__ import annotations

from bot.lint.fix import Fixed, fix
from bot.lint.model import Finding
from bot.lint.page import Page
from bot.lint.registry import RULES, choose
from bot.lint.run import examine, open_book
from bot.lint.settings import check_settings

__all__ = ["RULES", "Finding", "Fixed", "Page", "check_settings", "choose", "examine", "fix", "open_book"]
