"""The forge on a local git clone: real branches and commits; issues, replies and pull requests in memory.

For the demonstration and for tests. It keeps the promises of ``Forge`` as GitHub does, so whatever runs
here runs there.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.errors import UsageError
from bot.forge.checkout import Checkout
from bot.forge.model import MARKER, Commit, Head, PullRequest, Reply

NAME, EMAIL = "paperlist", "paperlist@localhost"
_WHO = {
    "GIT_AUTHOR_NAME": NAME,
    "GIT_AUTHOR_EMAIL": EMAIL,
    "GIT_COMMITTER_NAME": NAME,
    "GIT_COMMITTER_EMAIL": EMAIL,
}
_MISSING = "0" * 40


class Local:
    """A git clone as a forge.

    Args:
        root: folder of the clone; branches are made in it, its work tree and index stay as they are.
        revision: what the list is read at and branches start from.
        first: number of the first pull request; issues and pull requests share their numbers.
    """

    def __init__(self, root: Path, revision: str = "HEAD", *, first: int = 1) -> None:
        self.checkout = Checkout(root, revision)
        self.pulls: dict[int, PullRequest] = {}
        self.replies: dict[int, Reply] = {}
        self.labels: dict[int, tuple[str, ...]] = {}
        self._next = first

    @property
    def base(self) -> str:
        """Commit id that the list is read at."""
        return self.checkout.base

    def read(self, path: str) -> bytes:
        """A file of the list at the base commit."""
        return self.checkout.read(path)

    def find_reply(self, issue: int) -> Reply | None:
        """The reply to an issue."""
        return self.replies.get(issue)

    def post_reply(self, issue: int, body: str) -> Reply:
        """Make the reply."""
        assert body.startswith(MARKER)  # noqa: S101 -- without it GitHub would never find it again
        return self.replies.setdefault(issue, Reply(issue, body))

    def edit_reply(self, reply: Reply, body: str) -> Reply:
        """Put another text into the reply."""
        self.replies[reply.id] = Reply(reply.id, body)
        return self.replies[reply.id]

    def find_head(self, branch: str) -> Head | None:
        """The newest commit of a branch."""
        sha = self.checkout.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
        if not sha:
            return None
        shown = self.checkout.git("show", "--no-patch", "--format=%P%n%ae%n%B", sha)
        parents, email, message = [*shown.split("\n", 2), "", ""][:3]
        changed = self.checkout.run("diff-tree", "-r", "-z", "--no-commit-id", sha).decode().split("\0")
        files = {path: facts.split(" ")[3] for facts, path in zip(changed[::2], changed[1::2], strict=False)}
        return Head(sha, tuple(parents.split()), message, own=email == EMAIL, files=files)

    def create_branch(self, branch: str, commit: Commit) -> bool:
        """Make a branch with this one commit; False when the branch exists."""
        if self.find_head(branch) is not None:
            return False
        self._point(branch, commit, _MISSING)
        return True

    def replace_branch(self, branch: str, commit: Commit) -> None:
        """Make an existing branch consist of this one commit."""
        self._point(branch, commit)

    def delete_branch(self, branch: str) -> None:
        """Remove a branch; fine when it is gone already."""
        self.checkout.git("update-ref", "-d", f"refs/heads/{branch}")

    def find_pull(self, branch: str) -> PullRequest | None:
        """The open pull request from a branch, else the newest one that is not open any more."""
        pulls = [pull for pull in reversed(self.pulls.values()) if pull.branch == branch]
        return next((pull for pull in pulls if pull.state == "open"), pulls[0] if pulls else None)

    def open_pull(self, branch: str, title: str, body: str) -> PullRequest:
        """Ask for the branch to be merged."""
        found = self.find_pull(branch)
        if found and found.state == "open":
            return found
        number, self._next = self._next, self._next + 1
        self.pulls[number] = PullRequest(number, branch, title, body, url=f"#{number}")
        return self.pulls[number]

    def edit_pull(self, pull: PullRequest, *, title: str, body: str, close: bool = False) -> PullRequest:
        """Put another title and body on a pull request, and close it if so wished."""
        state = "closed" if close else pull.state
        self.pulls[pull.number] = replace(pull, title=title, body=body, state=state)
        return self.pulls[pull.number]

    def add_labels(self, number: int, labels: tuple[str, ...]) -> None:
        """Put labels on an issue or a pull request."""
        self.labels[number] = tuple(dict.fromkeys((*self.labels.get(number, ()), *labels)))
        if number in self.pulls:
            self.pulls[number] = replace(self.pulls[number], labels=self.labels[number])

    def compare_url(self, branch: str, title: str, body: str) -> str:
        """A local clone opens every pull request itself, so nobody is ever sent elsewhere."""
        raise UsageError(f"There is no page to open “{title}” from {branch} on.", body)

    def _point(self, branch: str, commit: Commit, old: str = "") -> None:
        tree = self.checkout.write_tree(commit.changes)
        arguments = ("commit-tree", tree, "-p", commit.base, "-F", "-")
        sha = self.checkout.run(*arguments, data=commit.message.encode(), env=_WHO).decode().strip()
        self.checkout.git("update-ref", f"refs/heads/{branch}", sha, *([old] if old else []))
