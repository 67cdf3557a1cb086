"""Whether a branch can stay as it is, and what becomes of one that people have worked on."""

from __future__ import annotations

from dataclasses import replace

from bot.forge.checkout import blob_id
from bot.forge.merge import carried, merged, patched
from bot.forge.model import Change, Commit, Head
from bot.forge.protocol import Forge


def holds(head: Head, commit: Commit) -> bool:
    """Whether a branch is this commit already."""
    files = {change.path: blob_id(change.after) for change in commit.changes}
    same = head.message.strip() == commit.message.strip() and head.files == files
    return same and head.parents == commit.parents


def stands(forge: Forge, head: Head, commit: Commit) -> bool:
    """Whether merging a branch into the base as it is now would give just what is planned.

    The base may have moved; as long as git merges the branch without conflict, and to the same bytes as the
    plan made on the new base, there is nothing to do.
    """
    if head.message.strip() != commit.message.strip() or len(head.parents) != 1:
        return False
    if set(head.files) != {change.path for change in commit.changes}:
        return False
    return all(_merges(forge, head, change) for change in commit.changes)


def keep(forge: Forge, branch: str, head: Head, commit: Commit) -> str | None:
    """Look after a branch with people's commits; none of them is ever undone.

    As long as it merges cleanly it is left alone. If it does not, a commit that follows on theirs joins the
    base to it: with their version of the entry, in the place that the bot found for its own.

    Returns:
        The commit that the branch ends in; None when it is in conflict and only a person can settle that.
    """
    fork = forge.find_fork(branch)
    if fork is None or not fork.behind:
        return head.sha
    if len(commit.changes) != 1 or fork.paths != (commit.changes[0].path,):
        return head.sha  # whether other files merge is for git to say; nothing here touches them
    change = commit.changes[0]
    old, theirs = forge.read_at(fork.sha, change.path), forge.read_at(head.sha, change.path)
    if old is None or theirs is None:
        return None
    if merged(old, change.before, theirs) is not None:
        return head.sha
    after = carried(old, theirs, change.before, change.after)
    if after is None:
        return None
    subject = commit.message.partition("\n")[0]
    message = f"Join the base to what people made of it\n\n{subject}"
    joined = replace(change, after=after)
    return forge.replace_branch(branch, Commit(commit.base, message, (joined,), onto=head.sha))


def _merges(forge: Forge, head: Head, change: Change) -> bool:
    old = forge.read_at(head.parents[0], change.path)
    theirs = None if old is None else patched(old, head.patches.get(change.path, ""))
    if old is None or theirs is None or blob_id(theirs) != head.files[change.path]:
        return False
    return merged(old, change.before, theirs) == change.after
