"""What a maintainer reads of a run: the job summary and the log."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from bot.forge.actions import log_to_stderr, summarise
from bot.forge.wire import Count
from bot.reconcile.every import Report
from bot.reconcile.summary import of_all, of_one


def test_a_run_over_all_says_what_it_came_to() -> None:
    report = Report([1, 2], 3, [4], {5: "GitHub answered 500 <img src=x> @ada"})
    text = of_all(report, Count(9, 6))
    assert "2 requests worked on, 3 as they should be" in text
    assert "Worked on: #1, #2" in text
    assert "Left for the next run: #4" in text
    assert "GitHub answered 500" in text
    assert "<img" not in text.replace("\\<img", "")
    assert "@ada" not in text


def test_a_long_run_is_cut_with_a_count() -> None:
    text = of_all(Report(list(range(1, 501))), Count(), [f"make branch {n}" for n in range(300)])
    assert "and 400 more" in text
    assert "… and 200 more" in text
    assert len(text) < 65_536


def test_one_event() -> None:
    assert of_one("issue 7", "It is as it should be.", Count(1, 0)).startswith(
        "### Issue 7\n\nIt is as it should be."
    )
    assert of_one("", "Nothing to do.", Count()).startswith("### No issue")


def test_the_summary_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    for text in ("one\n", "two\n"):
        summarise({"GITHUB_STEP_SUMMARY": str(path)}, text)
    assert path.read_text() == "one\ntwo\n"
    summarise({}, "three")
    summarise({"GITHUB_STEP_SUMMARY": str(tmp_path)}, "a folder")


@pytest.mark.parametrize("form", ["", "json"])
def test_no_line_of_the_log_is_a_command(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("bot")
    for name in ("handlers", "level", "propagate"):
        monkeypatch.setattr(log, name, getattr(log, name))
    log_to_stderr({"PAPERLIST_LOG": form})
    logging.getLogger("bot.forge").warning("%s", "one\n::error::two\r::add-mask::x")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert not lines[0].startswith("::")
    if form:
        said = json.loads(lines[0])
        assert (said["level"], said["room"]) == ("warning", "forge")
