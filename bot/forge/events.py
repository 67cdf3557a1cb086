"""What happened, as GitHub tells it in the event file (docs.github.com, "Webhook events and payloads")."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import UsageError
from bot.forge.model import Issue

ACTIONS = ("opened", "edited", "reopened")


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
    """

    name: str
    action: str
    repository: str
    branch: str
    issue: Issue | None
    ignored: str = ""


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
    event = Event(
        name=name,
        action=_text(payload, "action"),
        repository=_text(where, "full_name"),
        branch=_text(where, "default_branch") or "main",
        issue=_issue(raw) if isinstance(raw, dict) and "pull_request" not in raw else None,
    )
    ignored = _ignored(event, payload, repository)
    return Event(event.name, event.action, event.repository, event.branch, event.issue, ignored)


def _ignored(event: Event, payload: dict[str, Any], repository: str) -> str:
    if event.name != "issues" or event.action not in ACTIONS:
        return f"{event.name or 'this event'} {event.action}".strip() + " asks for nothing"
    if event.issue is None:
        return "it is about a pull request"
    if repository and event.repository.lower() != repository.lower():
        return f"it happened in another repository than {repository}"
    if _text(_dict(payload, "sender"), "type") == "Bot":
        return "a bot did it"
    if event.issue.state == "closed":
        return "the issue is closed"
    return ""


def _issue(raw: dict[str, Any]) -> Issue:
    number = raw.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise UsageError("The event's issue has no number.", "Give GitHub's payload as it is.")
    labels = raw.get("labels")
    named = [label for label in labels if isinstance(label, dict)] if isinstance(labels, list) else []
    return Issue(
        number=number,
        title=_text(raw, "title"),
        body=_text(raw, "body"),
        author=_text(_dict(raw, "user"), "login"),
        labels=tuple(_text(label, "name") for label in named),
        state="closed" if raw.get("state") == "closed" else "open",
    )


def _dict(raw: dict[str, Any], key: str) -> dict[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _text(raw: dict[str, Any], key: str) -> str:
    """A field that may be missing or null; another type than text is treated as missing."""
    value = raw.get(key)
    return value if isinstance(value, str) else ""
