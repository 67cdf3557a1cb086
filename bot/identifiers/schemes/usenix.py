"""USENIX talks: ``usenix:osdi24/lee``, for the presentation's page and its paper."""

from __future__ import annotations

import re

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme

_PAGE = re.compile(r"/conference/([a-z\d-]+)/(?:technical-sessions/)?presentation/([\w-]+)/*")
_PAPER = re.compile(
    r"/system/files/(?:conference/[a-z\d-]+/)?([a-z]+\d\d)[-_](?:paper[-_])?([a-z][a-z_-]*?)(?:_\d)?\.pdf"
)
# U+2011 and its kin come with names pasted from programmes.
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2013_", "-----")


def _from_link(address: Address) -> str:
    path = address.plain_path.lower()
    found = _PAGE.fullmatch(path.translate(_HYPHENS)) or _PAPER.fullmatch(path)
    if not found or found[2].startswith(("slides", "prepub")):
        return ""
    return f"{found[1]}/{found[2].translate(_HYPHENS)}"


def _link(value: str, _: str) -> str:
    conference, _, name = value.partition("/")
    return f"https://www.usenix.org/conference/{conference}/presentation/{name}"


SCHEME = Scheme(name="usenix", hosts=("usenix.org",), from_link=_from_link, link=_link, stage="published")
