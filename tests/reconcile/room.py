"""A clone with issues, in which requests are brought to where they should be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.add import Plan
from bot.config import Config
from bot.forge.checkout import Checkout
from bot.forge.local import Local
from bot.forge.model import Change, Comment, Issue, PullRequest, branch_for
from bot.form.make import LABEL
from bot.intake.model import Request
from bot.ledger import Ledger, Line
from bot.reconcile.desk import Desk
from bot.reconcile.every import Report, reconcile
from tests.forge.ledgers import README
from tests.forge.test_run import git

HERON, EGRET, STORK = (f"https://arxiv.org/abs/2401.0000{number}" for number in (1, 2, 3))


@dataclass
class Room:
    """A forge, and a stand-in for the working-out: what is asked for goes to the end of the list.

    Attributes:
        unknown: links of which no source will speak.
        asked: what was worked out, in order.
    """

    forge: Local
    config: Config = field(default_factory=Config)
    unknown: set[str] = field(default_factory=set)
    asked: list[Request] = field(default_factory=list)
    said: int = 100

    def desk(self) -> Desk:
        return Desk(self.forge, self.plan, lambda: self.config)

    def plan(self, request: Request) -> Plan:
        self.asked.append(request)
        before = after = self.forge.read("README.md")
        lines = []
        for wanted in request.works:
            title = wanted.title or f"Heron {wanted.link[-1]}"
            if wanted.link.encode() in after:
                lines.append(Line(wanted.link, "duplicate", path="README.md", line=7, title=title))
            elif wanted.link in self.unknown:
                lines.append(Line(wanted.link, "waiting", "arXiv did not answer."))
            else:
                lines.append(Line(wanted.link, "added", path="README.md", line=8, title=title))
                note = f" {request.section}" if request.section else ""
                after += f"- [{title}]({wanted.link}){note}\n".encode()
        changes = (Change("README.md", before, after),) if after != before else ()
        return Plan(Ledger(tuple(lines)), changes, ())

    def issue(self, number: int, body: str, author: str = "eve", *labels: str) -> None:
        text = f"### Link\n\n{body}\n\n### Category\n\n_No response_"
        self.forge.issues[number] = Issue(number, "[Paper]", text, author, (LABEL, *labels))

    def edit(self, number: int, body: str) -> None:
        text = f"### Link\n\n{body}\n\n### Category\n\n_No response_"
        self.forge.issues[number] = replace(self.forge.issues[number], body=text)

    def close(self, number: int) -> None:
        self.forge.issues[number] = replace(self.forge.issues[number], state="closed")

    def say(self, number: int, body: str, author: str = "eve") -> None:
        self.said += 1
        before = self.forge.comments.get(number, ())
        self.forge.comments[number] = (*before, Comment(self.said, author, body))

    def reconcile(self, only: int = 0) -> Report:
        return reconcile(self.desk(), only=only)

    def settled(self) -> Report:
        """Reconciled until nothing is left to do; a run more changes nothing."""
        report = self.reconcile()
        state = self.state()
        self.reconcile()
        assert self.state() == state
        return report

    def reply(self, number: int) -> str:
        return self.forge.replies[number].body

    def pull(self, number: int) -> PullRequest:
        found = self.forge.find_pull(branch_for(number))
        assert found is not None
        return found

    def lines(self, number: int) -> list[str]:
        """What the branch of an issue has more than the base."""
        old = self.git("show", "main:README.md").splitlines()
        new = self.git("show", f"{branch_for(number)}:README.md").splitlines()
        return [line for line in new if line not in old]

    def merge(self, number: int) -> None:
        """As somebody merges it: with git, which must find no conflict."""
        pull = self.pull(number)
        git(self.forge.checkout.root, "merge", "--no-ff", "--no-edit", pull.branch)
        self.forge.pulls[pull.number] = replace(pull, state="merged")
        self.moved()

    def rewrite(self, after: bytes, message: str = "Move on") -> None:
        (self.forge.checkout.root / "README.md").write_bytes(after)
        git(self.forge.checkout.root, "commit", "-am", message)
        self.moved()

    def moved(self) -> None:
        self.forge.checkout = Checkout(self.forge.checkout.root)

    def push(self, number: int, after: bytes, path: str = "README.md") -> str:
        """A person's commit on the branch of an issue."""
        root, branch = self.forge.checkout.root, branch_for(number)
        git(root, "checkout", branch)
        (root / path).write_bytes(after)
        git(root, "add", path)
        git(root, "commit", "-m", "Better words")
        git(root, "checkout", "main")
        return self.git("rev-parse", branch)

    def git(self, *arguments: str) -> str:
        return self.forge.checkout.git(*arguments)

    def state(self) -> tuple[object, ...]:
        forge = self.forge
        return self.git("for-each-ref"), dict(forge.pulls), dict(forge.replies), dict(forge.issues)


def make(root: Path) -> Room:
    git(root, "init", "--initial-branch=main")
    (root / "README.md").write_bytes(README)
    git(root, "add", "README.md")
    git(root, "commit", "-m", "Begin")
    room = Room(Local(root, first=50))
    room.forge.writers = {"ada"}
    return room
