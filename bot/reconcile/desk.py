"""What it takes to bring a request to where it should be."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.config import Config
from bot.errors import UsageError
from bot.forge.model import Comment, Issue, PullRequest, branch_for
from bot.forge.protocol import Forge
from bot.forge.publish import Standing
from bot.forge.stamp import Stamp, digest, pull_state
from bot.form.make import LABEL
from bot.intake.issue import read
from bot.listing.lists import Lists

if TYPE_CHECKING:
    from bot.add import Plan
    from bot.imports.shortlist import Shortlist
    from bot.intake.model import Request


def no_offer(_request: Request, _wanted: Container[str]) -> Shortlist:
    """Where nothing can be fetched."""
    raise UsageError("Conferences are not read here.", "Give the links of the papers.")


@dataclass(frozen=True)
class Desk:
    """The surroundings of a request.

    Attributes:
        forge: where requests live; also what the list is read from.
        plan: works a request out.
        settings: the list's configuration; raises UsageError when that is at fault.
        log: address of this run's log, for an apology.
        offer: works out what a conference holds for the list, with links for the works named.
        prepare: is told all requests that are to be worked out, so that their facts are fetched together.
    """

    forge: Forge
    plan: Callable[[Request], Plan]
    settings: Callable[[], Config] = Config
    log: str = ""
    offer: Callable[[Request, Container[str]], Shortlist] = no_offer
    prepare: Callable[[Sequence[Request]], None] = lambda _: None

    @cached_property
    def list_digest(self) -> str:
        """A name for the list as it is on the base, in all its files, with its configuration."""
        return digest(self.settings(), self.lists.before)

    @cached_property
    def lists(self) -> Lists:
        """The list as it is on the base. Raises UsageError when it cannot be read."""
        settings = self.settings()
        return Lists.open(self.forge, settings.file, settings.mirrors)

    def asks(self, issue: Issue, request: Request) -> bool:
        """Whether an issue is a request: by its label, or by what it says. What a program opens is none."""
        if issue.program:
            return False
        return LABEL in issue.labels or (request.kind == "add" and bool(request.works or request.to_choose))


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at everything has told of an issue, so that it need not be asked for again.

    Attributes:
        said: all comments by issue or pull request; None where they have to be asked for one by one.
        pull: the open pull request.
        head: commit that the branch ends in; empty when there is none.
        turn: how many open requests by the same author are older.
    """

    said: Mapping[int, tuple[Comment, ...]] | None
    pull: PullRequest | None
    head: str
    turn: int = 0

    def standing(self, forge: Forge, issue: int) -> Standing:
        """Branch and pull request; only what is not known is asked for."""
        branch = branch_for(issue)
        pull = self.pull or forge.find_pull(branch)
        return Standing(pull, forge.find_head(branch) if self.head else None)

    def unchanged(self, stamp: Stamp) -> bool:
        """Whether branch and pull request are as an earlier run left them."""
        pull = pull_state(self.pull) == stamp.pull if self.pull else not stamp.pull.endswith(":open")
        return pull and self.head == stamp.head


def request_of(issue: Issue) -> Request:
    """What an issue asks for."""
    return read(issue.title, issue.body, issue.labels)
