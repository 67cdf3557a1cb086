"""The network edge: the only HTTP client. Whatever is fetched passes here.

Two doors: ``ask`` goes to a service the operator configured, ``get`` to a link a stranger gave. Both are
bounded in time, size, redirects and retries; only ``ask`` carries a token and may reach this machine.
"""

from __future__ import annotations

import random
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Self

import httpcore
import httpx

from bot.errors import SourceUnavailable
from bot.works.endpoints import Endpoints
from bot.works.guard import Guard, Misled, Refused, Resolve
from bot.works.media import HTML, JSON
from bot.works.wire import MAX_BYTES, Answer, Dropped, Terms, exchange, retry_after

AGENT = "paperlist-bot (+https://pypi.org/project/paperlist-bot/)"
MAX_REDIRECTS = 5
MAX_SECONDS = 20.0
ATTEMPTS = 3
BUDGET = 300.0  # seconds for one request, all of its works together
LONGEST_PAUSE = 30.0  # a service that wants more is left alone; the next source is quicker

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 500, 502, 503, 504})  # may be over in a moment


@dataclass(frozen=True, slots=True)
class Pace:
    """How a host wants to be asked: connections at once, and seconds from one request to the next."""

    connections: int = 2
    spacing: float = 0.0


PACES = {"arxiv.org": Pace(connections=1, spacing=3.0)}  # https://info.arxiv.org/help/api/tou.html


@dataclass(slots=True)
class _Lane:
    """The requests to one host, or to all hosts of one service."""

    pace: Pace
    gate: threading.Semaphore
    free_at: float = field(default=float("-inf"))


@dataclass(slots=True)
class _Deadline:
    """When the other side's time is up, all attempts and redirects together."""

    end: float


class Network:
    """The client. Threads may share it. Use it as a context manager.

    Args:
        endpoints: where the services are.
        tokens: by service name; sent to that service alone.
        paces: by host; they hold for the hosts below it too.
        budget: seconds for everything this client does.
        seconds: for one link or question, redirects and repeated attempts included.
        resolve, dial, clock, sleep: the outside world; tests bring their own.
    """

    def __init__(
        self,
        endpoints: Endpoints | None = None,
        *,
        tokens: Mapping[str, str] | None = None,
        paces: Mapping[str, Pace] = PACES,
        budget: float = BUDGET,
        seconds: float = MAX_SECONDS,
        resolve: Resolve = socket.getaddrinfo,
        dial: httpcore.NetworkBackend | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoints = endpoints or Endpoints()
        self._tokens = {name: token for name, token in (tokens or {}).items() if token}
        self._paces, self._seconds = paces, seconds
        self._resolve, self._dial = resolve, dial or httpcore.SyncBackend()
        self._clock, self._sleep = clock, sleep
        self._end = clock() + budget
        self._lanes: dict[str, _Lane] = {}
        self._lock = threading.Lock()
        self._closed = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], *, budget: float = BUDGET) -> Network:
        """As ``PAPERLIST_ENDPOINTS``, ``OPENREVIEW_TOKEN`` and ``GITHUB_TOKEN`` say."""
        tokens = {"github": environ.get("GITHUB_TOKEN", "")}
        tokens["openreview"] = tokens["openreview_v1"] = environ.get("OPENREVIEW_TOKEN", "")
        return cls(Endpoints.from_environment(environ), tokens=tokens, budget=budget)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True

    def get(self, url: str, *, accept: tuple[str, ...] = HTML, limit: int = MAX_BYTES) -> Answer:
        """Fetch a stranger's link.

        Raises:
            Refused: not http(s), not on the open internet, odd port, user name, too many redirects.
            SourceUnavailable: no usable answer; any status but 429 and 5xx is an answer.
        """
        return self._with_retries(url, Terms("", accept, limit))

    def ask(
        self,
        service: str,
        path: str = "",
        params: Mapping[str, str] | None = None,
        *,
        accept: tuple[str, ...] = JSON,
        limit: int = MAX_BYTES,
    ) -> Answer:
        """Ask a service. ``service`` is a field of ``Endpoints``; raises as ``get`` does."""
        url = getattr(self.endpoints, service) + path
        if params:
            url = str(httpx.URL(url, params=params))
        return self._with_retries(url, Terms(service, accept, limit))

    def probe(self, url: str, method: str) -> Answer:
        """Ask once what a stranger's link leads to, and read nothing; any status is an answer."""
        terms = Terms("", ("*/*",), 0, method)
        return self._follow(url, terms, _Deadline(self._clock() + self._seconds))

    def _with_retries(self, url: str, terms: Terms) -> Answer:
        deadline = _Deadline(self._clock() + self._seconds)
        for attempt in range(1, ATTEMPTS + 1):
            pause = float(attempt) + random.random()  # noqa: S311 - spreads requests, guards nothing
            try:
                answer = self._follow(url, terms, deadline)
            except Dropped as error:
                failure: SourceUnavailable = error
            else:
                if answer.status not in _PASSING:
                    return answer
                failure = SourceUnavailable(f"{httpx.URL(answer.url).host} answered {answer.status}.")
                pause = retry_after(answer, pause)
            if attempt == ATTEMPTS or pause > min(LONGEST_PAUSE, self._end - self._clock()):
                raise failure
            self._sleep(pause)
            deadline.end += pause
        raise AssertionError("unreachable")

    def _follow(self, url: str, terms: Terms, until: _Deadline) -> Answer:
        """One exchange with its redirects."""
        first = ""
        for hop in range(MAX_REDIRECTS + 1):
            try:
                checked = self._check(url, terms.service)
                first = first or checked.host
                with self._lane(checked.host) as waited:
                    until.end += waited  # standing in line is not the other side's fault
                    answer = self._exchange(checked, terms, until.end)
            except Refused as error:
                raise error if hop == 0 else Misled(f"{first} redirects: {error.what}") from error
            location = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not location:
                return answer
            try:
                url = str(checked.join(location))
            except httpx.InvalidURL as error:
                raise Misled(f"{checked.host} redirects to something that is no address.") from error
        raise Misled(f"{first} redirects more than {MAX_REDIRECTS} times.")

    def _check(self, url: str, service: str) -> httpx.URL:
        """Raise Refused unless the address is of a form that may be fetched."""
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as error:
            raise Refused("The link is not a valid address.") from error
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise Refused("Only http and https links are fetched.")
        if self._trusted(parsed, service):
            return parsed
        if parsed.userinfo:
            raise Refused("The link carries a user name.", "Give the public link.")
        if parsed.port not in (None, 80, 443):
            raise Refused(f"The link names port {parsed.port}; only 80 and 443 are fetched.")
        return parsed

    def _trusted(self, url: httpx.URL, service: str) -> bool:
        """Whether the request is for this very service, so that its token and its address are in order."""
        return bool(service) and _origin(url) == _origin(httpx.URL(getattr(self.endpoints, service)))

    def _exchange(self, url: httpx.URL, terms: Terms, end: float) -> Answer:
        end = min(end, self._end)
        if self._closed or end <= self._clock():
            raise SourceUnavailable(f"{url.host} was not asked: the time for this request is used up.")
        trusted = self._trusted(url, terms.service)
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
        if trusted and (token := self._tokens.get(terms.service)):
            headers["Authorization"] = f"Bearer {token}"
        guard = Guard(self._resolve, self._dial, lambda: end - self._clock(), trusted=trusted)
        tls = _tls() if url.scheme == "https" else None
        with httpcore.ConnectionPool(ssl_context=tls, network_backend=guard) as pool:
            return exchange(pool, url, headers, terms)

    @contextmanager
    def _lane(self, host: str) -> Iterator[float]:
        """Wait for a place in the host's line; gives the seconds waited."""
        asked = self._clock()
        lane = self._find_lane(host)
        with lane.gate:
            if (pause := lane.free_at - self._clock()) > 0:
                self._sleep(pause)
            try:
                yield self._clock() - asked
            finally:
                lane.free_at = self._clock() + lane.pace.spacing

    def _find_lane(self, host: str) -> _Lane:
        key = next((name for name in self._paces if host == name or host.endswith("." + name)), host)
        with self._lock:
            if key not in self._lanes:
                pace = self._paces.get(key, Pace())
                self._lanes[key] = _Lane(pace, threading.Semaphore(pace.connections))
            return self._lanes[key]


@cache
def _tls() -> ssl.SSLContext:
    """The trusted certificates, which take longer to read than most pages."""
    return httpx.create_ssl_context()


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)
