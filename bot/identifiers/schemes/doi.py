"""Digital object identifiers: ``doi:10.1145/3600006.3613165``, in lower case, as DOIs ignore case."""

from __future__ import annotations

import re

from bot.identifiers.address import Address, encoded, unwrapped
from bot.identifiers.scheme import Scheme

_DOI = r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>/][^\s\"<>]*"
_TEXT = re.compile(rf"(?:doi[ ]?[:=][ ]?|info:doi/)?({_DOI})", re.I | re.A)
_IN_PATH = re.compile(rf"(?:^|/)(?:doi:)?({_DOI})", re.I | re.A)
_NATURE = re.compile(r"/articles/([a-z]*[\d][\w.-]*?)(?:_reference)?(?:\.pdf|\.epdf)?/?", re.I | re.A)
# What publishers put behind the DOI in their links.
_TAIL = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|fulltext|full-text|html|meta|references|citations|summary|suppl_file/.*)"
    r"|\.pdf|\.html|\.epub|\.full|\.abstract)+$",
    re.I,
)


def value_of(text: str) -> str:
    """The value for a DOI that stands alone, with or without ``doi:``; empty when it is none."""
    found = _TEXT.fullmatch(text)
    return _value(found[1]) if found else ""


def _value(doi: str) -> str:
    """In lower case and without what surely is not its end; empty when nothing is left of it."""
    while doi != (shorter := unwrapped(doi).rstrip("/")):
        doi = shorter
    return doi.lower() if _TEXT.fullmatch(doi) else ""


def _from_link(address: Address) -> str:
    path = address.plain_path
    if address.host == "nature.com":
        found = _NATURE.fullmatch(path)
        if found:
            return f"10.1038/{found[1].lower()}"
    place = path.find("/10.")
    if place < 0:
        place = path.find(":10.")
        if place < 0:
            return ""
    found = _IN_PATH.search(path, max(place - 4, 0))
    if not found:
        return ""
    value = _value(found[1])
    return value if address.host in ("doi.org", "dx.doi.org") else _value(_TAIL.sub("", value))


def _link(value: str, _: str) -> str:
    return f"https://doi.org/{encoded(value)}"


SCHEME = Scheme(
    name="doi",
    # Links of other hosts with ``/10.…/`` in their path come here too.
    hosts=("doi.org", "dx.doi.org", "nature.com"),
    from_link=_from_link,
    link=_link,
    from_text=value_of,
    stage="published",
)
