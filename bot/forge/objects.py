"""Commits as GitHub stores them, before any branch shows them.

Author and committer are left to GitHub, which then signs the commit and shows it as verified where the token
is an app's or Actions' own (docs.github.com, "Signature verification for bots").
"""

from __future__ import annotations

import logging
from typing import Any

from bot.errors import UsageError
from bot.forge.checkout import Checkout
from bot.forge.model import CHECK, Check, Commit, Conflict, Denied
from bot.forge.wire import Missing, Wire

_log = logging.getLogger(__name__)


class Objects:
    """The object store of one repository.

    Args:
        wire: the API.
        root: path of the repository in it.
        checkout: the base that commits start from.
    """

    def __init__(self, wire: Wire, root: str, checkout: Checkout) -> None:
        self._wire, self._root, self._checkout = wire, root, checkout
        self._may_check = True

    def store(self, commit: Commit) -> str:
        """Store a commit with its tree and its check; gives its id.

        The check comes first and the branch after, so that a run cut short leaves no branch without.
        """
        tree = [self._blob(change.path, change.after) for change in commit.changes]
        stored = self._make("trees", base_tree=self._checkout.tree, tree=tree)
        fields = {"message": commit.message, "tree": stored["sha"], "parents": list(commit.parents)}
        sha = str(self._make("commits", **fields)["sha"])
        if commit.check and self._may_check:
            self._set(sha, commit.check)
        return sha

    def _set(self, sha: str, check: Check) -> None:
        """Say what the lint found where a pull request shows its checks.

        The jobs of one that was opened with Actions' own token wait for somebody's approval; a status does
        not. A token that may not set it costs the status alone.
        """
        state = "success" if check.passed else "failure"
        path = f"{self._root}/statuses/{sha}"
        try:
            self._wire.again("POST", path, state=state, context=CHECK, description=check.said)
        except (Denied, Missing, Conflict) as error:
            self._may_check = False
            _log.warning("No commit status is set, for which a job needs `statuses: write`: %s", error)

    def _make(self, kind: str, **fields: Any) -> Any:
        return self._wire.again("POST", f"{self._root}/git/{kind}", **fields)

    def _blob(self, path: str, content: bytes) -> dict[str, str]:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(f"{path} is not UTF-8.", "Save it as UTF-8 and try again.") from error
        return {"path": path, "mode": self._checkout.mode(path), "type": "blob", "content": text}
