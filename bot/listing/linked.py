"""The local Markdown files that a file links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from bot.markdown.links import links

_ON_GITHUB = re.compile(r"https://github\.com/[^/]+/[^/]+/blob/[^/]+/(?=.)", re.I)


def targets(lines: Iterable[str], file: str) -> Iterator[str]:
    """Paths of the local Markdown files that are linked, relative to the list's root."""
    for line in lines:
        if ".md" not in line and "/)" not in line:
            continue
        for link in links(line):
            path = link.url.partition("#")[0]
            if link.image or not path or ":" in path or not path.endswith((".md", "/")):
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(file), path.removeprefix("/")))
            path = path if path.endswith(".md") else f"{path}/README.md"
            if not path.startswith(".."):
                yield path


def only_targets(text: str, file: str) -> list[str]:
    """The Markdown files that a text leads to, in either way; none where it leads elsewhere as well."""
    named = [*named_on_github([text])]
    return [*targets([text], file), *named] if text.count("://") == len(named) else []


def named_on_github(lines: Iterable[str]) -> Iterator[str]:
    """Paths of Markdown files that are linked by their page on GitHub; whose they are is not known."""
    for line in lines:
        if ".md" in line and "/blob/" in line:
            for link in links(line):
                path, found = _ON_GITHUB.subn("", link.url.partition("#")[0])
                if found and path.endswith(".md") and ".." not in path:
                    yield path
