"""Every open request: one look at all there is, then each that is not as it should be, oldest first."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.errors import PaperlistError, UsageError
from bot.forge.model import Comment, Issue, Limited, branch_for, issue_of
from bot.forge.publish import Leave, clear, look, withdraw
from bot.reconcile.case import Case, open_case
from bot.reconcile.desk import Desk, Seen, request_of
from bot.reconcile.form import offer_form
from bot.reconcile.one import settle

MOST_WRITES = 150  # a run; at one a second it takes under three minutes, and GitHub allows 500 an hour
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Report:
    """What a run came to: issues by number.

    Attributes:
        settled: those that were worked on.
        quiet: how many were as they should be.
        left: those for which no write was left in this run.
        failed: those on which it failed, and why.
        status: exit status of the run.
    """

    settled: list[int] = field(default_factory=list)
    quiet: int = 0
    left: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)
    status: int = 0


def reconcile(
    desk: Desk,
    *,
    only: int = 0,
    writes: Callable[[], int] = lambda: 0,
    most_writes: int = MOST_WRITES,
) -> Report:
    """Bring every open request to where it should be, and remove what belongs to none.

    Where it is cut short, or stops at the number of writes, the next run carries on: everything is found out
    anew each time, and what is as it should be is left alone.

    Args:
        desk: the surroundings.
        only: one issue alone; 0 for all.
        writes: how many writes there were so far.
        most_writes: after which no further request is begun.
    """
    report = Report()
    cases: list[Case | int] = []
    for number, issue, seen in _look(desk, only):
        case = open_case(issue, desk, seen=seen) if issue else None
        if case and not case.over and case.quiet:
            report.quiet += 1
        elif case or (seen and (issue is None or issue.state == "closed")):
            cases.append(case or number)
    works = [case.request for case in cases if isinstance(case, Case) and not case.over]
    desk.prepare([request for request in works if request.kind == "add"])
    for at, next_one in enumerate(cases):
        report.left = [_number(rest) for rest in cases[at:]]
        if writes() >= most_writes:
            _log.info("%d writes are enough; the next run does the other %d.", writes(), len(report.left))
            return report
        _settle(next_one, desk, report)
    report.left = []
    if not only:
        _offer(desk, report)
    return report


def _offer(desk: Desk, report: Report) -> None:
    """The form comes last: requests do not wait for it."""
    try:
        offer_form(desk)
    except Limited:
        raise
    except PaperlistError as error:
        _log.error("The issue form: %s", error)
        report.status = 1


def _settle(case: Case | int, desk: Desk, report: Report) -> None:
    """One request; what goes wrong with it must not keep the others waiting."""
    number = _number(case)
    try:
        report.status = max(report.status, settle(case) if isinstance(case, Case) else _remove(number, desk))
        report.settled.append(number)
    except Limited:
        raise
    except Exception as error:
        _log.error("Issue %d: %s", number, error, exc_info=not isinstance(error, PaperlistError))
        report.failed[number] = str(error)
        report.status = 1


def _remove(number: int, desk: Desk) -> int:
    """A branch that belongs to no request: its pull request is closed, and it goes."""
    branch = branch_for(number)
    there = look(desk.forge, branch)
    withdraw(desk.forge, branch, "it belongs to no issue.", there, Leave(ended=True))
    clear(desk.forge, branch, there)
    return 0


def _number(case: Case | int) -> int:
    return case.issue.number if isinstance(case, Case) else case


def _look(desk: Desk, only: int) -> list[tuple[int, Issue | None, Seen | None]]:
    """The issues to look into, with what is known of each; oldest first, what belongs to none at the end."""
    forge = desk.forge
    if only:
        issue = forge.find_issue(only)
        if issue is None:
            raise UsageError(f"There is no issue {only}.", "Give the number of an issue.")
        return [(only, issue, None)]
    issues = forge.list_issues()
    heads = forge.list_branches()
    pulls = {pull.branch: pull for pull in forge.list_pulls()}
    said = _comments(desk, issues)
    turns: Counter[str] = Counter()
    found: list[tuple[int, Issue | None, Seen | None]] = []
    for issue in issues:
        branch = branch_for(issue.number)
        seen = Seen(said, pulls.get(branch), heads.get(branch, ""), turns[issue.author])
        found.append((issue.number, issue, seen))
        turns[issue.author] += desk.asks(issue, request_of(issue))
    strays = {issue_of(branch) for branch in (*heads, *pulls)} - {issue.number for issue in issues}
    for number in sorted(strays):
        branch = branch_for(number)
        seen = Seen(None, pulls.get(branch), heads.get(branch, ""))
        found.append((number, forge.find_issue(number), seen))
    return found


def _comments(desk: Desk, issues: Sequence[Issue]) -> dict[int, tuple[Comment, ...]] | None:
    """What was said in all of them; None where asking each is quicker."""
    if not issues:
        return {}
    return desk.forge.list_comments(min(issue.created for issue in issues), len(issues))
