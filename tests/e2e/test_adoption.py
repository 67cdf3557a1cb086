"""From `git clone` of a list to the first pull request, by the commands that docs/start.md gives."""

from __future__ import annotations

import logging
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.form import drop_down
from tests.docs.blocks import ROOT, blocks
from tests.e2e.conftest import TITLES, WHEN, WHO, Repository

START = ROOT / "docs" / "start.md"
MOST_TYPED = 3
MOST_SECONDS = 20.0  # for all of it, on an idle machine
EXAMPLE = "https://github.com/ada/rivers"  # the list of docs/start.md
SECTIONS = "Serving Training Scheduling Caching Kernels Quantization Networks Storage Agents Surveys".split()
EACH = 40
HERON = "https://arxiv.org/abs/2401.00001"
_log = logging.getLogger(__name__)


def long_list() -> str:
    """Four hundred works in ten sections, the newest first."""
    parts = ["# Awesome Burrows\n"]
    for at, name in enumerate(SECTIONS):
        parts.append(f"## {name}\n")
        for number in range(EACH, 0, -1):
            link = f"https://arxiv.org/abs/23{(number * 12 + EACH - 1) // EACH:02}.{at * EACH + number:05}"
            parts.append(f"- [{name} Wombat {number}: Digging with Care]({link}), arXiv 2023")
        parts[-1] += "\n"
    return "\n".join(parts)


def typed() -> list[str]:
    """What the page has a maintainer type, from the list's `git clone` to the push."""
    lines = []
    for block in blocks(START):
        if block.language in ("sh", "text"):
            lines += block.text.splitlines()
        elif block.language == "console":
            lines += [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
    first = next(at for at, line in enumerate(lines) if line.startswith("git clone "))
    last = next(at for at, line in enumerate(lines) if line.endswith("git push"))
    return lines[first : last + 1]


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """What lies on the PATH: the program from this checkout, and a uv that has it all installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    guarded = f'export PYTHONPATH="{ROOT}:{os.environ["PYTHONPATH"]}"'
    python = shlex.quote(sys.executable)
    scripts = {
        "paperlist": f'{guarded}\nexec {python} -m bot "$@"',
        "uv": f'[ "$1" = sync ] && exit\nwhile [ "$1" != python ]; do shift; done\nshift\n'
        f'{guarded}\nexec {python} "$@"',
    }
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def maintain(folder: Path, lines: list[str], tools: Path) -> str:
    """Type the commands, one after the other in one terminal; gives what it showed."""
    who = {
        f"GIT_{role}_{key}": WHO[key.lower()] for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    dates = {f"GIT_{role}_DATE": WHEN for role in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["sh", "-e"],
        input="\n".join(lines),
        cwd=folder,
        env={
            **who,
            **dates,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "HOME": str(folder),
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def filled_in(form: Any, **values: str) -> str:
    """The body of an issue made with a form: each field's label with what was chosen or typed."""
    fields = [one for one in form["body"] if one["type"] != "markdown"]
    for one in fields:
        if one["type"] == "dropdown" and one["id"] in values:
            assert values[one["id"]] in one["attributes"]["options"]
    return "\n\n".join(
        f"### {one['attributes']['label']}\n\n{values.get(one['id'], '_No response_')}" for one in fields
    )


def act(repository: Repository, number: int, tools: Path) -> str:
    """The step of action.yml for an opened issue, as GitHub runs it; gives what it logged."""
    [step] = [
        one
        for one in YAML(typ="safe").load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
        if "run" in one
    ]
    event = {"action": "opened", "issue": repository.api("GET", f"/issues/{number}")}
    environment = repository.environment(
        **repository.told(event),
        BASE="",
        COMMAND="run",
        GITHUB_ACTION_PATH=str(ROOT),
        PATH=f"{tools}{os.pathsep}{os.environ['PATH']}",
        PAPERLIST_LOGIN="github-actions[bot]",
    )
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=repository.checkout,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_from_git_clone_to_the_first_pull_request(bare: Repository, tools: Path, tmp_path: Path) -> None:
    repository, hosted = bare, tmp_path / "rivers.git"
    repository.begin(long_list())
    subprocess.run(
        ["git", "clone", "-q", "--bare", repository.checkout, hosted], check=True, capture_output=True
    )
    desk = tmp_path / "desk"
    desk.mkdir()
    lines = typed()
    assert len(lines) <= MOST_TYPED, lines

    start = time.monotonic()
    said = maintain(desk, [line.replace(EXAMPLE, str(hosted)) for line in lines], tools)
    pushed = time.monotonic() - start
    assert f"  Serving       {EACH}       bullet  date-descending\n" in said

    # GitHub takes the push, and Actions checks the list out.
    shutil.rmtree(repository.checkout)
    subprocess.run(["git", "clone", "-q", hosted, repository.checkout], check=True, capture_output=True)
    repository.bring()
    form = YAML(typ="safe").load((repository.checkout / drop_down.PATH).read_text("utf-8"))
    assert set(SECTIONS) < set(form["body"][1]["attributes"]["options"])
    text = filled_in(form, links=HERON, category="Caching")
    number = repository.issue(form["title"], text)  # without the form's label, which does not exist yet

    start = time.monotonic()
    act(repository, number, tools)
    answered = time.monotonic() - start

    [pull] = repository.pulls()
    assert pull["title"] == f"Add “{TITLES['2401.00001']}”"
    line = f"- [{TITLES['2401.00001']}]({HERON}), arXiv {WHEN[:4]}"
    assert repository.added(number) == [line]
    branch = repository.file(pull["head"]["ref"]).splitlines()
    assert branch[branch.index(line) - 2] == "## Caching"
    _log.info(
        "%d commands: %.1f s from git clone to the push, %.1f s from the event to the pull request",
        len(lines), pushed, answered,
    )  # fmt: skip
    crowd = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # others at work here take their share
    assert pushed + answered < MOST_SECONDS * crowd
