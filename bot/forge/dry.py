"""A forge on which nothing is written: what would be done is said instead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from bot.forge.model import Commit, PullRequest, Reply
from bot.forge.protocol import Forge

_UNMADE = "(not made)"


def dry(forge: Forge, tell: list[str]) -> Forge:
    """The forge as it is to look at; each write becomes a line in ``tell``."""
    return cast("Forge", _Dry(forge, tell))


class _Dry:
    """Passes everything on but the writes; those answer as if they had been done."""

    def __init__(self, forge: Forge, tell: list[str]) -> None:
        self._forge, self._tell = forge, tell

    def __getattr__(self, name: str) -> Any:
        return getattr(self._forge, name)

    def post_reply(self, issue: int, body: str) -> Reply:
        self._tell.append(f"reply to #{issue}")
        return Reply(0, body)

    def edit_reply(self, reply: Reply, body: str) -> Reply:
        self._tell.append(f"change the reply {reply.id}")
        return Reply(reply.id, body)

    def drop_reply(self, reply: Reply) -> None:
        self._tell.append(f"remove the second reply {reply.id}")

    def close_issue(self, number: int) -> None:
        self._tell.append(f"close issue #{number}")

    def add_labels(self, number: int, labels: tuple[str, ...]) -> None:
        self._tell.append(f"label #{number}: {', '.join(labels)}")

    def create_branch(self, branch: str, commit: Commit) -> str:
        if self._forge.find_head(branch) is not None:
            return ""
        self._tell.append(f"make branch {branch}: {commit.message.splitlines()[0]}")
        return _UNMADE

    def replace_branch(self, branch: str, commit: Commit) -> str:
        self._tell.append(f"make branch {branch} again: {commit.message.splitlines()[0]}")
        return _UNMADE

    def delete_branch(self, branch: str) -> None:
        self._tell.append(f"delete branch {branch}")

    def open_pull(self, branch: str, title: str, body: str) -> PullRequest:
        self._tell.append(f"open a pull request from {branch}: {title}")
        return PullRequest(0, branch, title, body, url="")

    def edit_pull(self, pull: PullRequest, *, title: str, body: str, close: bool = False) -> PullRequest:
        self._tell.append(f"{'close' if close else 'change'} pull request #{pull.number}")
        return replace(pull, title=title, body=body, state="closed" if close else pull.state)
