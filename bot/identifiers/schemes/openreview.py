"""OpenReview: ``openreview:Oxh5CstDJU``, for the forum page, the PDF and attachments."""

from __future__ import annotations

import re

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme

_PAGES = (
    "/forum",
    "/pdf",
    "/attachment",
    "/notes",
    "/revisions",
    "/references/pdf",
    "/notes/edits/attachment",
)
_ID = re.compile(r"[\w-]{6,}", re.A)


def _from_link(address: Address) -> str:
    if address.path.rstrip("/") not in _PAGES:
        return ""
    value = address.parameter("id") or address.parameter("forum")
    return value if _ID.fullmatch(value) else ""


def _link(value: str, form: str) -> str:
    return f"https://openreview.net/{'pdf' if form == 'pdf' else 'forum'}?id={value}"


SCHEME = Scheme(
    name="openreview",
    hosts=("openreview.net", "api.openreview.net", "api2.openreview.net"),
    from_link=_from_link,
    link=_link,
    stage="review",
)
