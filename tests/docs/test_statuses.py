"""The exit statuses of docs/commands.md, each by the ways that lead to it; errors name the next step."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bot.cli import add, main
from bot.errors import ProofRefused
from tests.docs.scratch import WORLD, Scratch, enter, scratch

NEW, LISTED, OTHER = "2309.06180", "2412.00011", "2405.00012"
GIVEN = "https://lab.example/new --title New --offline"
TWICE = "# List\n\n## A\n\n### Same\n\n- [B](https://lab.example/b)\n\n## C\n\n### Same\n\n- [D](https://lab.example/d)\n"
LIST = (WORLD / "README.md").read_text(encoding="utf-8")
MADE = f"<!-- This file is generated from papers.yml. Do not edit. -->\n{LIST}"
LOOSE = "# List\n\n- [A](https://lab.example/a)\n- [B](https://lab.example/b)\n* [A](https://lab.example/a)\n"
SPACES = "# List\n\nSome words. \n"
WAYS = f"""
0 sections
0 entries
0 parse issue.md
0 suggest Caching
0 add {NEW} --section Posts
0 add {NEW} --section Posts --json
0 add {LISTED} {NEW} --section Posts
0 lint README.md
0 lint spaces.md
0 guard --base HEAD
0 run --event event.json
0 import refs.bib --section Posts --offline
0 --version
0 --help
1 lint loose.md
1 lint loose.md --format json
1 reconcile --issue 9
2
2 ad
2 add
2 add {NEW} --bogus
2 add {NEW} --section Posts --date yesterday
2 add {NEW} {OTHER} --section Posts --title Two
2 add {NEW} --section Posts --file nothing.md
2 add {NEW} --section Posts --file docs
2 sections --file image.md
2 lint --select nothing
2 lint --select dead-link
2 lint --diff
2 lint nothing.md
2 lint --changed-since nothing
2 guard
2 guard --base nothing
2 import nothing.bib
2 import dblp:conf/sosp/2025
2 import https://lab.example/list.md --offline
2 parse nothing.md
2 run --event nothing.json
2 run --event issue.md
2 reconcile --issue none
3 add {NEW} --section Nowhere
3 add {NEW}
3 add https://lab.example/new --section Posts --offline
3 add {GIVEN} --section Same --file twice.md
3 add {GIVEN} --section Posts --file made.md
3 add nonsense {LISTED} --section Posts
3 add {NEW} nonsense --section Posts
3 init --file made.md
3 init --file spaces.md
3 doctor
4 add {LISTED} --section Posts
4 add {LISTED} {OTHER} --section Posts
4 import README.md --offline
""".strip().splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, services: str) -> Scratch:
    """One for all ways: what they call writes nothing."""
    made = scratch(tmp_path_factory.mktemp("ways"), services)
    files = {"twice.md": TWICE, "made.md": MADE, "loose.md": LOOSE, "spaces.md": SPACES, "image.md": "\0"}
    for name, text in files.items():
        made.put(name, text)
    return made


@pytest.fixture
def room(folder: Scratch, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    enter(folder, monkeypatch)
    monkeypatch.setenv("GITHUB_TOKEN", "a-token")
    monkeypatch.setenv("GITHUB_EVENT_NAME", "issues")
    return folder


def status(line: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(shlex.split(line))
    return int(end.value.code or 0)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_has_its_status(way: str, room: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    wanted, _, line = way.partition(" ")
    assert status(line) == int(wanted)
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    if wanted in "23" and line not in ("", "doctor"):
        assert len(said.err.strip().splitlines()) > 1, "the next step is missing"


def test_a_lost_entry_fails_the_guard(tmp_path: Path, services: str) -> None:
    made = scratch(tmp_path, services)
    made.put("README.md", LIST.replace("- [Silt", "[Silt"))
    assert made.type("git commit -qam Lose && paperlist guard --base origin/main").status == 1


def test_every_status_is_reached() -> None:
    assert {way[0] for way in WAYS} == set("01234")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nonsense --section Posts", "Give a public http or https link."),
        ("https://lab.example/new --section Posts --offline", "Give it with --title."),
        (f"{GIVEN}", "Name one of these: --section "),
        (f"{GIVEN} --section Serv1ngs", "--section"),
    ],
)
def test_at_a_terminal_no_issue_is_spoken_of(
    line: str, told: str, room: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    status(f"add {line}")
    said = capsys.readouterr().err
    assert told in said
    assert not re.search(r"\b(?:issue|[Cc]omment)\b", said)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("add", "paperlist: Missing argument 'LINK…'.\npaperlist add --help shows examples.\n"),
        ("guard", "paperlist: Missing option '--base'.\npaperlist guard --help shows examples.\n"),
        ("lnit", "Did you mean paperlist lint? paperlist --help shows all of them.\n"),
    ],
)
def test_a_command_that_is_not_whole_is_told_as_every_error(
    line: str, told: str, room: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(line) == 2
    assert capsys.readouterr().err.endswith(told)


def test_a_refused_proof_wants_a_person(room: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ProofRefused("The edit would change another line.", "Add it by hand.")

    monkeypatch.setattr(add, "_plan", refuse)
    assert status(f"add {NEW} --section Posts") == 3


def test_a_fault_of_the_program_is_told_in_words(
    room: Scratch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(*_: object, **__: object) -> None:
        raise KeyError("x\n::error::run this")

    monkeypatch.setattr(add, "_plan", fall)
    assert status(f"add {NEW} --section Posts") == 1
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "issues" in said.splitlines()[-1]
    assert not any(line.startswith("::") for line in said.splitlines())
