"""The forge on a local git clone: real branches and commits; issues, replies and pull requests in memory.

For the demonstration and for tests. It keeps the promises of ``Forge`` as GitHub does, so whatever runs
here runs there.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.errors import UsageError
from bot.forge.checkout import Checkout
from bot.forge.model import (
    BRANCHES,
    MARKER,
    Check,
    Comment,
    Commit,
    Fork,
    Head,
    Issue,
    PullRequest,
    Reply,
    issue_of,
)

NAME, EMAIL = "paperlist", "paperlist@localhost"
_WHO = {
    "GIT_AUTHOR_NAME": NAME,
    "GIT_AUTHOR_EMAIL": EMAIL,
    "GIT_COMMITTER_NAME": NAME,
    "GIT_COMMITTER_EMAIL": EMAIL,
}
_MISSING = "0" * 40
_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


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
        self.issues: dict[int, Issue] = {}
        self.comments: dict[int, tuple[Comment, ...]] = {}
        self.replies: dict[int, Reply] = {}
        self.approvers: dict[int, tuple[str, ...]] = {}
        self.writers: set[str] = set()
        self.labels: dict[int, tuple[str, ...]] = {}
        self.checks: dict[str, Check | None] = {}
        self._next = first

    @property
    def base(self) -> str:
        """Commit id that the list is read at."""
        return self.checkout.base

    def read(self, path: str) -> bytes:
        """A file of the list at the base commit."""
        return self.checkout.read(path)

    def read_at(self, revision: str, path: str) -> bytes | None:
        """A file at any commit."""
        return self.checkout.read_at(revision, path)

    def find_issue(self, number: int) -> Issue | None:
        """An issue; None when there is none by this number."""
        return self.issues.get(number)

    def list_issues(self, author: str = "", label: str = "") -> tuple[Issue, ...]:
        """The open issues, oldest first."""
        issues = (issue for _, issue in sorted(self.issues.items()) if issue.state == "open")
        of_author = (issue for issue in issues if author in ("", issue.author))
        return tuple(issue for issue in of_author if not label or label in issue.labels)

    def find_comments(self, issue: int) -> tuple[Comment, ...]:
        """What is said in an issue, the bot's reply first."""
        reply = self.replies.get(issue)
        said = (Comment(issue, NAME, reply.body, "bot"),) if reply else ()
        return said + self.comments.get(issue, ())

    def list_comments(self, since: str, most: int) -> dict[int, tuple[Comment, ...]] | None:  # noqa: ARG002
        """What was said in all issues; here no moment is known and no request counted."""
        return {number: self.find_comments(number) for number in {*self.comments, *self.replies}}

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

    def drop_reply(self, reply: Reply) -> None:
        """There is never a second one."""

    def close_issue(self, number: int) -> None:
        """Close an issue."""
        self.issues[number] = replace(self.issues[number], state="closed")

    def may_write(self, login: str) -> bool:
        """Whether somebody is among ``writers``."""
        return login in self.writers

    def find_head(self, branch: str) -> Head | None:
        """The newest commit of a branch."""
        sha = self.checkout.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
        if not sha:
            return None
        shown = self.checkout.git("show", "--no-patch", "--format=%P%n%ae%n%B", sha)
        parents, email, message = [*shown.split("\n", 2), "", ""][:3]
        old = parents.split()[0] if parents else _EMPTY_TREE
        changed = self.checkout.run("diff-tree", "-r", "-z", old, sha).decode().split("\0")
        files = {path: facts.split(" ")[3] for facts, path in zip(changed[::2], changed[1::2], strict=False)}
        patches = {path: self._patch(old, sha, path) for path in files}
        return Head(sha, tuple(parents.split()), message, own=email == EMAIL, files=files, patches=patches)

    def find_fork(self, branch: str) -> Fork | None:
        """Where a branch left the base."""
        start = self.checkout.git("merge-base", self.base, branch)
        behind = int(self.checkout.git("rev-list", "--count", f"{branch}..{self.base}"))
        names = self.checkout.git("diff", "--name-only", start, branch)
        return Fork(start, behind, tuple(names.splitlines()))

    def list_branches(self) -> dict[str, str]:
        """The bot's branches, and the commit each points at."""
        shown = self.checkout.git(
            "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", f"refs/heads/{BRANCHES}*"
        )
        branches = dict(line.split(" ") for line in shown.splitlines())
        return {branch: sha for branch, sha in branches.items() if issue_of(branch)}

    def create_branch(self, branch: str, commit: Commit) -> str:
        """Make a branch with this one commit; its id, or "" when the branch exists."""
        return "" if self.find_head(branch) else self._point(branch, commit, _MISSING)

    def replace_branch(self, branch: str, commit: Commit) -> str:
        """Make an existing branch end in this commit."""
        return self._point(branch, commit)

    def delete_branch(self, branch: str) -> None:
        """Remove a branch; fine when it is gone already."""
        self.checkout.git("update-ref", "-d", f"refs/heads/{branch}")

    def find_pull(self, branch: str) -> PullRequest | None:
        """The open pull request from a branch, else the newest one that is not open any more."""
        pulls = [self._shown(pull) for pull in reversed(self.pulls.values()) if pull.branch == branch]
        return next((pull for pull in pulls if pull.state == "open"), pulls[0] if pulls else None)

    def find_own(self, number: int) -> PullRequest | None:
        """A pull request by its number."""
        return self._shown(self.pulls[number]) if number in self.pulls else None

    def list_pulls(self) -> tuple[PullRequest, ...]:
        """All open pull requests from the branches of issues."""
        pulls = (pull for pull in self.pulls.values() if pull.state == "open" and issue_of(pull.branch))
        return tuple(self._shown(pull) for pull in pulls)

    def find_approvers(self, pull: PullRequest) -> tuple[str, ...]:
        """Those who approve of a pull request."""
        return self.approvers.get(pull.number, ())

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

    def _shown(self, pull: PullRequest) -> PullRequest:
        head = self.list_branches().get(pull.branch, pull.head)
        return replace(pull, head=head) if pull.state == "open" else pull

    def _patch(self, old: str, new: str, path: str) -> str:
        """As GitHub shows it: the hunks alone."""
        text = self.checkout.run("diff", old, new, "--", f":(literal){path}").decode("utf-8", "replace")
        return text[text.index("@@") :].removesuffix("\n") if "@@" in text else ""

    def _point(self, branch: str, commit: Commit, old: str = "") -> str:
        tree = self.checkout.write_tree(commit.changes)
        parents = [part for parent in commit.parents for part in ("-p", parent)]
        arguments = ("commit-tree", tree, *parents, "-F", "-")
        sha = self.checkout.run(*arguments, data=commit.message.encode(), env=_WHO).decode().strip()
        self.checks[sha] = commit.check
        self.checkout.git("update-ref", f"refs/heads/{branch}", sha, *([old] if old else []))
        return sha
