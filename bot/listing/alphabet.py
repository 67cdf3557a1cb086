"""How lists sort titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from urllib.parse import urlsplit

from bot.listing.words import label_role

_NAME = 3  # words of a name at most, as lists of tools and services sort them
_SENTENCE = 4  # words from which a title describes rather than names
_COMMON = frozenset("www api apis app docs doc developer developers dev blog home index main github".split())
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)


def alphabet(title: str) -> str:
    """How a title sorts: without case, leading article and punctuation."""
    return "".join(c for c in _ARTICLE.sub("", title).casefold() if c.isalnum() or c == " ").strip()


def sort_key(title: str, link: str, titles: Sequence[str]) -> str:
    """How a new work sorts among the titles of a list.

    In a list of short names, a title that names nothing (a description, or just ``Source``) is sorted by the
    name in the address.
    """
    short = bool(titles) and median(len(one.split()) for one in titles) <= _NAME
    nameless = bool(label_role(title)) or (len(title.split()) >= _SENTENCE and ":" not in title)
    return alphabet((_name_in(link) if short and nameless else "") or title)


def _name_in(link: str) -> str:
    """``graphloc`` for ``https://www.graphloc.com``, ``Corral`` for ``https://huggingface.co/spaces/x/Corral``."""
    parts = urlsplit(link)
    path = [part.rsplit(".", 1)[0] for part in parts.path.split("/") if part]
    host = [part for part in (parts.hostname or "").split(".")[:-1] if part not in _COMMON]
    names = [part for part in path if part.casefold() not in _COMMON]
    return names[-1] if names else (host[0] if host else "")


def place_of(keys: Sequence[str], key: str) -> int:
    """The place with the fewest entries on the wrong side; the last of several."""
    wrong = sum(other < key for other in keys)
    best, at = wrong, 0
    for i, other in enumerate(keys):
        wrong += (other > key) - (other < key)
        if wrong <= best:
            best, at = wrong, i + 1
    return at
