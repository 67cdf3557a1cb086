"""Proceedings of Machine Learning Research: one volume."""

from __future__ import annotations

from bot.imports.layouts import Layout, by_marks

LAYOUT = Layout(
    "a PMLR volume",
    20,
    by_marks(
        ("div", "paper"),
        title=("p", "title"),
        people=("span", "authors"),
    ),
)
