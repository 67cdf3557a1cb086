"""The README's example is what the program writes today. ``PAPERLIST_RECORD=1`` writes it anew."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import replace
from pathlib import Path

from bot.add import plan
from bot.cli.folder import Folder
from bot.config import load
from bot.forge.events import read_event
from bot.forge.model import Issue
from bot.reconcile.desk import request_of

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
TITLE = "SGLang: Efficient Execution of Structured Language Model Programs"
BLOCK = re.compile(r"(?<=```diff\n).*?(?=```\n)", re.S)


def test_the_example_is_what_is_written() -> None:
    text = README.read_text(encoding="utf-8")
    shown = BLOCK.search(text)
    assert shown
    if os.environ.get("PAPERLIST_RECORD"):
        README.write_text(text.replace(shown[0], difference(), 1), encoding="utf-8")
        return
    assert shown[0] == difference(), "run: PAPERLIST_RECORD=1 uv run pytest tests/docs/test_example.py"


def test_the_issue_shown_is_that_of_the_demonstration() -> None:
    asked, shown = request_of(issue()), README.read_text(encoding="utf-8").partition("```diff")[0]
    (work,) = asked.works
    for said in (f"**{issue().title}**", work.link, f"Category: {asked.section}", f"Venue: {work.venue}"):
        assert said in shown


def difference() -> str:
    """What the first example issue changes in the README; its title is given, so that nobody is asked."""
    folder = Folder(ROOT)
    request = request_of(issue())
    request = replace(request, works=tuple(replace(one, title=TITLE) for one in request.works))
    (change,) = plan(request, folder, load(folder)).changes
    before, after = (data.decode().splitlines(keepends=True) for data in (change.before, change.after))
    return "".join(difflib.unified_diff(before, after, change.path, change.path, n=2))


def issue() -> Issue:
    found = read_event(ROOT / "examples/issues/1-form.json", "issues").issue
    assert found
    return found
