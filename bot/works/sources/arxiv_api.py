"""arXiv's query API through the ``arxiv`` package, every id of an issue in one request.

Format and manners: https://info.arxiv.org/help/api/user-manual.html. The package does the asking and the
parsing; the connection is ours, because it has no time limit of its own, passes over ``Retry-After``, and
takes an error page for an empty result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.errors import SourceUnavailable
from bot.identifiers import Identifier, identify
from bot.works.media import XML
from bot.works.model import Found, Unresolved, Work
from bot.works.sources import Source
from bot.works.titles import clean, clean_abstract, clean_title
from bot.works.venue import venue
from bot.works.withdrawn import withdrawn

if TYPE_CHECKING:
    import arxiv  # type: ignore[import-untyped]
    import requests

    from bot.works.edge import Network

_BATCH = 200  # works of one request
# One malformed id fails a whole batch, so nothing else is ever sent.
_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}")


def _fetch(wanted: Mapping[Identifier, str], network: Network) -> dict[Identifier, Found]:
    import arxiv

    asked = {identifier.value: identifier for identifier in wanted if _ID.fullmatch(identifier.value)}
    if not asked:
        return {}
    client = client_of(network, _BATCH)
    found: dict[Identifier, Found] = {}
    try:
        for result in client.results(arxiv.Search(id_list=list(asked), max_results=None)):
            if "/api/errors" in result.entry_id:
                raise SourceUnavailable(f"arXiv refused the question: {clean(result.summary)[:200]}")
            name = identify(result.entry_id)
            if name and name.value in asked and (work := work_of(result, asked[name.value])):
                found[work.identifier] = work
    except _Short:
        return found
    gone = Unresolved("arXiv knows no such paper.", gone=True)
    return {identifier: found.get(identifier, gone) for identifier in asked.values()}


class _Short(SourceUnavailable):
    """The feed counts more entries than it holds, so what it lacks may exist."""


def work_of(result: arxiv.Result, identifier: Identifier) -> Work | None:
    """What arXiv says of a work; None when it says no title."""
    title = clean_title(result.title)
    doi = identify(f"https://doi.org/{result.doi}") if result.doi else None
    if not title:
        return None
    return Work(
        title=title,
        link="",
        identifier=identifier,
        also=(doi,) if doi and doi != identifier else (),
        authors=tuple(filter(None, (clean(author.name) for author in result.authors))),
        date=result.published.date().isoformat(),
        venue=venue(result.journal_ref),
        abstract=clean_abstract(result.summary),
        source="arXiv",
        withdrawn=withdrawn(result.comment, result.summary),
    )


def client_of(network: Network, size: int) -> arxiv.Client:
    """The package, for questions with at most so many answers; its connection leads through the edge."""
    import arxiv

    client = arxiv.Client(page_size=size, delay_seconds=0, num_retries=0)
    client.query_url_format = network.endpoints.arxiv_api + "?{}"
    # The package offers no other way to its connection; tests on loopback hold this one.
    client._session = _session(network)
    return client


def _session(network: Network) -> requests.Session:
    import requests
    from requests.adapters import BaseAdapter

    class Edge(BaseAdapter):
        asked = False

        def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
            if self.asked:
                # The package turns the page, but one request asks for everything.
                raise _Short("arXiv's answer holds fewer papers than it counts.")
            self.asked = True
            response = requests.Response()
            response.status_code, response._content = 200, _feed(str(request.url), network)
            return response

        def close(self) -> None:
            """Nothing is held open."""

    session = requests.Session()
    session.trust_env = False
    session.mount("http://", Edge())
    session.mount("https://", Edge())
    return session


def _feed(url: str, network: Network) -> bytes:
    """The Atom feed behind an address; anything else is no answer, however successful it looks."""

    answer = network.ask("arxiv_api", "?" + url.partition("?")[2], accept=XML)
    if answer.status != 200:
        raise SourceUnavailable(f"arXiv answered {answer.status}.", "Try again later.")
    if b"http://www.w3.org/2005/Atom" not in answer.body or not answer.body.rstrip().endswith(b"</feed>"):
        raise SourceUnavailable("arXiv's answer is not a feed.", "Try again later.")
    return answer.body


SOURCES = (Source("arXiv", {"arxiv": 10}, _fetch, batch=_BATCH),)
