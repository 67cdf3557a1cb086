"""Which Markdown file is the list, where no configuration says it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence

from bot.config import FileReader
from bot.errors import NeedsPerson, UsageError
from bot.listing.generated import origin
from bot.listing.lists import Lists

LEAST = 3  # listed works; fewer are a text with links
MOST = 60  # files looked into
_README = re.compile(r"readme\.(?:md|markdown)", re.I)
_DEEP = 2  # folders below the root
_MARKDOWN = (".md", ".markdown")


def find_list(files: FileReader, paths: Iterable[str]) -> Lists:
    """The list, with the files it consists of.

    Args:
        files: the checkout.
        paths: every file in it, relative to its root.

    Raises:
        NeedsPerson: no file holds listed works, or a program writes the one that does.
    """
    tried: list[Lists] = []
    unread: dict[str, UsageError] = {}
    for path in _candidates(paths):
        if any(path in lists.listings for lists in tried):
            continue
        try:
            tried.append(Lists.open(files, path))
        except UsageError as failed:
            unread[path] = failed
    best = max(tried, key=_works, default=None)
    readme = tried[0] if tried and _README.fullmatch(next(iter(tried[0].listings))) else None
    if readme and _works(readme) >= LEAST and best and _works(best) < 5 * _works(readme):
        best = readme  # what visitors see, unless it is hardly a list beside another one
    if best is None or _works(best) < LEAST:
        for path, error in unread.items():
            raise NeedsPerson(f"{path} cannot be read. {error.what}", f"{error.hint} Then run this again.")
        raise NeedsPerson(
            f"No list of works was found in {_count(tried)}.",
            "Start one: a heading, and below it a line such as `- [Title](https://arxiv.org/abs/…)`. "
            "If there is one in another file, name it: paperlist init --file docs/papers.md",
        )
    check_by_hand(best)
    return best


def check_by_hand(lists: Lists) -> None:
    """Raises NeedsPerson where a program writes the list, for it would drop each line that is added."""
    for path, listing in lists.listings.items():
        source = origin(listing.document)
        if source is not None:
            where = f"from {source}" if source else "from another file"
            raise NeedsPerson(
                f"{path} is made by a program {where}, which would drop every line that is added here.",
                "Nothing was written. The works have to be added to what it is made from.",
            )


def _candidates(paths: Iterable[str]) -> Sequence[str]:
    found = [
        path
        for path in paths
        if path.lower().endswith(_MARKDOWN) and path.count("/") <= _DEEP and not path.startswith(".")
    ]
    return sorted(found, key=lambda path: (not _README.fullmatch(path), path.count("/"), path))[:MOST]


def _works(lists: Lists) -> int:
    return sum("://" in entry.text or "](" in entry.text for one in lists for _, _, entry in one.entries)


def _count(tried: Sequence[Lists]) -> str:
    if len(tried) == 1:
        return posixpath.basename(next(iter(tried[0].listings)))
    return f"{len(tried)} Markdown files" if tried else "this folder: it holds no Markdown file"
