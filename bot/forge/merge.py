"""What git would make of a branch when it is merged, found out before anything is written.

A branch of the bot is its base plus a patch. Both are at hand, so the three-way merge that GitHub is going to
do is done here first, by git itself, on three files.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from bot.errors import UsageError
from bot.text.compare import common_ends

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_SECONDS = 60


def patched(old: bytes, patch: str) -> bytes | None:
    """A file with its patch applied; None where the patch is not of this file.

    Args:
        old: the file that the patch was made from.
        patch: its hunks, as GitHub shows those of a commit.
    """
    lines, made, at = old.splitlines(keepends=True), [], 0
    for row in _rows(patch):
        if hunk := _HUNK.match(row):
            start = int(hunk[1]) - (hunk[2] != "0")
            if not at <= start <= len(lines):
                return None
            made += lines[at:start]
            at = start
        elif row.startswith("\\"):  # "\ No newline at end of file" is of the row above it
            made = [*made[:-1], made[-1].removesuffix(b"\n")] if made else []
        elif row.startswith("+"):
            made.append(row[1:].encode() + b"\n")
        elif at == len(lines) or row[1:].encode() != lines[at].removesuffix(b"\n"):
            return None
        else:
            made += [] if row.startswith("-") else [lines[at]]
            at += 1
    return b"".join(made + lines[at:])


def merged(old: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """A three-way merge of one file, by git; None when it is in conflict.

    Raises:
        UsageError: git failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("ours", "old", "theirs")]
        for path, content in zip(paths, (ours, old, theirs), strict=True):
            path.write_bytes(content)
        command = ["git", "merge-file", "-p", "-q", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603
    if not 0 <= done.returncode < 128:  # below that, the number of conflicts
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError(f"git merge-file failed: {said}", "Try again.")
    return None if done.returncode else done.stdout


def carried(old: bytes, theirs: bytes, new: bytes, planned: bytes) -> bytes | None:
    """A person's version of an entry, in the place that the bot found for its own.

    Args:
        old: the list that the branch started from.
        theirs: the list on the branch, with the person's version.
        new: the list on the base now.
        planned: that list with the bot's version.

    Returns:
        The new list with the person's version; None when either did more than to put lines in at one place,
        so that it is not known what belongs where.
    """
    person, bot = _inserted(old, theirs), _inserted(new, planned)
    if person is None or bot is None:
        return None
    (_, lines), (at, _) = person, bot
    rows = new.splitlines(keepends=True)
    return b"".join([*rows[:at], *lines, *rows[at:]])


def _inserted(before: bytes, after: bytes) -> tuple[int, list[bytes]] | None:
    """Where lines were put in and which, if nothing else was done."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head, tail = common_ends(old, new)
    if head + tail != len(old) or len(new) == len(old):
        return None
    return head, new[head : len(new) - tail]


def _rows(patch: str) -> list[str]:
    return patch.removesuffix("\n").split("\n") if patch else []
