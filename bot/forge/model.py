"""What a forge holds, and what can be done there.

Nothing in these values says how the forge is reached, so one flow serves GitHub, a local clone and, because
every value can be read back, a later run that starts from whatever an earlier one left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.errors import PaperlistError

State = Literal["open", "closed", "merged"]
BRANCHES = "paperlist/issue-"
MARKER = "<!-- paperlist: reply -->"
CLOSED = "<!-- paperlist: closed by the bot -->"


class ForgeError(PaperlistError):
    """The forge said no, in a way that another run or a person has to settle."""


class Conflict(ForgeError):
    """What was to be made exists already, or changed at the same moment."""


class Lost(ForgeError):
    """No usable answer came back; what was asked for may have happened all the same."""


class Limited(ForgeError):
    """A rate limit is reached, and its end too far away to wait for."""


class NotPermitted(ForgeError):
    """The token may not open pull requests; a repository setting decides that."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as its event, or the forge, tells it; title and body are a stranger's text."""

    number: int
    title: str
    body: str
    author: str = ""
    labels: tuple[str, ...] = ()
    state: Literal["open", "closed"] = "open"
    created: str = ""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request from one of the bot's branches; ``head`` is the commit it shows."""

    number: int
    branch: str
    title: str
    body: str
    url: str
    state: State = "open"
    labels: tuple[str, ...] = ()
    head: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on an issue; ``by`` says whether a person, another program or the bot itself wrote it."""

    id: int
    author: str
    body: str
    by: Literal["person", "program", "bot"] = "person"


@dataclass(frozen=True, slots=True)
class Reply:
    """The bot's one comment on an issue."""

    id: int
    body: str


class Change(Protocol):
    """One file, as it is at the base commit and as it should become."""

    @property
    def path(self) -> str:
        """Relative to the root of the checkout, with forward slashes."""

    @property
    def before(self) -> bytes:
        """The file's bytes at the base commit."""

    @property
    def after(self) -> bytes:
        """The file's bytes on the branch."""


@dataclass(frozen=True, slots=True)
class Commit:
    """The one commit a branch of the bot consists of: a function of an issue and the base commit.

    ``onto`` is the head of a branch with people's commits. Those stay, and this one joins the base to them.
    """

    base: str
    message: str
    changes: tuple[Change, ...]
    onto: str = ""

    @property
    def parents(self) -> tuple[str, ...]:
        """What it follows on."""
        return (self.onto, self.base) if self.onto else (self.base,)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest commit of a branch.

    Attributes:
        own: whether the bot made it; a person's commit is never thrown away.
        files: blob id of each file that differs from the first parent, by path.
        patches: what differs, as hunks of a unified diff, by path; those that are too long are missing.
    """

    sha: str
    parents: tuple[str, ...]
    message: str
    own: bool
    files: Mapping[str, str] = field(default_factory=dict)
    patches: Mapping[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        """Whether people's commits stand on the branch; the bot's own joining commit has two parents."""
        return not self.own or len(self.parents) > 1


@dataclass(frozen=True, slots=True)
class Fork:
    """Where a branch left the base: that commit, commits on the base since, files changed on the branch."""

    sha: str
    behind: int
    paths: tuple[str, ...]


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

    def find_reply(self, issue: int) -> Reply | None:
        """The bot's reply to an issue."""

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


def branch_for(issue: int) -> str:
    """The branch of an issue; always the same, so that it is found instead of made twice."""
    return f"{BRANCHES}{issue}"


def issue_of(branch: str) -> int:
    """The issue that a branch belongs to; 0 when it is none of the bot's."""
    number = branch.removeprefix(BRANCHES)
    return int(number) if branch.startswith(BRANCHES) and number.isascii() and number.isdigit() else 0
