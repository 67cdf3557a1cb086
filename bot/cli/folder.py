"""A list in a folder of this machine: read, and written when told to."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.errors import UsageError

_NEW = 0o644  # of a file that was not there


class Folder:
    """Files below one folder; nothing outside it is read or written.

    Args:
        root: the folder, by default the current one.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = (root or Path.cwd()).resolve()

    @classmethod
    def holding(cls, file: str) -> tuple[Folder, str]:
        """The folder to work in for a list that the command line names, and the list's path in it."""
        path = Path(file)
        if path.is_absolute() or ".." in path.parts:
            return cls(path.parent), path.name
        return cls(), path.as_posix()

    @classmethod
    def around(cls, file: str) -> tuple[Folder, str]:
        """The folder of a file beside the list, wherever that lies, and the file's name in it."""
        path = Path(file).resolve()
        return cls(path.parent), path.name

    def read(self, path: str) -> bytes:
        """A file's bytes. Raises UsageError when there is none that can be read."""
        full = self._inside(path)
        try:
            return full.read_bytes()
        except IsADirectoryError:
            raise UsageError(f"{path} is a folder.", "Name a file in it.") from None
        except OSError as error:
            raise UsageError(
                f"{path} cannot be read: {error.strerror}.",
                "Run this in the list's folder, or give its path.",
            ) from None

    def write(self, path: str, data: bytes) -> None:
        """Replace a file in one step, keeping its mode, or make it. Raises UsageError when it cannot be."""
        full = self._inside(path)
        try:
            mode = full.stat().st_mode if full.exists() else _NEW
            full.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=full.parent, prefix=f".{full.name}.", delete=False) as made:
                made.write(data)
            Path(made.name).chmod(mode)
            Path(made.name).replace(full)
        except OSError as error:
            raise UsageError(
                f"{path} cannot be written: {error.strerror}.", "Check its permissions."
            ) from None

    def _inside(self, path: str) -> Path:
        full = (self.root / path).resolve()
        if not full.is_relative_to(self.root):
            raise UsageError(f"{path} leads outside {self.root}.", "Name a file inside it.")
        return full


def hold_to_top(root: Path, command: str) -> None:
    """Raises UsageError in a folder below the top of a checkout: what is written there, GitHub does not see.

    Args:
        root: the folder.
        command: what was called, to name where to call it.
    """
    from bot.forge.checkout import Checkout

    try:
        up = Checkout(root).git("rev-parse", "--show-cdup")
    except UsageError:
        return  # no checkout, or nothing in it yet
    if up:
        raise UsageError(
            "This is a folder inside a checkout, and GitHub looks for .github at its top only.",
            f"cd {up} && paperlist {command}",
        )
