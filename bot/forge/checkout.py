"""A git checkout, read and written through git's own object store; the work tree is never touched.

The list is read at a commit, not from the work tree: what is planned is then a function of the issue and
that commit, and neither a symbolic link nor a half-finished edit can get in between.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from bot.errors import UsageError
from bot.forge.model import Change

PLAIN = ("100644", "100755")
MAX_BYTES = 25 * 1024 * 1024
_LONGEST_PATH = 4096  # characters; a list may link to anything, and git cannot even be asked for more
_SECONDS = 60


class Checkout:
    """A git repository at one commit. What that holds does not change, so nothing is asked of git twice.

    Args:
        root: folder of the checkout, or of a bare clone.
        revision: commit to read at; by default the one checked out.
    """

    def __init__(self, root: Path, revision: str = "HEAD") -> None:
        self.root = root
        self.base = self.git("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        self._entries: dict[str, tuple[str, str]] = {}
        self._files: dict[str, bytes] = {}

    @cached_property
    def tree(self) -> str:
        """Object id of the base commit's tree."""
        return self.git("rev-parse", f"{self.base}^{{tree}}")

    @property
    def branch(self) -> str:
        """The branch checked out.

        Raises:
            UsageError: it is a commit by itself that is checked out.
        """
        return self.git("symbolic-ref", "--short", "HEAD")

    def read(self, path: str) -> bytes:
        """A file's bytes at the base commit.

        Raises:
            UsageError: there is no such file, it is not a plain one, or it is over 25 MB.
        """
        if path not in self._files:
            mode, name = self._entry(path)
            if mode not in PLAIN:
                raise UsageError(f"{path} is not a plain file.", "Name the file that it points to.")
            if int(self.git("cat-file", "-s", name)) > MAX_BYTES:
                raise UsageError(f"{path} is larger than 25 MB.", "No list of that size can be edited.")
            self._files[path] = self.run("cat-file", "blob", name)
        return self._files[path]

    def read_at(self, revision: str, path: str) -> bytes | None:
        """A file's bytes at another commit; None where the checkout does not hold that, or no such file."""
        try:
            return self.run("cat-file", "blob", f"{revision}:{path}")
        except UsageError:
            return None

    def mode(self, path: str) -> str:
        """A file's mode at the base commit, as in a tree (``100644``)."""
        return self._entry(path)[0]

    def write_tree(self, changes: Iterable[Change]) -> str:
        """Store the base commit's tree with these files changed; gives its object id."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            self.run("read-tree", self.base, env=index)
            for change in changes:
                blob = self.run("hash-object", "-w", "--stdin", data=change.after).decode().strip()
                entry = f"{self.mode(change.path)},{blob},{change.path}"
                self.run("update-index", "--cacheinfo", entry, env=index)
            return self.run("write-tree", env=index).decode().strip()

    def git(self, *arguments: str) -> str:
        """What a git command prints, without white space around it."""
        return self.run(*arguments).decode("utf-8", "replace").strip()

    def run(self, *arguments: str, data: bytes | None = None, env: dict[str, str] | None = None) -> bytes:
        """Run a git command and give the bytes it prints.

        Raises:
            UsageError: git failed, with its own words.
        """
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", **(env or {})}
        try:
            done = subprocess.run(  # noqa: S603 -- a list of arguments, no shell
                ["git", "-C", str(self.root), *arguments],  # noqa: S607 -- git is found as the user's own is
                input=data,
                capture_output=True,
                check=True,
                timeout=_SECONDS,
                env=environment,
            )
        except FileNotFoundError as error:
            raise UsageError("git is not installed.", "Install git and try again.") from error
        except subprocess.TimeoutExpired as error:
            raise UsageError(f"git {arguments[0]} took over a minute.", "Try again.") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip()
            raise UsageError(
                f"git {arguments[0]} failed: {said}",
                "Run this in a git checkout that has the commits it names: git fetch origin",
            ) from error
        return done.stdout

    def _entry(self, path: str) -> tuple[str, str]:
        if "\0" in path or len(path) > _LONGEST_PATH:
            raise UsageError(f"There is no file {path[:100]!r}.", "Check the links to other files.")
        if path not in self._entries:
            listed = self.run("ls-tree", "-z", "--full-tree", self.base, "--", f":(literal){path}")
            rows = (row.partition("\t") for row in listed.decode("utf-8", "replace").split("\0"))
            facts = next((facts for facts, _, name in rows if path and name == path), "")
            mode, _, blob = facts.split(" ") if facts else ("", "", "")
            self._entries[path] = mode, blob
        if self._entries[path][0]:
            return self._entries[path]
        raise UsageError(f"There is no file {path} at {self.base[:12]}.", "Check the configured file name.")


def blob_id(content: bytes) -> str:
    """The name git gives to a file's content (SHA-1 of a header and the bytes; gitformat-loose)."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
