"""Make what is there equal to what should be: branch, pull request, reply.

Everything is compared before it is written, so a second run with nothing new writes nothing, and a run that
follows one cut short finishes its work. What should be comes in as a value; where it comes from (one event,
or all open issues) does not matter here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.forge import stand
from bot.forge.model import (
    CLOSED,
    MARKER,
    Commit,
    Head,
    NotPermitted,
    PullRequest,
    Reply,
)
from bot.forge.protocol import Forge
from bot.forge.talk import replies


@dataclass(frozen=True, slots=True)
class Proposal:
    """The pull request that an issue should have.

    Attributes:
        commit: what its branch consists of.
        brief: a shorter body, for the address of a prefilled page.
        labels: what the pull request should carry.
    """

    commit: Commit
    title: str
    body: str
    brief: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is of an issue: its pull request, whatever its state, and the head of its branch."""

    pull: PullRequest | None = None
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """What may be done to what stands already.

    Attributes:
        change: asked before a branch of an open pull request is made anew for another request, or its pull
            request closed; False when it is approved as it is.
        anew: somebody with write access wants a new pull request after one that a person closed.
        settled: an earlier run finished this very request, so only the base can have moved since.
        ended: the request is over; the pull request is closed even if people's commits stand on its branch,
            which is left for `clear`.
    """

    change: Callable[[], bool] = lambda: True
    anew: bool = False
    settled: bool = False
    ended: bool = False


FREE = Leave()
_LINE = re.compile(r"\bline \d+\b")


@dataclass(frozen=True, slots=True)
class Published:
    """What there is now.

    Attributes:
        pull: the issue's pull request, whatever its state.
        head: the commit its branch ends in; empty when there is none.
        compare: where a person opens the pull request, when the bot may not.
        closed: the bot closed the pull request, in this run or before, because nothing is left to add.
        declined: a person closed the pull request; it stays closed.
        kept: a person's commits stand on the branch; it was left as it is.
        stuck: they are in conflict with the base, in a way that only a person can settle.
        approved: it was approved as it stands, and left so although the issue has changed.
    """

    pull: PullRequest | None = None
    head: str = ""
    compare: str = ""
    closed: bool = False
    declined: bool = False
    kept: bool = False
    stuck: bool = False
    approved: bool = False


def look(forge: Forge, branch: str) -> Standing:
    """What there is of a branch and its pull request."""
    return Standing(forge.find_pull(branch), forge.find_head(branch))


def publish(
    forge: Forge, branch: str, wanted: Proposal, standing: Standing | None, leave: Leave = FREE
) -> Published:
    """Bring a branch and its pull request to where they should be.

    Args:
        forge: where they live.
        branch: its name, the same each time.
        wanted: what should be.
        standing: what there is; None to make the branch without looking first.
        leave: what may be done to it.
    """
    if standing is None:
        if made := forge.create_branch(branch, wanted.commit):
            return _open(forge, branch, wanted, made)
        standing = look(forge, branch)
    if as_it_is := _left_alone(forge, branch, wanted.commit, standing, leave):
        return as_it_is
    pull, head = standing.pull, standing.head
    sha = _made(forge, branch, head, wanted.commit)
    if pull is None or pull.state != "open":
        return _open(forge, branch, wanted, sha)
    if not (_same(pull.title, wanted.title) and _same(_unnumbered(pull.body), _unnumbered(wanted.body))):
        pull = forge.edit_pull(pull, title=wanted.title, body=wanted.body)
    _label(forge, pull, wanted.labels)
    return Published(pull, head=sha)


def withdraw(
    forge: Forge, branch: str, reason: str, standing: Standing | None = None, leave: Leave = FREE
) -> Published:
    """Close a pull request that has nothing left to change, and remove its branch.

    Args:
        forge: where they live.
        branch: its name, the same each time.
        reason: one sentence of Markdown for the pull request's body.
        standing: what there is, where that is known.
        leave: what may be done to it.
    """
    standing = standing or look(forge, branch)
    pull, head = standing.pull, standing.head
    if pull and pull.state == "closed":
        ours = pull.body.startswith(CLOSED)
        return Published(
            pull, "" if leave.ended else clear(forge, branch, standing), closed=ours, declined=not ours
        )
    if pull and pull.state == "open":
        if head and head.kept and not leave.ended:
            return Published(pull, head=head.sha, kept=True)
        if not leave.ended and not leave.change():
            return Published(pull, head=head.sha if head else "", approved=True)
        body = f"{CLOSED}\n**Closed:** {reason}\n\n{pull.body}"
        pull = forge.edit_pull(pull, title=pull.title, body=body, close=True)
    gone = "" if leave.ended else clear(forge, branch, Standing(pull, head))
    return Published(pull, gone, closed=pull is not None and pull.state == "closed")


def clear(forge: Forge, branch: str, standing: Standing) -> str:
    """Remove a branch that is not needed any more; gives the commit of one that has to stay.

    People's commits may only go where their pull request still shows them.
    """
    pull, head = standing.pull, standing.head
    if head and (not head.kept or (pull and pull.head == head.sha)):
        forge.delete_branch(branch)
        return ""
    return head.sha if head else ""


def answer(forge: Forge, issue: int, body: str, reply: Reply | None) -> Reply:
    """Put the one reply in place: made, edited, or left alone when it says the same already.

    Two runs at the same moment may both find none and make one each. So whoever made one looks again, and
    the later one goes.
    """
    marked = f"{MARKER}\n{body}"
    if reply:
        return reply if _same(reply.body, marked) else forge.edit_reply(reply, marked)
    made = forge.post_reply(issue, marked)
    first, *others = replies(forge.find_comments(issue)) or [made]
    for other in others:
        forge.drop_reply(other)
    return first if _same(first.body, marked) else forge.edit_reply(first, marked)


def _left_alone(
    forge: Forge, branch: str, commit: Commit, standing: Standing, leave: Leave
) -> Published | None:
    """What there is, where people have decided on it or there is nothing to do; else None."""
    pull, head = standing.pull, standing.head
    state = pull.state if pull else ""
    if pull and state == "closed" and not pull.body.startswith(CLOSED) and not leave.anew:
        return Published(pull, clear(forge, branch, standing), declined=True)
    if head and head.kept and state != "merged":
        kept = stand.keep(forge, branch, head, commit)
        return Published(pull, head=kept or head.sha, kept=True, stuck=kept is None)
    if head and state == "open" and leave.settled and stand.stands(forge, head, commit):
        return Published(pull, head=head.sha)
    if head and state == "open" and not stand.holds(head, commit) and not leave.change():
        return Published(pull, head=head.sha, approved=True)
    return None


def _made(forge: Forge, branch: str, head: Head | None, commit: Commit) -> str:
    """The branch as it should be; gives the commit it ends in."""
    if head is None:
        sha = forge.create_branch(branch, commit)
        return sha or (found.sha if (found := forge.find_head(branch)) else "")
    return head.sha if stand.holds(head, commit) else forge.replace_branch(branch, commit)


def _open(forge: Forge, branch: str, wanted: Proposal, sha: str) -> Published:
    try:
        pull = forge.open_pull(branch, wanted.title, wanted.body)
    except NotPermitted:
        return Published(head=sha, compare=forge.compare_url(branch, wanted.title, wanted.brief))
    _label(forge, pull, wanted.labels)
    return Published(pull, head=sha)


def _label(forge: Forge, pull: PullRequest, labels: tuple[str, ...]) -> None:
    missing = tuple(label for label in labels if label not in pull.labels)
    if missing:
        forge.add_labels(pull.number, missing)


def _same(one: str, other: str) -> bool:
    """Equal but for line endings and white space around, which a forge may settle its own way."""
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()


def _unnumbered(body: str) -> str:
    """Without line numbers: each merge moves those below it, which alone is worth no write."""
    return _LINE.sub("line", body)
