"""Event files, from GitHub's shape to a value; whatever is odd in them is a reason or a clear error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import UsageError
from bot.forge.events import read_event
from bot.forge.model import Issue


def payload(**changes: Any) -> dict[str, Any]:
    issue = {
        "number": 7,
        "title": "Add “${{ github.token }}” `$(id)`",
        "body": None,
        "state": "open",
        "user": {"login": "ada", "type": "User"},
        "labels": [{"name": "add-paper"}],
    }
    return {
        "action": "opened",
        "issue": {**issue, **changes.pop("issue", {})},
        "repository": {"full_name": "ada/list", "default_branch": "trunk"},
        "sender": {"login": "ada", "type": "User"},
        **changes,
    }


def write(folder: Path, value: object) -> Path:
    path = folder / "event.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_reads_an_issue(tmp_path: Path) -> None:
    event = read_event(write(tmp_path, payload()), "issues", "Ada/List")
    assert (event.action, event.repository, event.branch, event.ignored) == (
        "opened",
        "ada/list",
        "trunk",
        "",
    )
    assert event.issue == Issue(7, "Add “${{ github.token }}” `$(id)`", "", "ada", ("add-paper",), "open")


@pytest.mark.parametrize(
    ("name", "changes", "why"),
    [
        ("issues", {"action": "unlabeled"}, "issues unlabeled asks for nothing"),
        ("push", {}, "push opened asks for nothing"),
        ("issues", {"issue": {"pull_request": {"url": "x"}}}, "pull request"),
        ("issues", {"repository": {"full_name": "eve/list"}}, "another repository than ada/list"),
        ("issues", {"sender": {"login": "renovate[bot]", "type": "Bot"}}, "a bot did it"),
        ("issues", {"action": "edited", "issue": {"state": "closed"}}, "the issue is closed"),
    ],
)
def test_ignores_what_is_not_for_it(tmp_path: Path, name: str, changes: dict[str, Any], why: str) -> None:
    assert why in read_event(write(tmp_path, payload(**changes)), name, "ada/list").ignored


@pytest.mark.parametrize(
    ("name", "changes", "number"),
    [
        ("issue_comment", {"action": "created", "comment": {"body": "/retry"}}, 7),
        ("issues", {"action": "closed", "issue": {"state": "closed"}}, 7),
        ("pull_request", {"action": "closed", "issue": None, "home": "ada/list"}, 9),
        ("pull_request_review", {"action": "submitted", "issue": None, "home": "ada/list"}, 9),
        ("pull_request", {"action": "closed", "issue": None, "home": "eve/list"}, 0),
        ("pull_request", {"action": "opened", "issue": None, "home": "ada/list"}, 0),
    ],
)
def test_finds_the_issue_it_is_about(tmp_path: Path, name: str, changes: dict[str, Any], number: int) -> None:
    value = payload(**{"issue": {}, **changes, **({"issue": {}} if "home" in changes else {})})
    if "home" in changes:
        del value["issue"]
        head = {"ref": "paperlist/issue-9", "repo": {"full_name": changes["home"]}}
        value["pull_request"] = {"number": 12, "head": head}
    event = read_event(write(tmp_path, value), name, "ada/list")
    assert (0 if event.ignored else event.number) == number
    assert event.said[0] == changes.get("comment", {}).get("body", "")


def test_reads_a_label(tmp_path: Path) -> None:
    value = payload(action="labeled", label={"name": "trusted"})
    event = read_event(write(tmp_path, value), "issues", "ada/list")
    assert (event.number, event.label, event.ignored) == (7, "trusted", "")


def test_reads_a_comment_on_a_pull_request(tmp_path: Path) -> None:
    on_pull = {"number": 12, "state": "closed", "pull_request": {"url": "x"}}
    value = payload(action="created", comment={"body": "/retry"})
    value["issue"] |= on_pull
    event = read_event(write(tmp_path, value), "issue_comment", "ada/list")
    assert (event.number, event.pull, event.issue, event.ignored) == (0, 12, None, "")


@pytest.mark.parametrize(
    "value", [[], "text", payload(issue={"number": "7"}), payload(issue={"number": True})]
)
def test_says_when_it_is_no_event(tmp_path: Path, value: object) -> None:
    with pytest.raises(UsageError):
        read_event(write(tmp_path, value), "issues")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe"])
def test_says_when_it_is_not_json(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "event.json").write_bytes(content)
    with pytest.raises(UsageError, match="not JSON"):
        read_event(tmp_path / "event.json", "issues")


def test_says_when_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_event(tmp_path / "none.json", "issues")


@pytest.mark.parametrize("field", ["title", "body", "user", "labels", "state"])
@pytest.mark.parametrize("odd", [None, 7, [], {}, [None, 3]])
def test_takes_odd_fields_for_missing_ones(tmp_path: Path, field: str, odd: object) -> None:
    event = read_event(write(tmp_path, payload(issue={field: odd})), "issues", "ada/list")
    assert event.issue is not None
    assert event.issue.number == 7
