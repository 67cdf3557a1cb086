"""One request on its way: what it asks for now, what was said to it, and what there is of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.errors import UsageError
from bot.forge.model import Comment, Issue, PullRequest, Reply, branch_for
from bot.forge.publish import Leave, Standing
from bot.forge.stamp import Stamp, digest, pull_state, read_stamp
from bot.forge.talk import replies
from bot.intake.commands import apply
from bot.reconcile.conference import tail_of, taken
from bot.reconcile.desk import Desk, Seen, request_of
from bot.reconcile.orders import Orders, heed

if TYPE_CHECKING:
    from bot.intake.model import Request


@dataclass
class Case:
    """One request on its way: what was read of it, and what is found out as it is needed.

    Attributes:
        request: what is asked for, commands applied.
        before: the bot's reply so far, with its stamp.
        seen: what is known from a look at everything.
        name: digest of the request.
        taken: of a conference, the works that were asked for and their sections, by name.
        said: of a conference, the reply while nothing of it was asked for.
        tail: what stands below the reply: a conference's shortlist.
    """

    issue: Issue
    desk: Desk
    request: Request
    orders: Orders
    before: Reply | None
    stamp: Stamp
    seen: Seen | None
    name: str = ""
    taken: Mapping[str, str] = field(default_factory=dict)
    tail: str = ""
    said: str = ""

    @property
    def over(self) -> bool:
        """Whether the request was given up: its issue closed, or a command not obeyed yet says so."""
        return self.issue.state == "closed" or self.orders.close > self.stamp.seen

    @property
    def quiet(self) -> bool:
        """Whether nothing has changed since an earlier run finished: request, list or branch."""
        same = self.stamp.request == self.name and self.orders.newest <= self.stamp.seen
        return same and self._same_list() and self._as_left()

    def _as_left(self) -> bool:
        """Whether pull request and branch are as an earlier run left them; asks one question at most.

        An open pull request shows the commit that its branch ends in.
        """
        if self.seen:
            return self.seen.unchanged(self.stamp)
        found = self._pull
        same_head = found is None or found.state != "open" or found.head == self.stamp.head
        return pull_state(found) == self.stamp.pull and same_head

    @cached_property
    def _pull(self) -> PullRequest | None:
        return self.desk.forge.find_pull(branch_for(self.issue.number))

    @cached_property
    def standing(self) -> Standing:
        """Branch and pull request, looked for once."""
        number, forge = self.issue.number, self.desk.forge
        if self.seen:
            return self.seen.standing(forge, number)
        return Standing(self._pull, forge.find_head(branch_for(number)))

    def leave(self) -> Leave:
        """What may be done to what stands."""
        retry = self.orders.retry > self.stamp.seen
        same = self.stamp.request == self.name
        settled = same and self.before is not None and self._untouched()
        return Leave(lambda: retry or same or not self._approved(), anew=retry, settled=settled)

    def _untouched(self) -> bool:
        """Whether branch and pull request are as an earlier run left them."""
        pull, head = self.standing.pull, self.standing.head
        return (self.stamp.pull, self.stamp.head) == (pull_state(pull), head.sha if head else "")

    def _approved(self) -> bool:
        there = self.standing.pull
        forge = self.desk.forge
        return there is not None and any(forge.may_write(login) for login in forge.find_approvers(there))

    def _same_list(self) -> bool:
        try:
            return self.stamp.list == self.desk.list_digest
        except UsageError:
            return False


def open_case(issue: Issue, desk: Desk, *, seen: Seen | None = None, fresh: bool = False) -> Case | None:
    """Read a request and what was said to it; None when the issue is none and never was.

    Args:
        issue: as it is now.
        desk: the surroundings.
        seen: what is known already from a look at everything.
        fresh: nobody has said anything in it yet.
    """
    request = request_of(issue)
    asked = desk.asks(issue, request)
    comments = () if fresh else _comments(desk, issue.number, seen)
    made = replies(comments)
    before = made[0] if made else None
    if not asked and before is None:
        return None
    for other in made[1:]:
        desk.forge.drop_reply(other)
    stamp = read_stamp(before.body) if before else Stamp()
    there = _comments(desk, stamp.number, seen) if stamp.number else ()
    orders = heed((*comments, *there), issue, desk.forge)
    request = apply(request, orders.commands)
    body = before.body if before else ""
    names = taken(body, anew=orders.add > stamp.seen) if request.to_choose else {}
    name = digest(request, sorted(names.items())) if request.to_choose else digest(request)
    return Case(issue, desk, request, orders, before, stamp, seen, name, names, tail_of(body))


def _comments(desk: Desk, number: int, seen: Seen | None) -> tuple[Comment, ...]:
    """What was said in an issue or a pull request, from what is known already if possible."""
    if seen and seen.said is not None:
        return seen.said.get(number, ())
    return desk.forge.find_comments(number)
