"""What happened, as GitHub tells it in the event file (docs.github.com, "Webhook events and payloads")."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.errors import UsageError
from bot.forge.model import Issue, issue_of
from bot.forge.talk import read_issue, text_of

ACTIONS = {
    "issues": ("opened", "edited", "reopened", "closed", "labeled"),
    "issue_comment": ("created", "edited", "deleted"),
    "pull_request": ("closed", "reopened"),
    "pull_request_review": ("submitted", "dismissed"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a repository.

    Attributes:
        name: the kind of event (``issues``).
        action: what happened to its subject (``opened``).
        repository: ``owner/name`` it happened in.
        branch: that repository's default branch.
        issue: the subject, if it is an issue.
        ignored: why there is nothing to do, whatever the issue says; empty when there may be.
        number: the issue it is about; 0 when it is about none, or that is not known yet.
        pull: the pull request commented on, whose issue is to be found; 0 for none.
        label: the label put on the issue.
        fresh: nobody has said anything in the issue yet.
        said: the comment it is about, and what that was before.
    """

    name: str
    action: str
    repository: str
    branch: str
    issue: Issue | None
    ignored: str = ""
    number: int = 0
    pull: int = 0
    label: str = ""
    fresh: bool = False
    said: tuple[str, ...] = ()


def read_event(path: Path, name: str, repository: str = "") -> Event:
    """Read an event file.

    Args:
        path: the file (``GITHUB_EVENT_PATH``).
        name: the kind of event (``GITHUB_EVENT_NAME``).
        repository: the one this run belongs to (``GITHUB_REPOSITORY``); another one's events are ignored.

    Raises:
        UsageError: the file is not there, or not an event.
    """
    try:
        payload = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"The event file {path} cannot be read.", "Give one with --event FILE.") from error
    except ValueError as error:
        raise UsageError(f"The event file {path} is not JSON.", "Give GitHub's payload as it is.") from error
    if not isinstance(payload, dict):
        raise UsageError(f"The event file {path} holds no event.", "Give GitHub's payload as it is.")
    where = _dict(payload, "repository")
    raw = payload.get("issue")
    subject = _issue(raw) if isinstance(raw, dict) else None
    on_pull = isinstance(raw, dict) and "pull_request" in raw
    issue = None if on_pull else subject
    action = text_of(payload, "action")
    event = Event(
        name=name,
        action=action,
        repository=text_of(where, "full_name"),
        branch=text_of(where, "default_branch") or "main",
        issue=issue,
        number=issue.number if issue else _of_pull(_dict(payload, "pull_request"), where),
        pull=subject.number if subject and on_pull and name == "issue_comment" else 0,
        label=text_of(_dict(payload, "label"), "name"),
        fresh=action == "opened" and isinstance(raw, dict) and raw.get("comments") == 0,
        said=_said(payload),
    )
    return replace(event, ignored=_ignored(event, payload, repository))


def _ignored(event: Event, payload: dict[str, Any], repository: str) -> str:
    if event.action not in ACTIONS.get(event.name, ()):
        return f"{event.name or 'this event'} {event.action}".strip() + " asks for nothing"
    if not event.number and not event.pull:
        return "it is about a pull request" if "issue" in payload else "it is about no request"
    if repository and event.repository.lower() != repository.lower():
        return f"it happened in another repository than {repository}"
    if text_of(_dict(payload, "sender"), "type") == "Bot":
        return "a bot did it"
    if event.issue and event.issue.state == "closed" and event.action != "closed":
        return "the issue is closed"
    return ""


def _said(payload: dict[str, Any]) -> tuple[str, ...]:
    """A comment, and what it was before it was edited."""
    before = _dict(_dict(payload, "changes"), "body")
    return text_of(_dict(payload, "comment"), "body"), text_of(before, "from")


def _of_pull(raw: dict[str, Any], where: dict[str, Any]) -> int:
    """The issue of a pull request from one of the bot's branches in this very repository; else 0."""
    head = _dict(raw, "head")
    home = text_of(_dict(head, "repo"), "full_name")
    return issue_of(text_of(head, "ref")) if home and home == text_of(where, "full_name") else 0


def _issue(raw: dict[str, Any]) -> Issue:
    number = raw.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise UsageError("The event's issue has no number.", "Give GitHub's payload as it is.")
    return read_issue(raw)


def _dict(raw: dict[str, Any], key: str) -> dict[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}
