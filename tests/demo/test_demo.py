"""``paperlist demo`` as its users meet it: a process in a checkout, of which nothing may remain."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.cells import cell_len

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "bot", "demo"]
ESCAPES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\")
COLOUR = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3[0-7]|9[0-7]|38)[;m]")


@dataclass(frozen=True)
class Checkout:
    """A checkout of what the demonstration reads, and the folder its temporary files go to."""

    folder: Path
    temporary: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
        found = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        return {**kept, "PYTHONPATH": found, "TMPDIR": str(self.temporary), **more}

    def play(self, **more: str) -> str:
        done = subprocess.run(
            COMMAND, cwd=self.folder, env=self.environment(**more), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""
        return done.stdout.decode()

    def state(self) -> tuple[str, list[str]]:
        """Branches and work tree as git sees them, and every file of its store."""
        seen = git(self.folder, "for-each-ref") + git(self.folder, "status", "--porcelain", "--ignored")
        return seen, sorted(str(path) for path in (self.folder / ".git").rglob("*"))


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@lab.example")
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)
    return done.stdout.decode()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder, temporary = tmp_path / "list", tmp_path / "temporary"
    temporary.mkdir()
    shutil.copytree(ROOT / "examples", folder / "examples")
    for name in ("README.md", ".github/paperlist.yml"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Begin")
    return Checkout(folder, temporary)


def test_the_four_outcomes(checkout: Checkout) -> None:
    before = checkout.state()
    form, two, listed, unresolved, _ = re.split(r"^ (?:[2-4] of 4|Next)  ─+$", checkout.play(), flags=re.M)
    assert "Pull request #5** adds [SGLang" in form
    assert re.findall(r"^> - .*", form, re.M) == [
        "> - [SGLang: Efficient Execution of Structured Language Model Programs]"
        "(https://arxiv.org/abs/2312.07104), NeurIPS 2024"
    ]
    assert "Closes #1" in form
    assert "1 line added, 0 removed" in form
    assert re.findall(r"^> - \[(\w+)", two, re.M) == ["Medusa", "EAGLE"]
    assert "2 lines added, 0 removed" in two
    assert "Already listed:** [Efficient Memory Management" in listed
    assert "arXiv knows no such paper" in unresolved
    assert "Pull request" not in listed + unresolved
    assert checkout.state() == before
    assert list(checkout.temporary.iterdir()) == []


def test_a_pipe_gets_plain_text(checkout: Checkout) -> None:
    shown = checkout.play()
    assert "\x1b" not in shown
    assert "| Asked for | Answer |" in shown


@pytest.mark.parametrize("width", [40, 100])
def test_it_fits_the_terminal(checkout: Checkout, width: int) -> None:
    shown = checkout.play(FORCE_COLOR="1", TERM="xterm-256color", COLUMNS=str(width))
    assert COLOUR.search(shown)
    lines = [ESCAPES.sub("", line) for line in shown.splitlines()]
    assert [line for line in lines if cell_len(line) > width] == []
    assert "2312.07104" in "".join(lines)


def test_no_colour_where_none_is_wanted(checkout: Checkout) -> None:
    shown = checkout.play(FORCE_COLOR="1", TERM="xterm-256color", COLUMNS="80", NO_COLOR="1")
    assert not COLOUR.search(shown)


def test_nothing_is_left_when_it_is_interrupted(checkout: Checkout) -> None:
    before = checkout.state()
    playing = subprocess.Popen(
        COMMAND,
        cwd=checkout.folder,
        env=checkout.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while not list(checkout.temporary.glob("*/HEAD")) and playing.poll() is None:
        time.sleep(0.005)
    playing.send_signal(signal.SIGINT)
    _, errors = playing.communicate(timeout=20)
    assert playing.returncode == 130
    assert errors.decode().strip() == "paperlist: stopped."
    assert list(checkout.temporary.iterdir()) == []
    assert checkout.state() == before


def test_elsewhere_it_says_what_to_do(checkout: Checkout) -> None:
    done = subprocess.run(
        COMMAND, cwd=checkout.temporary, env=checkout.environment(), capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"Clone the project" in done.stderr


def test_every_answer_is_asked_for(checkout: Checkout) -> None:
    """An answer that no issue asks for is an example of nothing."""
    issues = "".join(path.read_text() for path in (ROOT / "examples/issues").iterdir())
    answers = [path.stem.split("+") for path in (ROOT / "examples/arxiv").iterdir()]
    assert [name for names in answers for name in names if name not in issues] == []
