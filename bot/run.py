"""One event, top to bottom: event, issue, request, plan, branch and pull request, one reply."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Config
from bot.forge.events import Event
from bot.form.make import LABEL
from bot.forge.protocol import Forge
from bot.intake.commands import read_commands
from bot.reconcile.desk import Desk, request_of
from bot.reconcile.one import open_case, settle
from bot.reconcile.summary import of_one

if TYPE_CHECKING:
    from bot.add import Plan
    from bot.intake.model import Request

_log = logging.getLogger(__name__)


def run(
    event: Event,
    forge: Forge,
    *,
    plan: Callable[[Request], Plan],
    settings: Callable[[], Config] = Config,
    label: str = LABEL,
    log: str = "",
) -> int:
    """Do what an event calls for. Whoever asked gets one reply, whatever happens.

    Args:
        event: what happened.
        forge: where; also what the list is read from.
        plan: works a request out.
        settings: the list's configuration.
        label: marks an issue as a request, as the form does.
        log: address of this run's log, for an apology.

    Returns:
        Exit status: 0 when the issue has its answer or wants none, 2 when the configuration is at fault.
    """
    ignored = event.ignored or _idle(event)
    if ignored:
        _log.info("Nothing to do: %s.", ignored)
        return 0
    desk = Desk(forge, plan, settings, label, log)
    issue = event.issue or forge.find_issue(event.number)
    never = issue is None or (event.action == "opened" and not desk.asks(issue, request_of(issue)))
    case = None if issue is None or never else open_case(issue, desk, fresh=event.fresh)
    if case is None:
        _log.info("Nothing to do: issue %d asks for no paper.", event.number)
        return 0
    return settle(case)


def from_actions(environ: Mapping[str, str], file: Path | None = None) -> int:
    """Run for the event that GitHub Actions, or a file, tells of; gives the exit status."""
    from bot import add, config
    from bot.forge import actions
    from bot.works.edge import Network

    actions.log_to_stderr(environ)
    event = actions.event_of(environ, file)
    forge = actions.connect(environ, event.repository, event.branch)
    try:
        with Network.from_environment(environ) as network:
            status = run(
                event,
                forge,
                plan=lambda request: add.plan(request, forge, network=network, config=config.load(forge)),
                settings=lambda: config.load(forge),
                log=actions.log_address(environ),
            )
            idle = event.ignored or _idle(event)
            what = f"Nothing to do: {idle}." if idle else "It is as it should be."
            actions.summarise(environ, of_one(event.number, what, forge.wire.count))
            return status
    finally:
        count = forge.wire.count
        _log.info("%d requests to GitHub, %d of them writes.", count.requests, count.writes)


def _idle(event: Event) -> str:
    """Why a comment calls for nothing; empty when it does, or the event is none."""
    commands = any(read_commands(text) for text in event.said)
    return "" if event.name != "issue_comment" or commands else "the comment holds no command"
