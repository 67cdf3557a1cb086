"""Where the services are. Tests and the demonstration serve the same paths on loopback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from bot.errors import UsageError

VARIABLE = "PAPERLIST_ENDPOINTS"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Base addresses, without a final slash. Each field is the name of a service.

    ``PAPERLIST_ENDPOINTS`` changes them: pairs ``name=address`` parted by white space, or one address
    alone, under which every service then lives at its own name.
    """

    arxiv_api: str = "https://export.arxiv.org/api/query"
    arxiv_oai: str = "https://oaipmh.arxiv.org/oai"
    arxiv_abs: str = "https://arxiv.org/abs"
    datacite: str = "https://api.datacite.org"
    crossref: str = "https://api.crossref.org"
    openreview: str = "https://api2.openreview.net"
    openreview_v1: str = "https://api.openreview.net"
    dblp: str = "https://dblp.org"
    acl: str = "https://aclanthology.org"
    github: str = "https://api.github.com"
    github_raw: str = "https://raw.githubusercontent.com"

    @classmethod
    def under(cls, base: str) -> Endpoints:
        """Every service at its name under one address."""
        return cls(**{field.name: f"{base.rstrip('/')}/{field.name}" for field in fields(cls)})

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Endpoints:
        """The defaults with the operator's changes.

        Raises:
            UsageError: the variable names a service that does not exist.
        """
        words = environ.get(VARIABLE, "").split()
        if len(words) == 1 and "=" not in words[0]:
            return cls.under(words[0])
        changes = {name: address.rstrip("/") for name, _, address in (word.partition("=") for word in words)}
        known = [field.name for field in fields(cls)]
        if unknown := sorted(changes.keys() - set(known)):
            raise UsageError(
                f"{VARIABLE} names a service that does not exist: {', '.join(unknown)}.",
                f"Use one of: {', '.join(known)}.",
            )
        return replace(cls(), **changes)
