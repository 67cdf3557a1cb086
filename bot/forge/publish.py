"""Make what is there equal to what should be: branch, pull request, reply.

Everything is compared before it is written, so a second run with nothing new writes nothing, and a run that
follows one cut short finishes its work. What should be comes in as a value; where it comes from (one event,
or all open issues) does not matter here.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.forge.checkout import blob_id
from bot.forge.model import (
    CLOSED,
    MARKER,
    Commit,
    Forge,
    Head,
    NotPermitted,
    PullRequest,
    Reply,
    branch_for,
)


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
class Published:
    """What there is now.

    Attributes:
        pull: the issue's pull request, whatever its state.
        compare: where a person opens the pull request, when the bot may not.
        closed: the bot closed the pull request, in this run or before, because nothing is left to add.
        declined: a person closed the pull request; it stays closed.
        kept: a person's commits stand on the branch; it was left as it is.
    """

    pull: PullRequest | None = None
    compare: str = ""
    closed: bool = False
    declined: bool = False
    kept: bool = False


def publish(forge: Forge, issue: int, wanted: Proposal, *, seen: bool) -> Published:
    """Bring branch and pull request of an issue to where they should be.

    Args:
        forge: where they live.
        issue: its number.
        wanted: what should be.
        seen: whether an earlier run has replied; if not, the branch is made without looking first.
    """
    branch = branch_for(issue)
    if not seen and forge.create_branch(branch, wanted.commit):
        return _open(forge, branch, wanted)
    pull = forge.find_pull(branch)
    if pull and pull.state == "closed" and not pull.body.startswith(CLOSED):
        return Published(pull, declined=True)
    head = forge.find_head(branch)
    if head and not head.own and not (pull and pull.state == "merged"):
        return Published(pull, kept=True)
    if head is None:
        forge.create_branch(branch, wanted.commit)
    elif not _holds(head, wanted.commit):
        forge.replace_branch(branch, wanted.commit)
    if pull is None or pull.state != "open":
        return _open(forge, branch, wanted)
    if not (_same(pull.title, wanted.title) and _same(pull.body, wanted.body)):
        pull = forge.edit_pull(pull, title=wanted.title, body=wanted.body)
    _label(forge, pull, wanted.labels)
    return Published(pull)


def withdraw(forge: Forge, issue: int, reason: str) -> Published:
    """Close the pull request of an issue that has nothing left to add, and remove its branch.

    Args:
        forge: where they live.
        issue: its number.
        reason: one sentence of Markdown for the pull request's body.
    """
    branch = branch_for(issue)
    pull = forge.find_pull(branch)
    if pull and pull.state == "merged":
        return Published(pull)
    if pull and pull.state == "closed":
        ours = pull.body.startswith(CLOSED)
        return Published(pull, closed=ours, declined=not ours)
    head = forge.find_head(branch)
    if head and not head.own:
        return Published(pull, kept=True)
    if pull:
        body = f"{CLOSED}\n**Closed:** {reason}\n\n{pull.body}"
        pull = forge.edit_pull(pull, title=pull.title, body=body, close=True)
    if head:
        forge.delete_branch(branch)
    return Published(pull, closed=pull is not None)


def answer(forge: Forge, issue: int, body: str, reply: Reply | None) -> Reply:
    """Put the one reply in place: made, edited, or left alone when it says the same already."""
    marked = f"{MARKER}\n{body}"
    if reply is None:
        return forge.post_reply(issue, marked)
    return reply if _same(reply.body, marked) else forge.edit_reply(reply, marked)


def _open(forge: Forge, branch: str, wanted: Proposal) -> Published:
    try:
        pull = forge.open_pull(branch, wanted.title, wanted.body)
    except NotPermitted:
        return Published(compare=forge.compare_url(branch, wanted.title, wanted.brief))
    _label(forge, pull, wanted.labels)
    return Published(pull)


def _label(forge: Forge, pull: PullRequest, labels: tuple[str, ...]) -> None:
    missing = tuple(label for label in labels if label not in pull.labels)
    if missing:
        forge.add_labels(pull.number, missing)


def _holds(head: Head, commit: Commit) -> bool:
    files = {change.path: blob_id(change.after) for change in commit.changes}
    return head.parents == (commit.base,) and _same(head.message, commit.message) and head.files == files


def _same(one: str, other: str) -> bool:
    """Equal but for line endings and white space around, which a forge may settle its own way."""
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()
