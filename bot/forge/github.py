"""The forge on GitHub: branches and pull requests.

Every request goes through ``Wire``. However many files change, a branch is one commit, and it appears or
moves in one step.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from bot.forge.checkout import Checkout
from bot.forge.model import BRANCHES, Commit, Conflict, Fork, Head, Lost, PullRequest, issue_of
from bot.forge.objects import Objects
from bot.forge.talk import PAGE, GitHubTalk, login_of
from bot.forge.wire import Missing, Wire, once

LONGEST_ADDRESS = 7_500  # bytes; GitHub's servers refuse addresses of 8 kB and more


class GitHub(GitHubTalk):
    """One repository on GitHub, with a checkout of its base branch at hand.

    Args:
        wire: the API.
        checkout: what the list is read from.
        repository: ``owner/name``.
        branch: the base branch.
        login: whom the token belongs to; a reply or commit counts as the bot's own only under this name.
        site: address of the web pages (``https://github.com``).
    """

    def __init__(
        self,
        wire: Wire,
        checkout: Checkout,
        *,
        repository: str,
        branch: str,
        login: str = "github-actions[bot]",
        site: str = "https://github.com",
    ) -> None:
        super().__init__(wire, repository, login)
        self._checkout = checkout
        self._repository = repository
        self._branch = branch
        self._site = site
        self._past: dict[tuple[str, str], bytes | None] = {}
        self._objects = Objects(wire, self._root, checkout)

    @property
    def base(self) -> str:
        """Commit id that the list is read at."""
        return self._checkout.base

    def read(self, path: str) -> bytes:
        """A file of the list at the base commit."""
        return self._checkout.read(path)

    def read_at(self, revision: str, path: str) -> bytes | None:
        """A file at any commit: from the checkout where it goes back that far, else from GitHub."""
        if (revision, path) not in self._past:
            here = self._checkout.read_at(revision, path)
            self._past[revision, path] = self._fetched(revision, path) if here is None else here
        return self._past[revision, path]

    def find_head(self, branch: str) -> Head | None:
        """The newest commit of a branch."""
        try:
            found = self.wire.ask("GET", f"{self._root}/commits/heads/{quote(branch)}")
        except (Missing, Conflict):  # GitHub says 422 for a name that is no commit
            return None
        files = found.get("files", ())
        return Head(
            sha=found["sha"],
            parents=tuple(parent["sha"] for parent in found["parents"]),
            message=found["commit"]["message"],
            own=login_of(found.get("author")) == self._login,
            files={file["filename"]: file["sha"] for file in files},
            patches={file["filename"]: file["patch"] for file in files if file.get("patch")},
        )

    def find_fork(self, branch: str) -> Fork | None:
        """Where a branch left the base."""
        try:
            found = self.wire.ask("GET", f"{self._root}/compare/{self.base}...{quote(branch)}")
        except Missing:
            return None
        paths = tuple(file["filename"] for file in found.get("files") or ())
        return Fork(found["merge_base_commit"]["sha"], found["behind_by"], paths)

    def list_branches(self) -> dict[str, str]:
        """The bot's branches, and the commit each points at."""
        found = self.wire.ask("GET", f"{self._root}/git/matching-refs/heads/{BRANCHES}")
        branches = {ref["ref"].removeprefix("refs/heads/"): ref["object"]["sha"] for ref in found}
        return {branch: sha for branch, sha in branches.items() if issue_of(branch)}

    def create_branch(self, branch: str, commit: Commit) -> str:
        """Make a branch with this one commit; its id, or "" when the branch exists."""
        sha = self._objects.store(commit)
        try:
            self.wire.ask("POST", f"{self._root}/git/refs", ref=f"refs/heads/{branch}", sha=sha)
        except (Conflict, Lost):
            head = self.find_head(branch)
            if head is None:
                raise
            return sha if head.sha == sha else ""
        return sha

    def replace_branch(self, branch: str, commit: Commit) -> str:
        """Make an existing branch end in this commit; over people's commits only by following on them."""
        sha = self._objects.store(commit)
        path = f"{self._root}/git/refs/heads/{quote(branch)}"
        self.wire.again("PATCH", path, sha=sha, force=not commit.onto)
        return sha

    def delete_branch(self, branch: str) -> None:
        """Remove a branch; fine when it is gone already."""
        try:
            self.wire.again("DELETE", f"{self._root}/git/refs/heads/{quote(branch)}")
        except (Missing, Conflict):  # GitHub says 422 for a reference that does not exist
            if self.find_head(branch):
                raise

    def find_pull(self, branch: str) -> PullRequest | None:
        """The open pull request from a branch, else the newest one that is not open any more."""
        owner = self._repository.partition("/")[0]
        query = {"state": "all", "head": f"{owner}:{branch}", "sort": "created", "direction": "desc"}
        found = self.wire.ask("GET", f"{self._root}/pulls", query={**query, "per_page": PAGE})
        pulls = [_pull(raw) for raw in found if raw["head"]["ref"] == branch and self._is_here(raw)]
        return next((pull for pull in pulls if pull.state == "open"), pulls[0] if pulls else None)

    def find_own(self, number: int) -> PullRequest | None:
        """A pull request by its number, if it is from a branch of the bot in this repository."""
        try:
            raw = self.wire.ask("GET", f"{self._root}/pulls/{number}")
        except Missing:
            return None
        return next(self._own([raw]), None)

    def list_pulls(self) -> tuple[PullRequest, ...]:
        """All open pull requests from the bot's branches in this repository; forks may use the names, too."""
        found = self.pages(f"{self._root}/pulls", {"state": "open", "sort": "created", "direction": "desc"})
        return tuple(self._own(found))

    def _own(self, pulls: Iterable[Any]) -> Iterator[PullRequest]:
        return (_pull(raw) for raw in pulls if self._is_here(raw) and issue_of(raw["head"]["ref"]))

    def _is_here(self, raw: Any) -> bool:
        """Whether a pull request is from this repository: a fork, the same owner's too, may use the names."""
        return _home(raw) == self._repository.lower()

    def open_pull(self, branch: str, title: str, body: str) -> PullRequest:
        """Ask for the branch to be merged."""

        def make() -> PullRequest:
            made = self.wire.ask(
                "POST", f"{self._root}/pulls", title=title, body=body, head=branch, base=self._branch
            )
            return _pull(made)

        def look() -> PullRequest | None:
            pull = self.find_pull(branch)
            return pull if pull and pull.state == "open" else None

        return once(make, look)

    def edit_pull(self, pull: PullRequest, *, title: str, body: str, close: bool = False) -> PullRequest:
        """Put another title and body on a pull request, and close it if so wished."""
        state = {"state": "closed"} if close else {}
        return _pull(
            self.wire.again("PATCH", f"{self._root}/pulls/{pull.number}", title=title, body=body, **state)
        )

    def find_approvers(self, pull: PullRequest) -> tuple[str, ...]:
        """Those whose latest review of a pull request approves of it; a mere comment changes no verdict."""
        latest: dict[str, str] = {}
        for raw in self.pages(f"{self._root}/pulls/{pull.number}/reviews"):
            if raw.get("state") in ("APPROVED", "CHANGES_REQUESTED", "DISMISSED"):
                latest[login_of(raw.get("user"))] = raw["state"]
        return tuple(login for login, state in latest.items() if state == "APPROVED")

    def compare_url(self, branch: str, title: str, body: str) -> str:
        """Address of the page that opens the pull request; the body is cut to what an address can hold."""
        page = f"{self._site}/{self._repository}/compare/{quote(self._branch)}...{quote(branch)}"
        while True:
            address = f"{page}?" + urlencode({"expand": "1", "title": title, "body": body}, quote_via=quote)
            if len(address) <= LONGEST_ADDRESS or not body:
                return address
            body = body[: len(body) // 2].rstrip() if len(body) > PAGE else ""

    def _fetched(self, revision: str, path: str) -> bytes | None:
        try:
            query = {"ref": revision}
            found = self.wire.ask("GET", f"{self._root}/contents/{quote(path)}", query=query)
            # Over a megabyte GitHub leaves the content out and says so.
            return base64.b64decode(found["content"]) if found["encoding"] == "base64" else None
        except (Missing, KeyError, TypeError, binascii.Error):
            return None


def _home(raw: Any) -> str:
    """The repository that a pull request comes from; empty when it is gone."""
    return str((raw["head"].get("repo") or {}).get("full_name") or "").lower()


def _pull(raw: Any) -> PullRequest:
    return PullRequest(
        number=raw["number"],
        branch=raw["head"]["ref"],
        title=raw["title"],
        body=raw.get("body") or "",
        url=raw["html_url"],
        state="merged" if raw.get("merged_at") else raw["state"],
        labels=tuple(label["name"] for label in raw.get("labels", ())),
        head=raw["head"]["sha"],
    )
