"""`paperlist init`, as typed in the checkout of a list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.form import conference, drop_down
from bot.init import workflow
from tests.forge.test_run import git
from tests.init.test_setup import LIST


def init(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(["init", *arguments])
    return int(end.value.code or 0)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "--initial-branch=trunk")
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    git(tmp_path, "add", "README.md")
    git(tmp_path, "commit", "-m", "Begin")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(root: Path) -> set[str]:
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if path.parts[0] != ".git"}


def test_it_writes_what_is_missing_and_nothing_else(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init() == 0
    said = capsys.readouterr().out
    assert "  Serving   2        bullet  append\n" in said
    assert "- [Attention Is All You Need](https://arxiv.org/abs/1706.03762), NeurIPS 2017" in said
    assert "gh label create add-paper && gh label create add-conference\n" in said
    assert "allow GitHub Actions to create and approve pull requests" in said
    assert files(checkout) == {"README.md", drop_down.PATH, conference.PATH, workflow.PATH}
    assert (checkout / "README.md").read_text(encoding="utf-8") == LIST
    assert "branches: [trunk]" in (checkout / workflow.PATH).read_text(encoding="utf-8")
    assert init() == 0
    again = capsys.readouterr().out
    assert "All files are as they should be." in again
    assert "Next:" not in again


def test_a_sample_of_several_lines_is_set_in_as_it_will_be(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = (
        "- **Quoll** (ICML 2023)\n  - Ada Burrow, Ben Wombat\n  - [[Paper]](https://arxiv.org/abs/{}.00001)\n"
    )
    works = "\n".join(entry.format(number) for number in (2301, 2302, 2303))
    (checkout / "README.md").write_text(f"# Burrow\n\n## Digging\n\n{works}", encoding="utf-8")
    assert init("--dry-run") == 0
    said = capsys.readouterr().out
    assert "\n    - **Attention Is All You Need** (NeurIPS 2017)\n      - Ashish Vaswani, Noam" in said
    assert "\n      - [[Paper]](https://arxiv.org/abs/1706.03762)\n" in said


def test_a_dry_run_shows_and_writes_nothing(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init("--dry-run") == 0
    said = capsys.readouterr().out
    assert f"+++ b/{drop_down.PATH}\n" in said
    assert '+        - "Serving"\n' in said
    assert files(checkout) == {"README.md"}


def test_json_holds_the_same(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init("--json", "--dry-run") == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["choice"] for one in said["sections"]] == ["Serving", "Training", "Yes None"]
    assert [one["path"] for one in said["files"]] == [drop_down.PATH, conference.PATH, workflow.PATH]
    assert said["written"] is False


@pytest.mark.parametrize("name", ["init", "doctor"])
def test_below_the_top_of_a_checkout_it_says_where_to_go(
    name: str, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would be written there starts nothing, for GitHub looks at the top alone."""
    below = checkout / "papers" / "old"
    below.mkdir(parents=True)
    (below / "README.md").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(below)
    with pytest.raises(SystemExit) as end:
        main([name])
    assert end.value.code == 2
    assert f"cd ../../ && paperlist {name}\n" in capsys.readouterr().err
    assert files(checkout) == {"README.md", "papers/old/README.md"}


def test_outside_of_git_it_warns_and_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert init() == 0
    assert "no git checkout" in capsys.readouterr().err
    assert (tmp_path / workflow.PATH).is_file()


def test_a_file_that_only_a_person_can_mend_is_left_and_said(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = checkout / workflow.PATH
    path.parent.mkdir(parents=True)
    path.write_text("on: push\njobs: {}\n", encoding="utf-8")
    assert init() == 3
    assert "does not call" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "on: push\njobs: {}\n"


def test_a_link_out_of_the_checkout_is_not_followed(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (checkout / ".github").symlink_to(outside)
    assert init() == 2
    assert list(outside.iterdir()) == []
