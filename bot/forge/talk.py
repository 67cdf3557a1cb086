"""Issues on GitHub: what people ask, what the bot answers, and who may do what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Literal
from urllib.parse import quote

from bot.forge.model import MARKER, Comment, Conflict, Issue, Locked, Reply
from bot.forge.wire import Missing, Wire, once

PAGE = 100
_GONE = "ghost"
WRITERS = frozenset({"admin", "maintain", "write"})


class GitHubTalk:
    """The issues of one repository.

    Args:
        wire: the API.
        repository: ``owner/name``.
        login: whom the token belongs to; a reply counts as the bot's own only under this name.
    """

    def __init__(self, wire: Wire, repository: str, login: str) -> None:
        self.wire = wire
        self._root = f"/repos/{repository}"
        self._login = login
        self._writers: dict[str, bool] = {}

    def find_issue(self, number: int) -> Issue | None:
        """An issue; None when there is none by this number, or it is a pull request."""
        try:
            raw = self.wire.ask("GET", f"{self._root}/issues/{number}")
        except Missing:
            return None
        return None if "pull_request" in raw else read_issue(raw)

    def list_issues(self, author: str = "", label: str = "") -> tuple[Issue, ...]:
        """The open issues, oldest first; of one author or with one label, if so wished."""
        query = {"state": "open", "sort": "created", "direction": "asc"}
        query |= {name: value for name, value in (("creator", author), ("labels", label)) if value}
        return tuple(
            read_issue(raw) for raw in self.pages(f"{self._root}/issues", query) if "pull_request" not in raw
        )

    def find_comments(self, issue: int) -> tuple[Comment, ...]:
        """What is said in an issue, oldest first."""
        return tuple(self._comment(raw) for raw in self.pages(f"{self._root}/issues/{issue}/comments"))

    def list_comments(self, since: str, most: int) -> dict[int, tuple[Comment, ...]] | None:
        """What was said since a moment, by issue; None when that takes over ``most`` requests."""
        query = {"since": since, "sort": "created", "direction": "asc"}
        found: dict[int, list[Comment]] = defaultdict(list)
        for count, raw in enumerate(self.pages(f"{self._root}/issues/comments", query), start=1):
            if count > (most - 1) * PAGE:
                return None
            found[int(raw["issue_url"].rpartition("/")[2])].append(self._comment(raw))
        return {issue: tuple(comments) for issue, comments in found.items()}

    def find_reply(self, issue: int) -> Reply | None:
        """The bot's reply: its own comment with the marker; a copy by somebody else is not it."""
        return next(iter(replies(self.find_comments(issue))), None)

    def post_reply(self, issue: int, body: str) -> Reply:
        """Make the reply."""

        def make() -> Reply:
            made = self.wire.ask("POST", f"{self._root}/issues/{issue}/comments", body=body)
            return Reply(made["id"], body)

        return once(make, lambda: self.find_reply(issue))

    def edit_reply(self, reply: Reply, body: str) -> Reply:
        """Put another text into the reply."""
        self.wire.again("PATCH", f"{self._root}/issues/comments/{reply.id}", body=body)
        return Reply(reply.id, body)

    def drop_reply(self, reply: Reply) -> None:
        """Remove a reply that came second; fine when it is gone already."""
        try:
            self.wire.again("DELETE", f"{self._root}/issues/comments/{reply.id}")
        except (Missing, Conflict, Locked):
            return

    def close_issue(self, number: int) -> None:
        """Close an issue as not planned."""
        self.wire.again("PATCH", f"{self._root}/issues/{number}", state="closed", state_reason="not_planned")

    def add_labels(self, number: int, labels: tuple[str, ...]) -> None:
        """Put labels on an issue or a pull request; GitHub makes those that do not exist."""
        self.wire.again("POST", f"{self._root}/issues/{number}/labels", labels=list(labels))

    def may_write(self, login: str) -> bool:
        """Whether somebody may write to the repository, asked once of each (docs: repository permissions)."""
        if login not in self._writers:
            path = f"{self._root}/collaborators/{quote(login, safe='')}/permission"
            try:
                said = self.wire.ask("GET", path) if login else {}
            except Missing:
                said = {}
            role = said.get("role_name") or said.get("permission")
            # A role of an organisation's own making has its own name; what it is built on stands beside it.
            self._writers[login] = bool({role, said.get("permission")} & WRITERS)
        return self._writers[login]

    def pages(self, path: str, query: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """Everything a list holds, asked for page by page as it is read."""
        page = 1
        while True:
            found = self.wire.ask("GET", path, query={**(query or {}), "per_page": PAGE, "page": page})
            yield from found
            if len(found) != PAGE:
                return
            page += 1

    def _comment(self, raw: Mapping[str, Any]) -> Comment:
        author = login_of(raw.get("user"))
        by: Literal["person", "program", "bot"] = "program" if by_program(raw.get("user")) else "person"
        return Comment(raw["id"], author, raw.get("body") or "", "bot" if author == self._login else by)


def replies(comments: tuple[Comment, ...]) -> list[Reply]:
    """The bot's replies among comments. There is one; two runs at the same moment may have made two."""
    return [
        Reply(one.id, one.body)
        for one in sorted(comments, key=lambda one: one.id)
        if one.by == "bot" and one.body.startswith(MARKER)
    ]


def read_issue(raw: Mapping[str, Any]) -> Issue:
    """An issue in the shape in which GitHub gives it, in answers and in events."""
    labels = raw.get("labels")
    named = [label for label in labels if isinstance(label, dict)] if isinstance(labels, list) else []
    return Issue(
        number=raw["number"],
        title=text_of(raw, "title"),
        body=text_of(raw, "body"),
        author=login_of(raw.get("user")),
        labels=tuple(text_of(label, "name") for label in named),
        state="closed" if raw.get("state") == "closed" else "open",
        created=text_of(raw, "created_at"),
        program=by_program(raw.get("user")),
    )


def login_of(user: Any) -> str:
    """Somebody's name; empty where the account is gone: GitHub gives all of those one name."""
    login = text_of(user, "login") if isinstance(user, dict) else ""
    return "" if login == _GONE else login


def by_program(user: Any) -> bool:
    """Whether an account is an app's, as GitHub says."""
    return isinstance(user, dict) and user.get("type") == "Bot"


def text_of(raw: Mapping[str, Any], key: str) -> str:
    """A field that may be missing or null; another type than text is treated as missing."""
    value = raw.get(key)
    return value if isinstance(value, str) else ""
