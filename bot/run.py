"""One event, top to bottom: event, issue, request, plan, branch and pull request, one reply."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import NeedsPerson, PaperlistError, UsageError
from bot.forge import pull, reply
from bot.forge.events import Event
from bot.forge.issue_form import LABEL
from bot.forge.model import Forge, ForgeError, Issue, Reply
from bot.forge.publish import Published, answer, publish, withdraw
from bot.intake import read

if TYPE_CHECKING:
    from bot.add import Plan
    from bot.intake.model import Request

_log = logging.getLogger(__name__)


def run(
    event: Event, forge: Forge, *, plan: Callable[[Request], Plan], label: str = LABEL, log: str = ""
) -> int:
    """Do what an event calls for. Whoever asked gets one reply, whatever happens.

    Args:
        event: what happened.
        forge: where; also what the list is read from.
        plan: works a request out.
        label: marks an issue as a request, as the form does.
        log: address of this run's log, for an apology.

    Returns:
        Exit status: 0 when the issue has its answer or wants none, 2 when the configuration is at fault.
    """
    issue = event.issue
    if event.ignored or issue is None:
        _log.info("Nothing to do: %s.", event.ignored)
        return 0
    request = read(issue.title, issue.body, issue.labels)
    asked = label in issue.labels or (request.kind == "add" and bool(request.works))
    before = forge.find_reply(issue.number) if asked or event.action == "edited" else None
    if not asked and before is None:
        _log.info("Nothing to do: issue %d asks for no paper.", issue.number)
        return 0
    status = 0
    try:
        text = _work_out(request, issue, forge, plan=plan, label=label, before=before)
    except ForgeError:
        _apologise(forge, issue, before, log)
        raise
    except PaperlistError as error:
        text = reply.refused(error, _withdrawn(forge, issue, before, error))
        status = error.status if isinstance(error, UsageError) else 0
    except Exception:
        _apologise(forge, issue, before, log)
        raise
    answer(forge, issue.number, text, before)
    return status


def from_actions(environ: Mapping[str, str], file: Path | None = None) -> int:
    """Run for the event that GitHub Actions, or a file, tells of; gives the exit status."""
    from bot import add, config
    from bot.forge import actions
    from bot.works.edge import Network

    actions.log_plainly()
    event = actions.event_of(environ, file)
    forge = actions.connect(environ, event)
    try:
        with Network.from_environment(environ) as network:
            return run(
                event,
                forge,
                plan=lambda request: add.plan(request, forge, network=network, config=config.load(forge)),
                log=actions.log_address(environ),
            )
    finally:
        _log.info(
            "%d requests to GitHub, %d of them writes.", forge.wire.count.requests, forge.wire.count.writes
        )


def _work_out(
    request: Request,
    issue: Issue,
    forge: Forge,
    *,
    plan: Callable[[Request], Plan],
    label: str,
    before: Reply | None,
) -> str:
    """Publish what a request asks for; gives the text of the reply."""
    if request.kind != "add" or not request.works:
        done = _gone(forge, issue, before, "the issue asks for no paper any more.")
        asks_other = request.kind != "add" and label in issue.labels
        return reply.for_people(done) if asks_other else reply.nothing_found(request.problems, done)
    worked = plan(request)
    if not worked.changes:
        done = _gone(forge, issue, before, f"nothing is left to add; see the reply in #{issue.number}.")
        return reply.compose(worked.ledger, done, request.problems, request.unused)
    wanted = pull.proposal(issue.number, forge.base, worked.ledger, worked.changes, (label,))
    done = publish(forge, issue.number, wanted, seen=before is not None)
    if before is None and label not in issue.labels:
        forge.add_labels(issue.number, (label,))
    return reply.compose(worked.ledger, done, request.problems, request.unused)


def _gone(forge: Forge, issue: Issue, before: Reply | None, reason: str) -> Published:
    """Without an earlier reply there is no pull request to close."""
    return withdraw(forge, issue.number, reason) if before else Published()


def _withdrawn(forge: Forge, issue: Issue, before: Reply | None, error: PaperlistError) -> Published:
    """A person has to decide first; a service that is out of reach is no reason to close anything."""
    if not isinstance(error, NeedsPerson):
        return Published()
    return _gone(forge, issue, before, f"a question is open; see the reply in #{issue.number}.")


def _apologise(forge: Forge, issue: Issue, before: Reply | None, log: str) -> None:
    with suppress(ForgeError):  # the error that is on its way up matters more
        answer(forge, issue.number, reply.apology(log), before)
