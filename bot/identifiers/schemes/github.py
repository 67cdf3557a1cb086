"""GitHub repositories: ``github:owner/repo``, in lower case, as GitHub ignores case.

A file or folder inside a repository is a work of its own and stays a ``url:``.
"""

from __future__ import annotations

import re

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme

_OWNER = r"[a-z\d](?:[a-z\d-]{0,38})"
_PATH = re.compile(rf"/({_OWNER}/[\w.-]{{1,100}})(?:/tree/(?:main|master))?/*", re.I | re.A)
_TEXT = re.compile(
    rf"(?:git@|ssh://git@|git://)github\.com[:/]({_OWNER}/[\w.-]{{1,100}}?)(?:\.git)?/?", re.I | re.A
)
# First parts of the path that are GitHub's own pages, not people.
_OWN_PAGES = frozenset(
    {
        "about",
        "apps",
        "collections",
        "contact",
        "customer-stories",
        "enterprise",
        "events",
        "explore",
        "features",
        "issues",
        "login",
        "marketplace",
        "new",
        "notifications",
        "orgs",
        "pricing",
        "pulls",
        "readme",
        "search",
        "security",
        "settings",
        "site",
        "sponsors",
        "stars",
        "team",
        "topics",
        "trending",
        "users",
    }
)


def _from_link(address: Address) -> str:
    found = _PATH.fullmatch(address.path)
    return _value(found[1]) if found else ""


def _value(name: str) -> str:
    owner, _, repo = name.lower().removesuffix(".git").partition("/")
    return "" if owner in _OWN_PAGES or repo in ("", ".", "..") else f"{owner}/{repo}"


def _from_text(text: str) -> str:
    found = _TEXT.fullmatch(text)
    return _value(found[1]) if found else ""


def _link(value: str, _: str) -> str:
    return f"https://github.com/{value}"


SCHEME = Scheme(name="github", hosts=("github.com",), from_link=_from_link, link=_link, from_text=_from_text)
