"""What sources and links said before, one JSON file for each: nothing is asked twice, ``--offline`` works."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.identifiers.model import Identifier
from bot.works.model import Work

VARIABLE = "PAPERLIST_CACHE"
MAX_AGE = 30 * 24 * 3600.0
LINK_AGE = 7 * 24 * 3600.0
"""Seconds for which a link that led somewhere is not tried again."""
MISS_AGE = 24 * 3600.0
"""Seconds for which a search that found nothing is not made again; arXiv announces new works once a day."""

_FORMAT = 1
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
        try:
            kept = json.loads(self._path(identifier).read_text(encoding="utf-8"))
            if kept["format"] != _FORMAT or kept["identifier"] != str(identifier):
                return None
            if not any_age and not 0 <= self._clock() - float(kept["kept"]) <= self._max_age:
                return None
            return _work(identifier, kept["work"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, work: Work) -> None:
        """Keep a source's facts. A folder that cannot be written costs a request next time, nothing else."""
        facts: dict[str, Any] = {name: getattr(work, name) for name in _TEXTS}
        facts |= {"authors": work.authors, "also": [[name.scheme, name.value] for name in work.also]}
        kept = {"format": _FORMAT, "identifier": str(work.identifier), "kept": self._clock(), "work": facts}
        self._write(self._path(work.identifier), kept)

    def was_there(self, url: str) -> bool:
        """Did this link lead somewhere a few days ago?"""
        try:
            kept = json.loads(self._path(url).read_text(encoding="utf-8"))
            age = self._clock() - float(kept["kept"])
            return kept["format"] == _FORMAT and kept["link"] == url and 0 <= age <= LINK_AGE
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return False

    def put_there(self, url: str) -> None:
        """Keep that a link leads somewhere. That one does not is never kept: it may be mended tomorrow."""
        self._write(self._path(url), {"format": _FORMAT, "link": url, "kept": self._clock()})

    def sought(self, question: str, *, any_age: bool = False) -> str | None:
        """What a search found not long ago: a name, empty for nothing; None where nobody asked."""
        try:
            kept = json.loads(self._path(question).read_text(encoding="utf-8"))
            age = self._clock() - float(kept["kept"])
            if kept["format"] != _FORMAT or kept["question"] != question:
                return None
            found = str(kept["found"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return found if any_age or 0 <= age <= (self._max_age if found else MISS_AGE) else None

    def put_sought(self, question: str, found: str) -> None:
        """Keep what a search found; empty for nothing."""
        self._write(
            self._path(question),
            {"format": _FORMAT, "question": question, "found": found, "kept": self._clock()},
        )

    def _write(self, path: Path, kept: dict[str, Any]) -> None:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
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
