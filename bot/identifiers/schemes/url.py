"""Any other web page: ``url:`` and its address without what does not tell pages apart."""

from __future__ import annotations

from bot.identifiers.address import PAIRS, TRAILING, Address, unwrapped
from bot.identifiers.scheme import Scheme


def _from_link(address: Address) -> str:
    """The address without scheme, ``www.``, tracking, final slash and, unless it is a route, fragment."""
    value = address.host + address.path.rstrip("/")
    if address.query:
        value += f"?{address.query}"
    if address.fragment.startswith(("/", "!")):
        value += f"#{address.fragment}"
    return _trimmed(value)


def _trimmed(value: str) -> str:
    """Without what ``bare`` would take off the end of the link again: ``/x./`` ends as ``/x`` does."""
    while value[-1] in "/#" or value[-1] in TRAILING or value[-1] in PAIRS:
        shorter = unwrapped(value).rstrip("/#")
        if shorter == value:
            break
        value = shorter
    return value


def _link(value: str, _: str) -> str:
    return f"https://{value}"


SCHEME = Scheme(name="url", hosts=(), from_link=_from_link, link=_link)
