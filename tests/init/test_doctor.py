"""What is missing is said with how to mend it; what cannot be seen is not called well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from bot.forge.model import ForgeError, Lost
from bot.forge.wire import Missing
from bot.form import drop_down
from bot.init import workflow
from bot.init.check import Check, check_files, worst
from bot.init.github import check_github
from bot.intake.labels import field_of
from tests.init.test_setup import LIST, NEWER, RELEASE, Files, after

ROOT = "/repos/ada/burrow"
WELL: dict[str, Any] = {
    ROOT: {"has_issues": True},
    f"{ROOT}/labels/add-paper": {"name": "add-paper"},
    f"{ROOT}/labels/add-conference": {"name": "add-conference"},
    f"{ROOT}/actions/permissions/workflow": {"can_approve_pull_request_reviews": True},
    f"{ROOT}/actions/workflows/paperlist.yml": {"state": "active"},
    f"{ROOT}/rules/branches/paperlist%2Fissue-1": [{"type": "pull_request"}],
}
FORM = after({"README.md": LIST})[drop_down.PATH]
GONE = Missing("There is none.")


def on_github(**other: Any) -> dict[str, Check]:
    """The points, with other answers to the paths that end in a key."""
    answers = {
        path: next((value for end, value in other.items() if path.endswith(end)), answer)
        for path, answer in WELL.items()
    }

    def ask(path: str) -> Any:
        answer = answers[path]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return {one.name: one for one in check_github(ask, "ada/burrow")}


def _names_section(label: str) -> bool:
    return field_of(label) == "section"


def in_files(files: Mapping[str, str], **kwargs: Any) -> dict[str, Check]:
    return {
        one.name: one for one in check_files(Files(files), kwargs.get("release", RELEASE), _names_section)
    }


def test_all_is_well() -> None:
    found = [*in_files(after({"README.md": LIST})).values(), *on_github().values()]
    assert [one for one in found if one.state != "ok" or one.mend] == []
    assert worst(found) == 0


@pytest.mark.parametrize(
    ("name", "said", "changed"),
    [
        ("form", "There is no", {drop_down.PATH: ""}),
        ("form", "“Tuning”", {"README.md": LIST.replace("## Training", "## Tuning")}),
        ("form", "not YAML", {drop_down.PATH: "a: ["}),
        ("workflow", "There is no", {workflow.PATH: ""}),
        ("workflow", "does not call", {workflow.PATH: "on: push\n"}),
        (
            "workflow",
            "trigger push",
            {workflow.PATH: workflow.workflow(RELEASE, "main").replace("push:", "x:")},
        ),
        (
            "form",
            "“Burrow?” is not read",
            {drop_down.PATH: FORM.replace("label: Category", "label: Burrow?")},
        ),
        ("form", "(line 2)", {drop_down.PATH: "a: 1\n[b: ["}),
        ("workflow", "another version", {workflow.PATH: workflow.workflow(NEWER, "main")}),
        ("configuration", "link_form", {".github/paperlist.yml": "link_form: doc\n"}),
        (
            "list",
            "made by a program",
            {"README.md": f"<!-- This file is generated from `a.yml`. -->\n{LIST}"},
        ),
    ],
)
def test_what_is_wrong_in_the_files(name: str, said: str, changed: Mapping[str, str]) -> None:
    files = {**after({"README.md": LIST}), **changed}
    found = in_files({path: text for path, text in files.items() if text})
    assert said in found[name].what
    assert found[name].mend
    assert worst(found.values()) == 3
    assert {one.name for one in found.values() if one.state == "mend"} == {name}


def test_a_list_that_is_not_there_is_mended_where_it_is_named() -> None:
    found = in_files({**after({"README.md": LIST}), ".github/paperlist.yml": "file: papers.md\n"})
    assert found["list"].mend == "Mend `file` in .github/paperlist.yml."


def test_a_schedule_that_was_taken_out_stays_out_and_is_told() -> None:
    text = workflow.workflow(RELEASE, "main")
    at, end = text.index("  schedule:"), text.index("  workflow_dispatch")
    files = after({"README.md": LIST, workflow.PATH: text[:at] + text[end:]})
    assert files[workflow.PATH] == text[:at] + text[end:]
    assert in_files(files)["workflow"] == Check(
        "workflow", "ok", "It has no schedule: what an event loses waits for the next push."
    )


@pytest.mark.parametrize(
    ("name", "state", "said", "other"),
    [
        ("token", "mend", "none", {"burrow": GONE}),
        ("token", "unknown", "did not answer", {"burrow": Lost("GitHub did not answer.")}),
        ("issues", "mend", "switched off", {"burrow": {"has_issues": False}}),
        ("issues", "mend", "archived", {"burrow": {"has_issues": True, "archived": True}}),
        ("labels", "mend", "no label add-paper.", {"add-paper": GONE}),
        ("labels", "mend", "no label add-conference.", {"add-conference": GONE}),
        ("labels", "mend", "no label add-paper or add-conference.", {"add-paper": GONE, "conference": GONE}),
        ("labels", "unknown", "could not be checked", {"add-conference": ForgeError("Forbidden.")}),
        ("pull requests", "mend", "may not create", {"permissions/workflow": {}}),
        (
            "pull requests",
            "unknown",
            "could not be checked",
            {"permissions/workflow": ForgeError("Forbidden.")},
        ),
        ("runs", "mend", "60 days", {"paperlist.yml": {"state": "disabled_inactivity"}}),
        ("runs", "mend", "no such workflow", {"paperlist.yml": GONE}),
        ("branches", "mend", "may not be made", {"issue-1": [{"type": "creation"}]}),
    ],
)
def test_what_is_wrong_on_github(name: str, state: str, said: str, other: Mapping[str, Any]) -> None:
    found = on_github(**other)
    assert found[name].state == state
    assert said in found[name].what
    assert found[name].mend
    assert {one.name for one in found.values() if one.state != "ok"} == {name}


def doctor(root: Path, **environ: str) -> tuple[int, list[dict[str, str]]]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "doctor", "--json"],
        cwd=root,
        env={**own, "PYTHONPATH": f"{Path(__file__).parents[2]}{os.pathsep}{own['PYTHONPATH']}", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def test_the_command_asks_github_with_the_token(tmp_path: Path, httpserver: HTTPServer) -> None:
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    for path, answer in WELL.items():
        httpserver.expect_request(
            path.replace("%2F", "/"), headers={"Authorization": "token t"}
        ).respond_with_json(answer)
    status, found = doctor(
        tmp_path,
        GITHUB_TOKEN="t",
        GITHUB_REPOSITORY="ada/burrow",
        GITHUB_API_URL=httpserver.url_for("").rstrip("/"),
    )
    assert status == 3
    assert {one["name"]: one["state"] for one in found} == {
        "configuration": "ok",
        "list": "ok",
        "form": "mend",
        "workflow": "mend",
        "token": "ok",
        "issues": "ok",
        "labels": "ok",
        "pull requests": "ok",
        "runs": "ok",
        "branches": "ok",
    }
    httpserver.check_assertions()


def test_without_a_token_github_is_unknown_not_well(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    assert doctor(tmp_path)[1][-1]["state"] == "unknown"
