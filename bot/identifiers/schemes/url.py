"""Any other web page: ``url:`` and its address without what does not tell pages apart."""

from __future__ import annotations

from bot.identifiers.address import Address
from bot.identifiers.scheme import Scheme


def _from_link(address: Address) -> str:
    """The address without scheme, ``www.``, tracking, final slash and, unless it is a route, fragment."""
    value = address.host + address.path.rstrip("/")
    if address.query:
        value += f"?{address.query}"
    if address.fragment.startswith(("/", "!")):
        value += f"#{address.fragment}"
    return value


def _link(value: str, _: str) -> str:
    return f"https://{value}"


SCHEME = Scheme(name="url", hosts=(), from_link=_from_link, link=_link)
