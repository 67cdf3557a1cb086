"""What a scheme is: one file in ``schemes/`` with one ``SCHEME``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.identifiers.address import Address


def _nothing(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way of naming works.

    Attributes:
        name: as it stands before the colon, in lower case.
        hosts: whose links it reads, without ``www.``; ``*.arxiv.org`` stands for any host below.
        from_link: address to value; empty when the link is not one of this scheme's works.
        link: value and form (empty for the usual one) to the canonical address.
        from_text: a bare id to its value; empty when it is none.
        registrant: the part before the slash in the DOIs that this scheme's publisher hands out.
        from_doi: such a DOI's part after the slash to a value; empty when it names none of its works.
        stage: at which a paper gets such a name; empty where it may be that of anything.
    """

    name: str
    hosts: tuple[str, ...]
    from_link: Callable[[Address], str]
    link: Callable[[str, str], str]
    from_text: Callable[[str], str] = _nothing
    registrant: str = ""
    from_doi: Callable[[str], str] = _nothing
    stage: Literal["", "preprint", "review", "published"] = ""
