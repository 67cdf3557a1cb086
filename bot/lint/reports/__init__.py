"""Findings for people, for programs and for GitHub. Titles in them were written by strangers."""

from __future__ import annotations

from bot.lint.reports.data import data
from bot.lint.reports.sarif import sarif
from bot.lint.reports.terminal import report
from bot.lint.reports.workflow import commands, summary

__all__ = ["commands", "data", "report", "sarif", "summary"]
