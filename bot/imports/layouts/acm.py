"""The ACM Digital Library: contents of proceedings, as a browser saves them."""

from __future__ import annotations

from bot.imports.layouts import Layout, by_marks

LAYOUT = Layout(
    "contents in the ACM Digital Library",
    80,
    by_marks(
        ("div", "issue-item"),
        title=("", "issue-item__title"),
        people=("ul", "loa"),
    ),
)
