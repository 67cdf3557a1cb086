"""One event, top to bottom: event, issue, request, plan, branch and pull request, one reply."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from bot.forge.events import Event
from bot.forge.model import Issue, issue_of
from bot.forge.protocol import Forge
from bot.form.make import LABEL
from bot.intake.commands import read_commands
from bot.reconcile.case import open_case
from bot.reconcile.desk import Desk, request_of
from bot.reconcile.one import settle
from bot.reconcile.start import counted, open_desk
from bot.reconcile.summary import of_one

_log = logging.getLogger(__name__)


def run(event: Event, desk: Desk) -> int:
    """Do what an event calls for. Whoever asked gets one reply, whatever happens.

    Returns:
        Exit status: 0 when the issue has its answer or wants none, 2 when the configuration is at fault.
    """
    ignored = event.ignored or _idle(event, desk)
    if ignored:
        _log.info("Nothing to do: %s.", ignored)
        return 0
    issue = event.issue or _subject(event, desk.forge)
    never = issue is None or (event.action == "opened" and not desk.asks(issue, request_of(issue)))
    case = None if issue is None or never else open_case(issue, desk, fresh=event.fresh)
    if case is None:
        _log.info("Nothing to do: %s asks for no paper.", _name(event))
        return 0
    if not case.over and case.quiet:
        _log.info("Nothing to do: issue %d is as it should be.", case.issue.number)
        return 0
    return settle(case)


def from_actions(environ: Mapping[str, str], file: Path | None = None) -> int:
    """Run for the event that GitHub Actions, or a file, tells of; gives the exit status."""
    from bot.forge import actions

    actions.log_to_stderr(environ)
    event = actions.event_of(environ, file)
    forge = actions.connect(environ, event.repository, event.branch)
    with counted(forge.wire.count), open_desk(environ, forge) as desk:
        status = run(event, desk)
        what = f"Nothing to do: {event.ignored}." if event.ignored else "It is as it should be."
        actions.summarise(environ, of_one(_name(event), what, forge.wire.count))
        return status


def _idle(event: Event, desk: Desk) -> str:
    """Why a comment or a label calls for nothing; empty when it does, or the event is neither."""
    if event.name == "issue_comment" and not any(read_commands(text) for text in event.said):
        return "the comment holds no command"
    if event.action == "labeled" and event.label not in (LABEL, desk.settings().trust_label):
        return "the label says nothing here"
    return ""


def _subject(event: Event, forge: Forge) -> Issue | None:
    """The issue that an event is about; behind a comment on the bot's pull request stands one, too."""
    pull = forge.find_own(event.pull) if event.pull else None
    number = issue_of(pull.branch) if pull else event.number
    return forge.find_issue(number) if number else None


def _name(event: Event) -> str:
    return f"pull request {event.pull}" if event.pull else f"issue {event.number}" if event.number else ""
