"""USENIX: technical sessions and accepted papers. A talk without authors in their own field is no paper."""

from __future__ import annotations

from bot.imports.layouts import Layout, by_marks

LAYOUT = Layout(
    "a USENIX programme",
    10,
    by_marks(
        ("article", "node-paper"),
        title=("h2", ""),
        people=("", "field-name-field-paper-people-text"),
        abstract=("", "field-name-field-paper-description-long"),
        without=frozenset({"em", "i"}),
    ),
)
