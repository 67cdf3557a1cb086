"""The forge on GitHub.

Every request goes through ``Wire``. A branch takes three (tree, commit, reference): however many files
change, it is one commit, and the branch appears or moves in one step. Author and committer are left to
GitHub, which then shows the commit as verified where the token allows (docs.github.com, "Signature
verification for bots").
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from bot.errors import UsageError
from bot.forge.checkout import Checkout
from bot.forge.model import (
    MARKER,
    Commit,
    Conflict,
    Head,
    Lost,
    PullRequest,
    Reply,
)
from bot.forge.wire import Missing, Wire, once

PAGE = 100
LONGEST_ADDRESS = 7_500  # bytes; GitHub's servers refuse addresses of 8 kB and more


class GitHub:
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
        self.wire = wire
        self._checkout = checkout
        self._repository = repository
        self._branch = branch
        self._login = login
        self._site = site
        self._root = f"/repos/{repository}"

    @property
    def base(self) -> str:
        """Commit id that the list is read at."""
        return self._checkout.base

    def read(self, path: str) -> bytes:
        """A file of the list at the base commit."""
        return self._checkout.read(path)

    def find_reply(self, issue: int) -> Reply | None:
        """The bot's reply: its own comment with the marker; a copy by somebody else is not it."""
        page = 1
        while True:
            query = {"per_page": PAGE, "page": page}
            found = self.wire.ask("GET", f"{self._root}/issues/{issue}/comments", query=query)
            for comment in found:
                body = comment.get("body") or ""
                if body.startswith(MARKER) and _login(comment.get("user")) == self._login:
                    return Reply(comment["id"], body)
            if len(found) < PAGE:
                return None
            page += 1

    def post_reply(self, issue: int, body: str) -> Reply:
        """Make the reply."""

        def make() -> Reply:
            made = self.wire.ask("POST", f"{self._root}/issues/{issue}/comments", body=body)
            return Reply(made["id"], body)

        return once(make, lambda: self.find_reply(issue))

    def edit_reply(self, reply: Reply, body: str) -> Reply:
        """Put another text into the reply."""
        self._again("PATCH", f"{self._root}/issues/comments/{reply.id}", body=body)
        return Reply(reply.id, body)

    def find_head(self, branch: str) -> Head | None:
        """The newest commit of a branch."""
        try:
            found = self.wire.ask("GET", f"{self._root}/commits/heads/{quote(branch)}")
        except (Missing, Conflict):  # GitHub says 422 for a name that is no commit
            return None
        return Head(
            sha=found["sha"],
            parents=tuple(parent["sha"] for parent in found["parents"]),
            message=found["commit"]["message"],
            own=_login(found.get("author")) == self._login,
            files={file["filename"]: file["sha"] for file in found.get("files", ())},
        )

    def create_branch(self, branch: str, commit: Commit) -> bool:
        """Make a branch with this one commit; False when the branch exists."""
        sha = self._store(commit)
        try:
            self.wire.ask("POST", f"{self._root}/git/refs", ref=f"refs/heads/{branch}", sha=sha)
        except (Conflict, Lost):
            head = self.find_head(branch)
            if head is None:
                raise
            return head.sha == sha
        return True

    def replace_branch(self, branch: str, commit: Commit) -> None:
        """Make an existing branch consist of this one commit."""
        sha = self._store(commit)
        self._again("PATCH", f"{self._root}/git/refs/heads/{quote(branch)}", sha=sha, force=True)

    def delete_branch(self, branch: str) -> None:
        """Remove a branch; fine when it is gone already."""
        try:
            self._again("DELETE", f"{self._root}/git/refs/heads/{quote(branch)}")
        except (Missing, Conflict):  # GitHub says 422 for a reference that does not exist
            return

    def find_pull(self, branch: str) -> PullRequest | None:
        """The open pull request from a branch, else the newest one that is not open any more."""
        owner = self._repository.partition("/")[0]
        query = {"state": "all", "head": f"{owner}:{branch}", "sort": "created", "direction": "desc"}
        found = self.wire.ask("GET", f"{self._root}/pulls", query={**query, "per_page": PAGE})
        pulls = [_pull(raw) for raw in found if raw["head"]["ref"] == branch]
        return next((pull for pull in pulls if pull.state == "open"), pulls[0] if pulls else None)

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
            self._again("PATCH", f"{self._root}/pulls/{pull.number}", title=title, body=body, **state)
        )

    def add_labels(self, number: int, labels: tuple[str, ...]) -> None:
        """Put labels on an issue or a pull request; GitHub makes those that do not exist."""
        self._again("POST", f"{self._root}/issues/{number}/labels", labels=list(labels))

    def compare_url(self, branch: str, title: str, body: str) -> str:
        """Address of the page that opens the pull request; the body is cut to what an address can hold."""
        page = f"{self._site}/{self._repository}/compare/{quote(self._branch)}...{quote(branch)}"
        while True:
            address = f"{page}?" + urlencode({"expand": "1", "title": title, "body": body}, quote_via=quote)
            if len(address) <= LONGEST_ADDRESS or not body:
                return address
            body = body[: len(body) // 2].rstrip() if len(body) > PAGE else ""

    def _store(self, commit: Commit) -> str:
        """Put tree and commit into the repository's object store, where nobody sees them yet."""
        tree = [self._blob(change.path, change.after) for change in commit.changes]
        stored = self._again("POST", f"{self._root}/git/trees", base_tree=self._checkout.tree, tree=tree)
        fields = {"message": commit.message, "tree": stored["sha"], "parents": [commit.base]}
        return str(self._again("POST", f"{self._root}/git/commits", **fields)["sha"])

    def _blob(self, path: str, content: bytes) -> dict[str, str]:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(f"{path} is not UTF-8.", "Save it as UTF-8 and try again.") from error
        return {"path": path, "mode": self._checkout.mode(path), "type": "blob", "content": text}

    def _again(self, verb: str, path: str, **fields: Any) -> Any:
        """A write that may as well happen twice: sent once more when its answer is lost."""
        return once(lambda: self.wire.ask(verb, path, **fields), lambda: None)


def _login(user: Any) -> str:
    return str((user or {}).get("login") or "")


def _pull(raw: Any) -> PullRequest:
    return PullRequest(
        number=raw["number"],
        branch=raw["head"]["ref"],
        title=raw["title"],
        body=raw.get("body") or "",
        url=raw["html_url"],
        state="merged" if raw.get("merged_at") else raw["state"],
        labels=tuple(label["name"] for label in raw.get("labels", ())),
    )
