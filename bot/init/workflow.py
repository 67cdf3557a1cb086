"""The list's own workflow: made, and brought to this release without touching what people put into it."""

from __future__ import annotations

import io
import re
from typing import Any

from bot.config import read_yaml
from bot.errors import UsageError
from bot.init.release import Release

PATH = ".github/workflows/paperlist.yml"
PERMISSIONS = {
    "contents": "branches of pull requests",
    "issues": "replies, labels",
    "pull-requests": "pull requests",
    "statuses": "the lint's result",
}
TRIGGERS: dict[str, tuple[str, ...]] = {
    "issues": ("opened", "edited", "reopened", "closed", "labeled"),
    "issue_comment": ("created", "edited", "deleted"),
    "pull_request": ("opened", "synchronize", "edited", "closed", "reopened"),
    "pull_request_review": ("submitted", "dismissed"),
    "push": (),
    "schedule": (),
    "workflow_dispatch": (),
}
_TEXT = """\
# An issue that asks for a paper becomes a pull request. `paperlist init` wrote this and keeps it up to date.
name: paperlist

on:
  issues:
    types: [{issues}]
  # A comment is data, what runs is the default branch, and who may give commands is asked of GitHub.
  issue_comment: # zizmor: ignore[dangerous-triggers]
    types: [{issue_comment}]
  pull_request:
    types: [{pull_request}]
  pull_request_review:
    types: [{pull_request_review}]
  push:
    branches: [{branch}]
  schedule:
    - cron: "17 */6 * * *" # what an event lost, and what a service could not say then
  workflow_dispatch:

permissions: {{}}

jobs:
  paperlist:
    name: Paperlist
    permissions:
{permissions}
    uses: {uses}
"""
_OWN_CHOICE = "schedule"  # whoever takes it out saves runs, and knows what they are for
_PIN = r"@\S+(?:[ \t]+#[ \t]*v[\d.]+)?"


def workflow(release: Release, branch: str) -> str:
    """The text of ``.github/workflows/paperlist.yml``.

    Args:
        release: what the list is to run.
        branch: its default branch.
    """
    types = {name: ", ".join(kinds) for name, kinds in TRIGGERS.items()}
    lines = (f"      {name}: write # {why}" for name, why in PERMISSIONS.items())
    quoted = branch if re.fullmatch(r"[A-Za-z][\w./-]*", branch) else f'"{branch}"'
    return _TEXT.format(**types, branch=quoted, permissions="\n".join(lines), uses=release.uses)


def calls(text: str, release: Release) -> bool:
    """Whether a workflow calls this program's reusable one, in whatever version."""
    return _job(_load(text), release) is not None


def pinned(text: str, release: Release) -> str:
    """The version that a workflow calls; empty when it calls none."""
    found = re.search(rf"{re.escape(_called(release))}@(\S+)", text)
    return found[1] if found else ""


def missing(text: str, release: Release) -> list[str]:
    """What a workflow that calls it lacks: triggers (a schedule is its own affair), permissions, in words."""
    data = _load(text)
    job = _job(data, release) or {}
    triggers, granted = _on(data), job.get("permissions") or data.get("permissions") or {}
    lacks = [f"the trigger {name}" for name in TRIGGERS if name not in triggers and name != _OWN_CHOICE]
    if granted == "write-all":
        return lacks
    held = granted if isinstance(granted, dict) else {}
    return lacks + [f"the permission {name}: write" for name in PERMISSIONS if held.get(name) != "write"]


def scheduled(text: str) -> bool:
    """Whether a workflow starts by itself, too."""
    return _OWN_CHOICE in _on(_load(text))


def updated(text: str, release: Release, branch: str) -> str:
    """A workflow with this release's version and all that it needs; people's additions stay.

    Raises:
        UsageError: it is no YAML, or calls another program.
    """
    if not calls(text, release):
        raise UsageError(
            f"{PATH} exists and does not call {release.repository}.", "Rename it, then run this again."
        )
    if missing(text, release):
        text = _completed(text, release, branch)
    if release.commit or not pinned(text, release):
        called = re.escape(_called(release))
        text = re.sub(rf"{called}{_PIN}", release.uses, text)
    return text


def _completed(text: str, release: Release, branch: str) -> str:
    yaml = _yaml()
    data, wanted = yaml.load(text), yaml.load(workflow(release, branch))
    key = "on" if "on" in data else True
    if not isinstance(data[key], dict):
        data[key] = dict.fromkeys([data[key]] if isinstance(data[key], str) else data[key])
    for name, trigger in wanted["on"].items():
        if name != _OWN_CHOICE:
            data[key].setdefault(name, trigger)
    job = _job(data, release)
    if job is not None and job.get("permissions") != "write-all":
        granted = job.get("permissions")
        if not isinstance(granted, dict):
            job["permissions"] = granted = wanted["jobs"]["paperlist"]["permissions"]
        granted.update(dict.fromkeys(PERMISSIONS, "write"))
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _called(release: Release) -> str:
    return f"{release.repository}/.github/workflows/reusable.yml"


def _job(data: Any, release: Release) -> Any:
    jobs = data.get("jobs") if isinstance(data, dict) else None
    found = [job for job in (jobs or {}).values() if isinstance(job, dict)]
    wanted = (_called(release) + "@", "$/.github/workflows/reusable.yml")  # this repository calls its own
    return next((job for job in found if str(job.get("uses", "")).startswith(wanted)), None)


def _on(data: Any) -> set[str]:
    said = data.get("on", data.get("True")) or ()
    return {said} if isinstance(said, str) else set(said)


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _load(text: str) -> dict[str, Any]:
    data = read_yaml(text.encode("utf-8"), PATH)
    return data if isinstance(data, dict) else {}
