"""Which scheme reads which link. The package walk happens once, at import."""

from __future__ import annotations

from bot.identifiers import schemes
from bot.identifiers.address import Address, bare, read
from bot.identifiers.model import Identifier
from bot.identifiers.scheme import Scheme
from bot.plugins import modules


def collect(found: list[Scheme]) -> dict[str, Scheme]:
    """The schemes by name, in the order given.

    Raises:
        ValueError: two files claim one name or one DOI registrant.
    """
    names: dict[str, Scheme] = {}
    registrants = [scheme.registrant for scheme in found if scheme.registrant]
    for scheme in found:
        if scheme.name in names:
            raise ValueError(f"two files claim the scheme {scheme.name}")
        names[scheme.name] = scheme
    if len(registrants) != len(set(registrants)):
        raise ValueError(f"two schemes claim one DOI registrant: {sorted(registrants)}")
    return names


SCHEMES = collect([module.SCHEME for module in modules(schemes.__name__)])
PAPERS = frozenset(name for name, scheme in SCHEMES.items() if scheme.stage)
"""Schemes that name one paper each; a page or a repository may be home to several works."""
PUBLISHED = frozenset(name for name, scheme in SCHEMES.items() if scheme.stage == "published")
"""Those of them that publishers give."""
_URL = SCHEMES["url"]
_DOI = SCHEMES["doi"]
_BY_HOST: dict[str, tuple[Scheme, ...]] = {}
for _scheme in SCHEMES.values():
    for _name in _scheme.hosts:
        _BY_HOST[_name] = (*_BY_HOST.get(_name, ()), _scheme)
_BY_REGISTRANT = {scheme.registrant: scheme for scheme in SCHEMES.values() if scheme.registrant}


def identify(text: str) -> Identifier | None:
    """The canonical name of a link or id in any form.

    Args:
        text: a link with or without ``https://``, an id as people write it (``arXiv:2309.06180v2``,
            ``10.1145/…``), or a name that this function gave; brackets and punctuation around it are dropped.

    Returns:
        None when it is neither a link nor an id, or longer than 4,096 characters.
    """
    text = bare(text)
    name, _, value = text.partition(":")
    if name in SCHEMES and value and (named := _canonical(SCHEMES[name], value)):
        return named
    if "://" not in text and (found := _from_text(text)):
        return found
    address = read(text)
    return _of_address(address) if address else None


def link_for(identifier: Identifier, form: str = "") -> str:
    """The canonical address of a work.

    Args:
        form: ``abs`` or ``pdf`` where the scheme knows both; empty for its usual one.

    Raises:
        KeyError: no scheme has that name.
    """
    return SCHEMES[identifier.scheme].link(identifier.value, form)


def clean_link(link: str) -> str:
    """The link as given, without tracking parameters and what people write around it.

    The form stays (abs or pdf, version, http). Only arXiv loses ``www.``, http and its query, which all
    lead to the same page. Empty when it is not an http(s) link.
    """
    text = bare(link)
    address = read(text)
    if not address or ("://" not in text and _from_text(text)):
        return ""
    if address.host == "arxiv.org":
        query = "" if SCHEMES["arxiv"].from_link(address) else address.query
        address = address._replace(scheme="https", www="", query=query)
    return bare(str(address))  # what a dropped parameter stood behind may be punctuation


def _canonical(scheme: Scheme, value: str) -> Identifier | None:
    """The identifier that ``scheme:value`` spells, if it is one of ours."""
    try:
        address = read(scheme.link(value, ""))
    except (ValueError, KeyError, IndexError):  # a value that only looks like one
        return None
    found = _of_address(address) if address else None
    return found if found and found.scheme == scheme.name else None


def _from_text(text: str) -> Identifier | None:
    for scheme in SCHEMES.values():
        if value := scheme.from_text(text):
            return _issued(scheme, value)
    return None


def _of_address(address: Address) -> Identifier:
    host = address.host
    found = _BY_HOST.get(host) or _BY_HOST.get("*." + host.partition(".")[2], ())
    for scheme in found:
        if value := scheme.from_link(address):
            return _issued(scheme, value)
    if "/10." in address.path and (value := _DOI.from_link(address)):
        return _issued(_DOI, value)
    return Identifier("url", _URL.from_link(address))


def _issued(scheme: Scheme, value: str) -> Identifier:
    """The publisher's own name where a DOI is only another spelling of it."""
    if scheme is _DOI:
        registrant, _, suffix = value.partition("/")
        issuer = _BY_REGISTRANT.get(registrant)
        if issuer and (own := issuer.from_doi(suffix)):
            return Identifier(issuer.name, own)
    return Identifier(scheme.name, value)
