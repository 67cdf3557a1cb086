"""What can be done on a forge, however it is reached."""

from __future__ import annotations

from typing import Protocol

from bot.forge.model import Comment, Commit, Fork, Head, Issue, PullRequest, Reply


class Talk(Protocol):
    """Issues, what is said there, and who may do what."""

    def find_issue(self, number: int) -> Issue | None:
        """An issue; None when there is none by this number, or it is a pull request."""

    def list_issues(self, author: str = "", label: str = "") -> tuple[Issue, ...]:
        """The open issues, oldest first; of one author or with one label, if so wished."""

    def find_comments(self, issue: int) -> tuple[Comment, ...]:
        """What is said in an issue, oldest first."""

    def list_comments(self, since: str, most: int) -> dict[int, tuple[Comment, ...]] | None:
        """What was said since a moment, by issue; None when that takes over ``most`` requests."""

    def post_reply(self, issue: int, body: str) -> Reply:
        """Make the reply; ``body`` holds the marker it is found by."""

    def edit_reply(self, reply: Reply, body: str) -> Reply:
        """Put another text into the reply."""

    def drop_reply(self, reply: Reply) -> None:
        """Remove a reply that came second; fine when it is gone already."""

    def close_issue(self, number: int) -> None:
        """Close an issue as not planned."""

    def add_labels(self, number: int, labels: tuple[str, ...]) -> None:
        """Put labels on an issue or a pull request; those it has stay."""

    def may_write(self, login: str) -> bool:
        """Whether somebody may write to the repository."""


class Forge(Talk, Protocol):
    """The operations of the flow. Each is one request or none where nothing has to change hands.

    Looking is free of side effects. Making is safe to repeat: what exists already is found, not made again.
    """

    @property
    def base(self) -> str:
        """Commit id that the list is read at and that branches start from."""

    def read(self, path: str) -> bytes:
        """A file of the list at the base commit. Raises UsageError when there is no such plain file."""

    def read_at(self, revision: str, path: str) -> bytes | None:
        """A file at any commit; None when there is none, or it is too large to be had."""

    def find_head(self, branch: str) -> Head | None:
        """The newest commit of a branch."""

    def find_fork(self, branch: str) -> Fork | None:
        """Where a branch left the base."""

    def list_branches(self) -> dict[str, str]:
        """The bot's branches, and the commit each points at."""

    def create_branch(self, branch: str, commit: Commit) -> str:
        """Make a branch with this one commit; its id, or "" and nothing done when the branch exists."""

    def replace_branch(self, branch: str, commit: Commit) -> str:
        """Make an existing branch end in this commit; gives its id."""

    def delete_branch(self, branch: str) -> None:
        """Remove a branch; fine when it is gone already."""

    def find_pull(self, branch: str) -> PullRequest | None:
        """The open pull request from a branch, else the newest one that is not open any more."""

    def find_own(self, number: int) -> PullRequest | None:
        """A pull request by its number; None when it is none from a branch of the bot in this repository."""

    def list_pulls(self) -> tuple[PullRequest, ...]:
        """All open pull requests from the bot's branches."""

    def open_pull(self, branch: str, title: str, body: str) -> PullRequest:
        """Ask for the branch to be merged. Raises NotPermitted when the token may not."""

    def edit_pull(self, pull: PullRequest, *, title: str, body: str, close: bool = False) -> PullRequest:
        """Put another title and body on a pull request, and close it if so wished."""

    def find_approvers(self, pull: PullRequest) -> tuple[str, ...]:
        """Those whose latest review of a pull request approves of it."""

    def compare_url(self, branch: str, title: str, body: str) -> str:
        """Address of a page on which a person opens the pull request with one click."""
