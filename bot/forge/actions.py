"""The surroundings of a run on GitHub Actions (docs.github.com, "Variables reference")."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.errors import UsageError
from bot.forge.checkout import Checkout
from bot.forge.events import Event, read_event
from bot.forge.github import GitHub
from bot.forge.wire import SECONDS_BETWEEN_WRITES, Wire
from bot.text import log_safe


def event_of(environ: Mapping[str, str], file: Path | None = None) -> Event:
    """The event of this run: of the file given, else of ``GITHUB_EVENT_PATH``.

    A file given without ``GITHUB_EVENT_NAME`` is taken for an event of an issue.
    """
    path = file or environ.get("GITHUB_EVENT_PATH")
    if not path:
        raise UsageError(
            "There is no event to answer.",
            "Give one with --event FILE; paperlist reconcile looks at every request and needs none.",
        )
    return read_event(
        Path(path), environ.get("GITHUB_EVENT_NAME") or "issues", environ.get("GITHUB_REPOSITORY", "")
    )


def connect(environ: Mapping[str, str], repository: str = "", branch: str = "") -> GitHub:
    """The repository of this run, with its checkout.

    Args:
        environ: ``GITHUB_TOKEN``, ``GITHUB_REPOSITORY``, ``GITHUB_WORKSPACE`` and where GitHub is.
        repository: ``owner/name``, where the environment does not say it.
        branch: the base branch; by default the one that is checked out.

    ``PAPERLIST_LOGIN`` says whom the token belongs to, when that is not Actions' own;
    ``PAPERLIST_PAUSE`` the seconds between two writes.

    Raises:
        UsageError: there is no token, no repository or no checkout.
    """
    token = environ.get("GITHUB_TOKEN", "")
    if not token:
        raise UsageError(
            "There is no GITHUB_TOKEN.",
            "Give it to the step (env: GITHUB_TOKEN), or type it before the command: "
            "GITHUB_TOKEN=$(gh auth token) paperlist …",
        )
    repository = environ.get("GITHUB_REPOSITORY") or repository
    if repository.count("/") != 1:
        raise UsageError("It is not known which repository this is.", "Set GITHUB_REPOSITORY to owner/name.")
    try:
        pause = float(environ.get("PAPERLIST_PAUSE") or SECONDS_BETWEEN_WRITES)
    except ValueError as error:
        raise UsageError("PAPERLIST_PAUSE is not a number.", "Give seconds, as in 0.5.") from error
    checkout = Checkout(Path(environ.get("GITHUB_WORKSPACE") or "."))
    return GitHub(
        Wire(environ.get("GITHUB_API_URL") or "https://api.github.com", token, pause=pause),
        checkout,
        repository=repository,
        branch=branch or checkout.branch,
        login=environ.get("PAPERLIST_LOGIN") or "github-actions[bot]",
        site=environ.get("GITHUB_SERVER_URL") or "https://github.com",
    )


def log_address(environ: Mapping[str, str]) -> str:
    """Where the log of this run is read; empty outside Actions."""
    site, repository, run = (
        environ.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    )
    return f"{site}/{repository}/actions/runs/{run}" if site and repository and run.isdigit() else ""


def summarise(environ: Mapping[str, str], text: str) -> None:
    """Add Markdown to the page of this run (``GITHUB_STEP_SUMMARY``); nothing outside Actions."""
    path = environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with suppress(OSError), Path(path).open("a", encoding="utf-8") as file:
            file.write(text)


def log_to_stderr(environ: Mapping[str, str]) -> None:
    """Log each record on one line that Actions does not take for a command.

    ``PAPERLIST_LOG=json`` makes it one JSON object a line, with time, level, room and message, for programs.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if environ.get("PAPERLIST_LOG") == "json" else _Plain("%(message)s"))
    log = logging.getLogger("bot")
    log.handlers = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return log_safe(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        room = record.name.removeprefix("bot.")
        said = {"time": self.formatTime(record), "level": record.levelname.lower(), "room": room}
        return json.dumps({**said, "message": super().format(record)})
