"""What people say to the bot in the comments of an issue, as far as they may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.forge import reply
from bot.forge.model import Comment, Issue
from bot.forge.protocol import Talk
from bot.intake.commands import HELP, Command, read_commands


@dataclass(frozen=True, slots=True)
class Orders:
    """The commands of an issue.

    Attributes:
        commands: all that count, in order.
        newest: id of the newest comment with a command; 0 when there is none.
        retry: id of the newest one in which somebody with write access says ``/retry``.
        close: id of the newest one that says ``/close``.
        add: id of the newest one that says ``/add``.
        note: what there is to say to the newest one.
    """

    commands: tuple[Command, ...] = ()
    newest: int = 0
    retry: int = 0
    close: int = 0
    add: int = 0
    note: str = ""


def heed(comments: Sequence[Comment], issue: Issue, forge: Talk) -> Orders:
    """The commands that count: of the issue's author and of people with write access, whom GitHub names.

    ``/retry`` overrules a review or somebody's decision to close, so it takes write access for that.
    """
    commands: list[Command] = []
    newest = retry = close = add = 0
    note = ""
    for comment in sorted(comments, key=lambda one: one.id):
        found = read_commands(comment.body) if comment.by == "person" else ()
        if not found:
            continue
        newest = comment.id
        names = {command.name for command in found}
        writes = (comment.author != issue.author or "retry" in names) and forge.may_write(comment.author)
        if not comment.author or (comment.author != issue.author and not writes):
            note = reply.heard((), HELP, asked=False, refused=True)
            continue
        commands += found
        unknown = [command.name for command in found if not command.known]
        note = reply.heard(unknown, HELP, asked="help" in names, refused=False)
        retry = comment.id if writes and "retry" in names else retry
        close = comment.id if "close" in names else close
        add = comment.id if "add" in names else add
    return Orders(tuple(commands), newest, retry, close, add, note)
