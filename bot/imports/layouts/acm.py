"""The ACM Digital Library: contents of proceedings, as a browser saves them."""

from __future__ import annotations

from bot.imports.layouts import Marked

LAYOUT = Marked(
    "contents in the ACM Digital Library", 80,
    record=("div", "issue-item"),
    title=("", "issue-item__title"),
    people=("ul", "loa"),
)  # fmt: skip
