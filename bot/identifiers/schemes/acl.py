"""The ACL Anthology: ``acl:2023.acl-long.215``, ``acl:P19-1001``.

The forms of ids are those of https://aclanthology.org/info/ids/.
"""

from __future__ import annotations

import re

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme

_ID = r"(?P<new>(?:19|20)\d\d\.[a-z0-9]+-[a-z0-9_]+\.\d+)|(?P<old>[a-z]\d\d-\d{4,5})"
_TEXT = re.compile(_ID, re.I | re.A)
_PATH = re.compile(
    rf"/(?:anthology/)?(?:papers/(?:[a-z]/)?(?:[a-z]\d\d/)?)?(?:{_ID})(?:v\d+)?(?:\.(?:pdf|bib|xml|endf|html))?/*",
    re.I | re.A,
)


def value_of(text: str) -> str:
    """The value for an id that stands alone; empty when it is none."""
    return _value(_TEXT.fullmatch(text))


def _value(found: re.Match[str] | None) -> str:
    if not found:
        return ""
    new: str | None = found["new"]
    return new.lower() if new else found["old"].upper()


def _from_link(address: Address) -> str:
    return _value(_PATH.fullmatch(address.plain_path))


def _from_doi(suffix: str) -> str:
    return value_of(suffix.removeprefix("v1/"))


def _link(value: str, form: str) -> str:
    return f"https://aclanthology.org/{value}{'.pdf' if form == 'pdf' else '/'}"


SCHEME = Scheme(
    name="acl",
    hosts=("aclanthology.org", "aclweb.org", "aclanthology.info", "anthology.aclweb.org"),
    from_link=_from_link,
    link=_link,
    from_text=value_of,
    registrant="10.18653",
    from_doi=_from_doi,
    stage="published",
)
