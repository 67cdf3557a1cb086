"""docs/replies.md shows what the bot says, from the very cases that hold it to that.

``PAPERLIST_RECORD=1`` writes the page anew, after the cases themselves.
"""

from __future__ import annotations

import os
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/replies.md"
CASES = Path(__file__).parent / "cases"
HEAD = """# What the bot says

Whoever opens an issue gets one reply, which is edited in place as things change. Whoever merges gets a
pull request whose text follows the issue in the same way. Here they are as GitHub shows them, for papers
that do not exist. This page is made from the cases of the tests, `tests/forge/cases/`:
`PAPERLIST_RECORD=1 uv run pytest tests/forge` writes both anew.
"""
REPLIES = {
    "reply-one": "A paper was added",
    "reply-several": "Several links, with different answers",
    "reply-listed": "It is listed already",
    "reply-section": "No section was named",
    "reply-waiting": "Something is missing",
    "reply-refused": "The section is not there",
    "reply-nothing-found": "There is no paper in the issue",
    "reply-linted": "The lint has something to say",
    "reply-for-people": "The issue asks for something else",
    "reply-compare": "The bot may not open pull requests",
    "reply-kept": "People have worked on the branch",
    "reply-declined": "A person closed the pull request",
    "reply-merged": "It was merged",
    "reply-conference": "A whole conference was asked for",
    "reply-too-much": "Too much for one person",
    "reply-help": "Somebody asked for help",
    "reply-sorry": "The bot itself fell over",
}
PULLS = {
    "pull-one": "One paper",
    "pull-two": "Several papers",
    "pull-several": "With links that were not added",
    "pull-row": "A row of a table",
    "pull-mirrored": "A list in two languages",
    "pull-linted": "With something that the lint found",
}


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def reply(name: str) -> str:
    return quoted((CASES / f"{name}.md").read_text(encoding="utf-8"))


def pull(name: str) -> str:
    """Title in bold, then the body; the commit's message says the same again."""
    text = (CASES / f"{name}.md").read_text(encoding="utf-8").partition("\n\n---\n\n")[0]
    title, _, body = text.removeprefix("# ").partition("\n")
    return quoted(f"**{title}**\n{body}")


def page() -> str:
    replies = [f"### {heading}\n\n{reply(name)}" for name, heading in REPLIES.items()]
    pulls = [f"### {heading}\n\n{pull(name)}" for name, heading in PULLS.items()]
    return "\n\n".join([HEAD.strip(), "## Replies", *replies, "## Pull requests", *pulls]) + "\n"


def test_the_page_shows_what_is_said() -> None:
    if os.environ.get("PAPERLIST_RECORD"):
        PAGE.write_text(page(), encoding="utf-8")
    assert page() == PAGE.read_text(encoding="utf-8")
