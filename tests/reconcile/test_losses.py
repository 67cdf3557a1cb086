"""``paperlist guard``: what a change loses, and whether it says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.guard import command
from tests.forge.test_run import git

HERON = "- [Old Heron: Paging](https://arxiv.org/abs/2301.00001) (SOSP 2023)"
EGRET = "- [Grey Egret: Batching](https://arxiv.org/abs/2302.00002) (OSDI 2024)"
STORK = "- [Slow Stork: Steps](https://arxiv.org/abs/2303.00003) (MLSys 2024)"
LIST = f"# Birds\n\n## Serving\n\n{HERON}\n{EGRET}\n\n## Training\n\n{STORK}\n"
TABLE = (
    "# Birds\n\n## Serving\n\n| No. | Title | Link |\n|---|---|---|\n"
    "| 1 | Old Heron | [link](https://arxiv.org/abs/2301.00001) |\n"
    "| 2 | Grey Egret | [link](https://arxiv.org/abs/2302.00002) |\n"
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_EVENT_PATH", raising=False)
    git(tmp_path, "init", "--initial-branch=main")
    return tmp_path


def commit(root: Path, text: str, message: str) -> None:
    (root / "README.md").write_text(text, encoding="utf-8")
    git(root, "add", "README.md")
    git(root, "commit", "--allow-empty", "-m", message)


def change(root: Path, before: str, after: str, message: str = "Change") -> None:
    commit(root, before, "Begin")
    git(root, "checkout", "-b", "change")
    commit(root, after, message)


def guard(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, ["--base", "main", *arguments], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.return_value, done.output


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LIST, LIST),
        (LIST, LIST.replace(EGRET, f"- [New](https://arxiv.org/abs/2401.1)\n{EGRET}")),
        (LIST, LIST.replace(f"{HERON}\n{EGRET}", f"{EGRET}\n{HERON}")),
        (LIST, LIST.replace(f"{HERON}\n", "").replace(STORK, f"{STORK}\n{HERON}")),
        (LIST, LIST.replace("\n- ", "\n* ").replace("\n", "\r\n")),
        (LIST, LIST.replace("# Birds", "# Really Birds\n\nWords.")),
        (LIST + f"{HERON}\n", LIST),
        (TABLE, TABLE.replace("| 2 | Grey", "| 2 | New | [link](https://a.example) |\n| 3 |  Grey")),
        ("No list yet.\n", LIST),
    ],
    ids=["same", "added", "turned", "moved", "marker", "words", "second", "table", "new"],
)  # fmt: skip
def test_nothing_is_lost(root: Path, before: str, after: str) -> None:
    change(root, before, after)
    assert guard() == (0, "No entry is lost; 0 losses are said.\n")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (LIST, LIST.replace(f"{EGRET}\n", ""), "README.md:6: gone: Grey Egret: Batching"),
        (LIST, LIST.replace("Paging", "Pages"), "README.md:5: altered, now at line 5: Old Heron: Paging"),
        (LIST, LIST.replace("2301.00001", "2301.99999"), "README.md:5: altered, now at line 5: Old Heron"),
        (LIST, LIST.replace("SOSP", "OSDI"), "README.md:5: altered"),
        (LIST, LIST.split("## Training", maxsplit=1)[0], "README.md:10: gone: Slow Stork: Steps"),
        (TABLE, TABLE.replace("Grey Egret", "Gray Egret"), "README.md:8: altered"),
        (LIST, "# Birds\n", "README.md:5: gone"),
    ],
)
def test_what_is_lost_is_named(root: Path, before: str, after: str, said: str) -> None:
    change(root, before, after)
    status, output = guard()
    assert (status, said in output) == (1, True)


@pytest.mark.parametrize(
    "message",
    [
        "Removes: https://arxiv.org/abs/2302.00002",
        "Tidy\n\n- removes: <https://arxiv.org/pdf/2302.00002v2>",
        "removes: “grey egret batching”",
        "**Removes**: *",
    ],
)
def test_what_is_said_is_fine(root: Path, message: str) -> None:
    change(root, LIST, LIST.replace(f"{EGRET}\n", ""), message)
    assert guard() == (0, "No entry is lost; 1 loss is said.\n")


@pytest.mark.parametrize(
    "message", ["Changes: 2302.00002", "Removes: Old Heron: Paging", "It removes: much", ""]
)
def test_what_is_said_of_others_counts_nothing(root: Path, message: str) -> None:
    change(root, LIST, LIST.replace(f"{EGRET}\n", ""), f"Tidy\n\n{message}")
    assert guard()[0] == 1


def test_the_pull_request_may_say_so(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(root, LIST, LIST.replace("Paging", "Pages"))
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"body": "A typo.\r\n\r\nChanges: Old Heron: Paging"}}))
    assert guard()[0] == 1
    assert guard("--allow", "arxiv:2301.00001")[0] == 0
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    assert guard()[0] == 0


def test_only_the_change_counts(root: Path) -> None:
    """What the base has got since is no loss; what a bad merge drops of it is."""
    change(root, LIST, LIST.replace(STORK, f"{STORK}\n- [Mine](https://arxiv.org/abs/2401.1)"))
    git(root, "checkout", "main")
    commit(root, LIST.replace(HERON, f"{HERON}\n- [Theirs](https://arxiv.org/abs/2401.2)"), "Go on")
    git(root, "checkout", "change")
    assert guard()[0] == 0
    git(root, "merge", "-s", "ours", "--no-edit", "main")
    status, output = guard()
    assert (status, "gone: Theirs" in output) == (1, True)


def test_what_one_language_loses_is_not_found_in_the_other(root: Path):
    works = f"{HERON}\n{EGRET}\n{STORK}\n"
    (root / "README.zh.md").write_text(f"# 鸟\n\n## 推理\n\n{works}", encoding="utf-8")
    git(root, "add", "README.zh.md")
    text = f"# Birds\n\n[中文](README.zh.md)\n\n## Serving\n\n{works}"
    commit(root, text, "Begin")
    git(root, "checkout", "-b", "change")
    (root / "README.zh.md").write_text(f"# 鸟\n\n## 推理\n\n{HERON}\n{STORK}\n", encoding="utf-8")
    git(root, "add", "README.zh.md")
    commit(root, text.replace("[中文](README.zh.md)\n\n", ""), "Change")
    status, said = guard()
    assert status == 1
    assert "README.zh.md" in said
    assert "Grey Egret" in said
    assert "Old Heron" not in said


def test_a_work_listed_twice_is_looked_for_where_it_stood(root: Path) -> None:
    twice = LIST.replace(STORK, f"{STORK}\n{HERON} again")
    change(root, twice, twice.replace(f"{HERON} again", f"{HERON} and again"))
    assert "altered, now at line 11" in guard()[1]
