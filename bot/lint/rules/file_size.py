"""The file is so long that GitHub cuts it.

GitHub shows the first 512,000 bytes of a README; what stands below is not on the page.

Bad:
    a README.md of 600,000 bytes
Good:
    a README.md of 100,000 bytes with links to one file per year
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lint.rule import Flaw, Page, Rule

_MOST = 512_000
"""Bytes; https://docs.github.com/repositories/…/about-readmes: "truncated" beyond 500 KiB."""


def check(page: Page) -> Iterator[Flaw]:
    """The line from which on the page is cut."""
    if len(page.data) <= _MOST:
        return
    line = len(page.data[:_MOST].decode("utf-8", "ignore").splitlines()) - 1
    yield Flaw(
        line,
        0,
        f"The file has {len(page.data):,} bytes; GitHub shows the first {_MOST:,}, which end on this line.",
        "Move parts of the list to files of their own.",
        length=len(page.lines[line]) if line < len(page.lines) else 1,
    )


RULE = Rule("file-size", "error", check)
