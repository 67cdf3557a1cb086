"""What the workflows promise: who gets a token that writes, what code it meets, and the check's name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.forge.events import ACTIONS
from bot.forge.model import CHECK

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / "action.yml"]


def load(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / ".github/workflows" / name).read_text(encoding="utf-8"))


CALLED = load("reusable.yml")["jobs"]
WRITERS = [name for name, job in CALLED.items() if "write" in job["permissions"].values()]


def checkouts(job: Any) -> Iterator[Any]:
    return (step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))


def test_the_status_stands_in_for_the_lint_job() -> None:
    [caller] = load("paperlist.yml")["jobs"].values()
    assert f"{caller['name']} / {CALLED['lint']['name']}" == CHECK


def test_who_may_write() -> None:
    assert WRITERS == ["run", "reconcile"]
    granted = {"contents": "write", "issues": "write", "pull-requests": "write", "statuses": "write"}
    for name in WRITERS:
        assert CALLED[name]["permissions"] == granted
    for name in CALLED.keys() - set(WRITERS):
        assert CALLED[name]["permissions"] == {"contents": "read"}
        assert "secrets." not in str(CALLED[name])


@pytest.mark.parametrize("name", WRITERS)
def test_a_token_that_writes_meets_no_code_of_a_change(name: str) -> None:
    refs = {given["ref"] for given in checkouts(CALLED[name])}
    assert refs == {"${{ github.event.repository.default_branch }}", "${{ job.workflow_sha }}"}


def test_no_checkout_leaves_a_token_behind() -> None:
    jobs = [job for path in FILES[:-1] for job in load(path.name)["jobs"].values() if "steps" in job]
    assert all(given["persist-credentials"] is False for job in jobs for given in checkouts(job))


def test_a_pull_request_of_a_fork_starts_no_job_that_writes() -> None:
    condition = CALLED["run"]["if"]
    assert "github.event.pull_request.head.repo.full_name == github.repository" in condition
    assert "pull_request" not in CALLED["reconcile"]["if"]
    assert not any("pull_request_target" in path.read_text(encoding="utf-8") for path in FILES)


def test_what_a_program_did_starts_nothing() -> None:
    assert CALLED["run"]["if"].startswith("github.event.sender.type != 'Bot' && (")


def test_scripts_hold_no_expression() -> None:
    jobs = [job for path in FILES[:-1] for job in load(path.name)["jobs"].values()]
    jobs.append(YAML(typ="safe").load(FILES[-1].read_text(encoding="utf-8"))["runs"])
    scripts = [step["run"] for job in jobs for step in job.get("steps", ()) if "run" in step]
    assert len(scripts) >= 2
    assert not any("${{" in script for script in scripts)


def test_what_installs_the_program_has_one_version() -> None:
    jobs = [job for path in FILES[:-1] for job in load(path.name)["jobs"].values()]
    jobs.append(YAML(typ="safe").load(FILES[-1].read_text(encoding="utf-8"))["runs"])
    steps = [step for job in jobs for step in job.get("steps", ())]
    given = [step["with"]["version"] for step in steps if "/setup-uv@" in step.get("uses", "")]
    assert len(given) == 2
    assert len(set(given)) == 1
    assert re.fullmatch(r"\d+\.\d+\.\d+", given[0])


def test_the_program_asks_no_file_of_the_list_how_to_be_installed() -> None:
    """A workspace of its own ends uv's search; benchmarks/coldstart.py tries files that would matter."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["uv"]["workspace"] == {"members": []}


def test_every_event_that_is_answered_is_asked_for() -> None:
    asked = load("paperlist.yml")
    triggers = asked.get("on", asked.get(True))
    for name, actions in ACTIONS.items():
        assert set(actions) <= set(triggers[name]["types"])


def test_every_exception_for_the_auditor_is_explained() -> None:
    """In the same line, or in a comment right above."""
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if "zizmor: ignore[" in line:
                assert re.search(r"ignore\[[\w-]+\] \w", line) or lines[number - 1].lstrip().startswith("#")
