"""One request: what it asks for now, what there is of it, and the difference done."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import NeedsPerson, PaperlistError, UsageError
from bot.forge import pull, reply
from bot.forge.model import ForgeError, Limited, Locked, branch_for
from bot.forge.publish import Leave, Published, answer, clear, publish, withdraw
from bot.forge.stamp import NEVER, Stamp, pull_state, stamped
from bot.form.make import LABEL
from bot.intake.form import read_form
from bot.reconcile import conference
from bot.reconcile.background import background
from bot.reconcile.caps import above
from bot.reconcile.case import Case
from bot.text import paragraphs

if TYPE_CHECKING:
    from bot.add import Plan

_log = logging.getLogger(__name__)


def settle(case: Case) -> int:
    """Do what a request calls for. Whoever asked gets one reply, whatever happens.

    Returns:
        Exit status: 0 when the request has its answer, 2 when the configuration is at fault.
    """
    status, over = 0, case.over
    try:
        text, left = _ended(case) if over else _worked(case)
    except Limited:  # an apology would be turned away, too
        raise
    except ForgeError:
        _apologise(case)
        raise
    except PaperlistError as error:
        done = _withdrawn(case, error)
        text = reply.refused(error, done)
        left = replace(case.stamp, list=NEVER, head="")
        status = error.status if isinstance(error, UsageError) else 0
    except Exception:
        _apologise(case)
        raise
    if text:
        text = paragraphs(text, case.orders.note)
        left = replace(left, seen=case.orders.newest)
        _say(case, text, left)
    if over:  # last, so that a run cut short before this is found and finished
        clear(case.desk.forge, branch_for(case.issue.number), case.standing)
    return status


def _ended(case: Case) -> tuple[str, Stamp]:
    """What becomes of a request that is over; the reply is empty where nobody waits for one."""
    forge, number = case.desk.forge, case.issue.number
    by_command = case.issue.state == "open"
    reason = f"#{number} was given up with a command." if by_command else f"#{number} was closed."
    done = withdraw(forge, branch_for(number), reason, case.standing, Leave(ended=True))
    if by_command:
        forge.close_issue(number)
    left = Stamp("closed", NEVER, pull_state(done.pull))
    if done.pull and done.pull.state == "merged":
        return reply.merged(done.pull), left
    return (reply.ended(done) if case.before or done.pull else ""), left


def _worked(case: Case) -> tuple[str, Stamp]:
    """Publish what a request asks for; gives the reply, which is empty when the one there is still holds."""
    listed = case.desk.list_digest
    if case.request.to_choose and not _offered(case):
        done = _gone(case, "none of its works is asked for any more.")
        return case.said, _left(case, done, listed, 0)
    request = case.request
    if request.kind != "add" or not request.works:
        done = _gone(case, "the issue asks for no paper any more.")
        asks_other = request.kind != "add" and LABEL in case.issue.labels
        text = reply.for_people(done) if asks_other else reply.nothing_found(request.problems, done)
        return text, _left(case, done, listed, 0)
    if cap := above(case):
        return reply.too_much(*cap), _left(case, Published(), NEVER, 0)
    worked = case.desk.plan(request)
    added = len(worked.ledger.of("added"))
    unknown = any(not line.title for line in worked.ledger.of("waiting"))
    if unknown and case.stamp.request == case.name and added < case.stamp.added:
        _log.info("Issue %d: a source is out of reach, so what there is stays.", case.issue.number)
        return "", case.stamp
    known = background(worked, case.desk.lists, case.desk.settings()) if worked.changes else pull.NONE
    done = _published(case, worked, known)
    if case.before and case.orders.newest <= case.stamp.seen and _as_before(case, done):
        return "", case.stamp
    room = conference.room_beside(case.tail)
    text = reply.compose(worked.ledger, done, request.problems, request.unused, known.findings, room=room)
    return text, _left(case, done, NEVER if unknown or done.compare else listed, added)


def _offered(case: Case) -> bool:
    """Offer a conference's works, and put those that were taken into the request; whether there are any."""
    case.tail = conference.marked(case.tail, case.taken)
    offered = case.desk.offer(case.request, case.taken)
    case.said = reply.choose(offered.title, len(offered.offers), len(offered.likely), offered.problems)
    case.tail = conference.tail(offered, case.tail, case.taken)
    case.request = conference.with_works(case.request, offered, case.taken, case.desk)
    return bool(case.request.works)


def _published(case: Case, worked: Plan, known: pull.Background) -> Published:
    forge, issue = case.desk.forge, case.issue
    if not worked.changes:
        return _gone(case, f"nothing is left to add; see the reply in #{issue.number}.")
    formal = read_form("\n".join(issue.body.splitlines())) is not None
    # The form labels its issue, so the pull request is left; free text gets the label where it was said.
    labels = (LABEL,) if formal else ()
    wanted = pull.proposal(issue.number, forge.base, worked.ledger, worked.changes, labels, background=known)
    new = case.before is None and (case.seen is None or not case.seen.head)
    done = publish(forge, branch_for(issue.number), wanted, None if new else case.standing, case.leave())
    first = case.stamp.request == NEVER  # if a person removes it later, it stays so
    if first and not formal and LABEL not in issue.labels:
        forge.add_labels(issue.number, (LABEL,))
    return done


def _as_before(case: Case, done: Published) -> bool:
    """Whether an earlier run left it just so, and the list alone has moved since."""
    known = (case.stamp.request, case.stamp.pull, case.stamp.head)
    told = bool(done.head) and not done.compare and not done.stuck
    return told and known == (case.name, pull_state(done.pull), done.head)


def _left(case: Case, done: Published, listed: str, added: int) -> Stamp:
    name = case.stamp.request if done.approved else case.name
    return Stamp(name, listed, pull_state(done.pull), done.head, added)


def _gone(case: Case, reason: str) -> Published:
    """Without an earlier reply or a branch there is no pull request to close."""
    if case.before is None and not (case.seen and case.seen.head):
        return Published()
    branch = branch_for(case.issue.number)
    return withdraw(case.desk.forge, branch, reason, case.standing, case.leave())


def _withdrawn(case: Case, error: PaperlistError) -> Published:
    """A person has to decide first; a service that is out of reach is no reason to close anything."""
    if not isinstance(error, NeedsPerson):
        return Published()
    return _gone(case, f"a question is open; see the reply in #{case.issue.number}.")


def _apologise(case: Case) -> None:
    with suppress(ForgeError):  # the error that is on its way up matters more
        _say(case, reply.apology(case.desk.log), replace(case.stamp, list=NEVER, head=""))


def _say(case: Case, text: str, left: Stamp) -> None:
    """Put the reply in place; what a maintainer has locked is left in peace."""
    try:
        body = stamped(paragraphs(text, case.tail), left)
        answer(case.desk.forge, case.issue.number, body, case.before)
    except Locked:
        _log.info("Issue %d is locked, so nothing is said there.", case.issue.number)
