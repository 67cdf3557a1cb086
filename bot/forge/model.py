"""What a forge holds.

Nothing in these values says how the forge is reached, so one flow serves GitHub, a local clone and, because
every value can be read back, a later run that starts from whatever an earlier one left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.errors import PaperlistError

State = Literal["open", "closed", "merged"]
BRANCHES = "paperlist/issue-"
MARKER = "<!-- paperlist: reply -->"
CLOSED = "<!-- paperlist: closed by the bot -->"
CHECK = "Paperlist / Lint the list"
"""Name of the check: of the job that a workflow calls, and of the status that stands in for it."""


class ForgeError(PaperlistError):
    """The forge said no, in a way that another run or a person has to settle."""


class Conflict(ForgeError):
    """What was to be made exists already, or changed at the same moment."""


class Denied(ForgeError):
    """The token may not do that, or not here."""


class Locked(Denied):
    """The conversation is locked, so nothing can be said in it."""


class Lost(ForgeError):
    """No usable answer came back; what was asked for may have happened all the same."""


class Limited(ForgeError):
    """A rate limit is reached, and its end too far away to wait for."""


class NotPermitted(Denied):
    """The token may not open pull requests; a repository setting decides that."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as its event, or the forge, tells it; its text is a stranger's, or a program's."""

    number: int
    title: str
    body: str
    author: str = ""
    labels: tuple[str, ...] = ()
    state: Literal["open", "closed"] = "open"
    created: str = ""
    program: bool = False


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


@dataclass(frozen=True, slots=True)
class Change:
    """One file, as it is and as it should become.

    Attributes:
        path: relative to the root of the checkout, with forward slashes.
        before: its bytes at the base commit.
        after: its bytes to be.
    """

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Check:
    """What the lint says of a commit, in a few words, for the checks that a pull request shows."""

    passed: bool
    said: str


@dataclass(frozen=True, slots=True)
class Commit:
    """The one commit a branch of the bot consists of: a function of an issue and the base commit.

    ``onto`` is the head of a branch with people's commits. Those stay, and this one joins the base to them.
    ``check`` is set on it before a branch shows it, so that no branch can be without.
    """

    base: str
    message: str
    changes: tuple[Change, ...]
    onto: str = ""
    check: Check | None = None

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


def branch_for(issue: int) -> str:
    """The branch of an issue; always the same, so that it is found instead of made twice."""
    return f"{BRANCHES}{issue}"


def issue_of(branch: str) -> int:
    """The issue that a branch belongs to; 0 when it is none of the bot's."""
    number = branch.removeprefix(BRANCHES)
    return int(number) if branch.startswith(BRANCHES) and number.isascii() and number.isdigit() else 0
