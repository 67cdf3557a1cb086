"""What is looked over on GitHub itself: the settings that a checkout does not show.

Paths and fields are those of GitHub's REST API (docs.github.com/rest): repositories, labels, actions
permissions (for administrators only), workflows, and the rules of a branch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from bot.forge.model import ForgeError, Limited, Lost, branch_for
from bot.forge.wire import Missing
from bot.form import conference, make
from bot.init.check import INIT, Check
from bot.init.workflow import PATH

Ask = Callable[[str], Any]
"""Gives the answer to a GET of a path. Raises Missing or another ForgeError."""

_LABELS = (make.LABEL, conference.LABEL)
_STOPPED = {
    "disabled_inactivity": "GitHub stopped its schedule after 60 days without a commit.",
    "disabled_manually": "Somebody switched it off.",
    "disabled_fork": "GitHub does not run the workflows of a fork until somebody allows it.",
}
_IN_THE_WAY = {
    "creation": "be made",
    "update": "be changed",
    "deletion": "be removed",
    "non_fast_forward": "be made anew",
    "branch_name_pattern": "have its name",
    "required_signatures": "hold commits without a signature",
}


def check_github(ask: Ask, repository: str, site: str = "https://github.com") -> Iterator[Check]:
    """Token, issues, labels, permissions, the workflow's state and the rules for branches.

    Args:
        ask: the API.
        repository: ``owner/name``.
        site: address of the web pages.
    """
    root, page = f"/repos/{repository}", f"{site}/{repository}"
    try:
        found = ask(root)
    except (Lost, Limited) as error:
        yield Check(
            "token", "unknown", error.what, "Look whether GitHub can be reached, and try again later."
        )
        return
    except ForgeError as error:
        mend = f"Give a GITHUB_TOKEN that may read {repository}, such as that of `gh auth token`."
        yield Check("token", "mend", error.what, mend)
        return
    yield Check("token", "ok", f"It may read {repository}.")
    yield _issues(found, page)
    yield from _asked("labels", lambda: _labels(ask, root), f"{page}/labels")
    yield from _asked("pull requests", lambda: _pulls(ask, root, page), f"{page}/settings/actions")
    yield from _asked("runs", lambda: _runs(ask, root, page), f"{page}/actions")
    yield from _asked("branches", lambda: _branches(ask, root, page), f"{page}/rules")


def not_asked(why: str, mend: str) -> Check:
    """What stands in place of all this where GitHub cannot be asked."""
    return Check("GitHub", "unknown", why, mend)


def _asked(name: str, look: Callable[[], Check], where: str) -> Iterator[Check]:
    try:
        yield look()
    except ForgeError:
        yield Check(name, "unknown", "It could not be checked with this token.", f"Look at {where}")


def _issues(found: Any, page: str) -> Check:
    if found.get("archived"):
        return Check("issues", "mend", "The repository is archived.", f"Unarchive it at {page}/settings")
    if not found.get("has_issues", True):
        return Check("issues", "mend", "Issues are switched off.", f"Switch them on at {page}/settings")
    return Check("issues", "ok", "They are open.")


def _labels(ask: Ask, root: str) -> Check:
    missing = []
    for label in _LABELS:
        try:
            ask(f"{root}/labels/{quote(label)}")
        except Missing:
            missing.append(label)
    if missing:
        mend = " && ".join(f"gh label create {label}" for label in missing)
        return Check("labels", "mend", f"There is no label {' or '.join(missing)}.", mend)
    return Check("labels", "ok", f"There are {' and '.join(_LABELS)}.")


def _pulls(ask: Ask, root: str, page: str) -> Check:
    said = ask(f"{root}/actions/permissions/workflow")
    if said.get("can_approve_pull_request_reviews"):
        return Check("pull requests", "ok", "GitHub Actions may create them.")
    where = f"{page}/settings/actions"
    return Check(
        "pull requests",
        "mend",
        "GitHub Actions may not create pull requests.",
        f"Tick “Allow GitHub Actions to create and approve pull requests” at {where}",
    )


def _runs(ask: Ask, root: str, page: str) -> Check:
    try:
        state = str(ask(f"{root}/actions/workflows/{PATH.rpartition('/')[2]}").get("state"))
    except Missing:
        return Check(
            "runs", "mend", "GitHub knows no such workflow.", f"Push it to the default branch. {INIT}"
        )
    if state == "active":
        return Check("runs", "ok", "The workflow is switched on.")
    what = _STOPPED.get(state, f"The workflow is {state}.")
    name = PATH.rpartition("/")[2]
    return Check("runs", "mend", what, f"gh workflow enable {name}, or {page}/actions/workflows/{name}")


def _branches(ask: Ask, root: str, page: str) -> Check:
    rules = ask(f"{root}/rules/branches/{quote(branch_for(1), safe='')}")
    ways = [_IN_THE_WAY[kind] for rule in rules if (kind := str(rule.get("type"))) in _IN_THE_WAY]
    if ways:
        what = f"By a rule, {branch_for(1)} may not {' or '.join(dict.fromkeys(ways))}."
        return Check("branches", "mend", what, f"Leave paperlist/** out of it at {page}/rules")
    return Check("branches", "ok", "No rule is in the way of the bot's branches.")
