"""What sources and links said before, one JSON file for each: nothing is asked twice, ``--offline`` works."""

from __future__ import annotations

import hashlib
import json
import math
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from bot.identifiers.model import Identifier
from bot.works.model import Work

VARIABLE = "PAPERLIST_CACHE"
MAX_AGE = 30 * 24 * 3600.0
LINK_AGE = 7 * 24 * 3600.0
"""Seconds for which a link that led somewhere is not tried again."""
MISS_AGE = 24 * 3600.0
"""Seconds for which a search that found nothing is not made again; arXiv announces new works once a day."""

_FORMAT = 1
T = TypeVar("T")
_TEXTS = ("title", "date", "venue", "code", "abstract", "source", "withdrawn")


class Cache:
    """Facts by identifier. What the requester said is never kept, nor that a name stands for nothing.

    Args:
        folder: made when the first fact is kept.
        max_age: seconds for which a fact stands in for asking again.
        clock: seconds since 1970.
    """

    def __init__(
        self, folder: Path, max_age: float = MAX_AGE, clock: Callable[[], float] = time.time
    ) -> None:
        self._folder, self._max_age, self._clock = folder, max_age, clock

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Cache:
        """In ``PAPERLIST_CACHE``, else ``paperlist`` in the user's cache folder (XDG base directories)."""
        base = environ.get("XDG_CACHE_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".cache")
        return cls(Path(environ.get(VARIABLE) or Path(base) / "paperlist"))

    def get(self, identifier: Identifier, *, any_age: bool = False) -> Work | None:
        """What was kept; None when there is nothing, it is too old, or the file is damaged."""
        oldest = math.inf if any_age else self._max_age
        return self._read(
            "identifier",
            identifier,
            lambda kept, age: _work(identifier, kept["work"]) if age <= oldest else None,
        )

    def put(self, work: Work) -> None:
        """Keep a source's facts. A folder that cannot be written costs a request next time, nothing else."""
        facts: dict[str, Any] = {name: getattr(work, name) for name in _TEXTS}
        facts |= {"authors": work.authors, "also": [[name.scheme, name.value] for name in work.also]}
        self._write("identifier", work.identifier, work=facts)

    def was_there(self, url: str) -> bool:
        """Did this link lead somewhere a few days ago?"""
        return bool(self._read("link", url, lambda _, age: age <= LINK_AGE))

    def put_there(self, url: str) -> None:
        """Keep that a link leads somewhere. That one does not is never kept: it may be mended tomorrow."""
        self._write("link", url)

    def sought(self, question: str, *, any_age: bool = False) -> str | None:
        """What a search found not long ago: a name, empty for nothing; None where nobody asked."""

        def found(kept: dict[str, Any], age: float) -> str | None:
            name = str(kept["found"])
            return name if any_age or age <= (self._max_age if name else MISS_AGE) else None

        return self._read("question", question, found)

    def put_sought(self, question: str, found: str) -> None:
        """Keep what a search found; empty for nothing."""
        self._write("question", question, found=found)

    def _read(
        self, kind: str, name: Identifier | str, take: Callable[[dict[str, Any], float], T | None]
    ) -> T | None:
        """What ``take`` makes of what is kept under a name, and of its age in seconds."""
        try:
            kept = json.loads(self._path(name).read_text(encoding="utf-8"))
            age = self._clock() - float(kept["kept"])
            if kept["format"] != _FORMAT or kept[kind] != str(name):
                return None
            return take(kept, age if age >= 0 else math.inf)  # the clock was put back
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _write(self, kind: str, name: Identifier | str, **said: Any) -> None:
        path = self._path(name)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            kept = {"format": _FORMAT, kind: str(name), "kept": self._clock(), **said}
            _write(path, json.dumps(kept, ensure_ascii=False, indent=1))

    def _path(self, name: Identifier | str) -> Path:
        digest = hashlib.sha256(str(name).encode()).hexdigest()[:32]
        return self._folder / f"{digest}.json"


def _work(identifier: Identifier, facts: dict[str, Any]) -> Work:
    texts: dict[str, Any] = {name: str(facts.get(name, "")) for name in _TEXTS}
    also = tuple(Identifier(str(scheme), str(value)) for scheme, value in facts["also"])
    return Work(link="", identifier=identifier, also=also, authors=tuple(map(str, facts["authors"])), **texts)


def _write(path: Path, text: str) -> None:
    """Whole or not at all, also when two runs keep the same work."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kept-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
