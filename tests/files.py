"""Lists for tests that need no folder."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import UsageError


@dataclass(frozen=True)
class Only:
    """A list of one file."""

    data: bytes

    def read(self, path: str) -> bytes:
        if path != "README.md":
            raise UsageError(f"There is no {path}.")
        return self.data
