"""A source, as a command line names it, opened and read."""

from __future__ import annotations

import mimetypes
import posixpath
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import SourceUnavailable, UsageError
from bot.imports.charset import as_utf8
from bot.imports.model import Collection
from bot.imports.readers import Text, readers, services
from bot.works.media import HTML

if TYPE_CHECKING:
    from bot.works.edge import Network

_FILES = frozenset({"text/markdown", "application/x-bibtex", "text/csv", "text/tab-separated-values",
                    "application/json"})  # fmt: skip
_ACCEPT = (
    *HTML, "text/plain", "text/markdown", "text/csv", "application/json",
    "application/x-bibtex", "text/x-bibtex", "application/x-ndjson", "text/tab-separated-values",
    "application/octet-stream",
)  # fmt: skip
_RAW = tuple(kind for kind in _ACCEPT if kind not in HTML)
_LARGEST = 25_000_000  # bytes; a page of a large conference has some millions
_MAIN = ("README.md", "readme.md", "Readme.md", "README.markdown")
_REPO = re.compile(
    r"(?:github:|https?://(?:www\.)?github\.com/)(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?"
    r"(?:/(?:blob|raw|tree)/(?P<branch>[^/?#]+))?(?:/(?P<path>[^?#]*))?(?:[?#].*)?"
)
_MEDIA = {".md": "text/markdown", ".markdown": "text/markdown", ".bib": "application/x-bibtex"}
_SAVE = "Save it yourself, and import the file; or try again later."
_ADVICE = "Name a file, - for standard input, an http address, github:owner/repo, or a service: {}."


def collect(source: str, network: Callable[[], Network]) -> Collection:
    """Everything a source holds.

    Args:
        source: a local file or folder, ``-`` for standard input, an address, ``github:owner/repo[/path]``, or
            the name of something at a service (``dblp:conf/sosp/2025``).
        network: gives the client when one is needed. Raises UsageError when nothing may be fetched.

    Raises:
        UsageError: there is no such source, or nobody can read it.
        SourceUnavailable: no usable answer.
    """
    scheme, _, name = source.partition(":")
    if scheme in services() and not Path(source).exists():
        return services()[scheme].collect(name, network())
    return read(fetch(source, network) if _is_far(source) else local(source))


class NoWorks(UsageError):
    """A source can be read, and nothing is in it."""


def read(text: Text) -> Collection:
    """What a text holds, as the first reader that claims it reads it. Raises UsageError when none does."""
    if text.kind not in HTML:  # a page says its character set itself
        text = replace(text, data=as_utf8(text.data))
    reader = next((one for one in readers() if one.claims(text)), None)
    if reader is None:
        kinds = ", ".join(one.name for one in readers())
        raise UsageError(f"{text.name} is nothing that can be read.", f"These can be read: {kinds}.")
    found = reader.read(text)
    if not found.items and not found.problems:
        raise NoWorks(f"{text.name} was read as {reader.name} and holds no works.", "Name another source.")
    return found


def _is_far(source: str) -> bool:
    return source.startswith(("https://", "http://", "github:"))


def local(source: str) -> Text:
    """A file, the list in a folder, or standard input. Raises UsageError when it cannot be read."""
    if source == "-":
        return Text("standard input", "", sys.stdin.buffer.read(), "text/plain")
    path = Path(source)
    if path.is_dir():
        path = next((path / name for name in _MAIN if (path / name).is_file()), path / _MAIN[0])
    try:
        data = path.read_bytes()
    except OSError as error:
        known = ", ".join(f"{name}:…" for name in services())
        raise UsageError(f"{source} cannot be read: {error.strerror}.", _ADVICE.format(known)) from None
    return Text(str(path), "", data, media_type(path.name), _Beside(path.parent.resolve()), path.name)


def fetch(source: str, network: Callable[[], Network]) -> Text:
    """A page, or the list of a repository.

    Raises:
        UsageError: nothing may be fetched, or there is no such page.
        SourceUnavailable: no usable answer.
    """
    repo = _REPO.fullmatch(source)
    if source.startswith("github:") and not repo:
        raise UsageError(
            f"“{source}” is no repository.", "Write github:owner/repo, or github:owner/repo/path."
        )
    if repo and not _is_page(repo):
        return _from_github(source, repo, network())
    try:
        answer = network().get(source, accept=_ACCEPT, limit=_LARGEST)
    except SourceUnavailable as error:
        error.hint = error.hint or _SAVE
        raise
    if answer.status != 200:
        raise UsageError(
            f"{urlsplit(source).hostname} answered {answer.status} for {source}.", "Check the address."
        )
    kind, named = answer.kind, media_type(urlsplit(answer.url).path)
    if kind in ("", "text/plain", "application/octet-stream"):
        kind = named
    if kind in HTML and named in _FILES:
        raise UsageError(
            f"{urlsplit(answer.url).hostname} answered with a web page instead of the file.",
            "Give the address of the file itself, which such pages call raw; or save it, and import that.",
        )
    return Text(source, answer.url, answer.body, kind)


def _is_page(repo: re.Match[str]) -> bool:
    """An address on github.com that is no file: an issue, a release."""
    return repo[0].startswith("http") and bool(repo["path"]) and not repo["branch"]


def _from_github(source: str, repo: re.Match[str], network: Network) -> Text:
    branch, path = repo["branch"] or "HEAD", (repo["path"] or "").strip("/")
    files = _Raw(network, f"/{repo['owner']}/{repo['name']}/{branch}")
    names = [path] if posixpath.splitext(path)[1] else [posixpath.join(path, name) for name in _MAIN]
    for name in names:
        data = files.get(name)
        if data is not None:
            address = f"https://github.com/{repo['owner']}/{repo['name']}/blob/{branch}/{name}"
            return Text(source, address, data, media_type(name), files, name)
    raise UsageError(
        f"{repo['owner']}/{repo['name']} has no {path or 'README.md'}, or is not public.",
        "Name the file: github:owner/repo/path.",
    )


def media_type(name: str) -> str:
    """The media type that a file's name tells; plain text when it tells none."""
    end = posixpath.splitext(name.lower())[1]
    return _MEDIA.get(end) or mimetypes.guess_type(name)[0] or "text/plain"


@dataclass(frozen=True, slots=True)
class _Beside:
    """Files below the folder of a local list."""

    root: Path

    def read(self, path: str) -> bytes:
        """A file's text in UTF-8. Raises UsageError when there is none, or it lies outside."""
        full = (self.root / path).resolve()
        if not full.is_relative_to(self.root):
            raise UsageError(f"{path} leads outside {self.root}.", "Name a file inside it.")
        try:
            return as_utf8(full.read_bytes())
        except OSError as error:
            raise UsageError(
                f"{path} cannot be read: {error.strerror}.", "Check its name and its permissions."
            ) from None


@dataclass(frozen=True, slots=True)
class _Raw:
    """Files of a repository on GitHub, below one commit."""

    network: Network
    base: str

    def get(self, path: str) -> bytes | None:
        """A file's bytes; None when there is no such file."""
        try:
            answer = self.network.ask("github_raw", f"{self.base}/{path}", accept=_RAW, limit=_LARGEST)
        except SourceUnavailable as error:
            error.hint = error.hint or _SAVE
            raise
        if answer.status not in (200, 404):
            raise SourceUnavailable(f"GitHub answered {answer.status} for {path}.", "Try again later.")
        return answer.body if answer.status == 200 else None

    def read(self, path: str) -> bytes:
        """A file's text in UTF-8. Raises UsageError when there is none."""
        try:
            data = self.get(path)
        except SourceUnavailable as error:
            raise UsageError(error.what, error.hint) from None
        if data is None:
            raise UsageError(f"{path} is not in the repository.", "Check its name.")
        return as_utf8(data)
