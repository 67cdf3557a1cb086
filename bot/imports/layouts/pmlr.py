"""Proceedings of Machine Learning Research: one volume."""

from __future__ import annotations

from bot.imports.layouts import Marked

LAYOUT = Marked(
    "a PMLR volume", 20,
    record=("div", "paper"),
    title=("p", "title"),
    people=("span", "authors"),
)  # fmt: skip
