"""One request and one answer on the wire."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from bot.errors import SourceUnavailable
from bot.works.body import decode, read, too_large
from bot.works.guard import Nameless

MAX_BYTES = 5 * 1024 * 1024
_WITH_BODY = frozenset({200, 400, 403, 404})  # services explain themselves in these


class Dropped(SourceUnavailable):
    """The connection failed; another attempt may not."""


class Unnamed(Dropped):
    """There is no such host."""


class WrongKind(SourceUnavailable):
    """The answer is no page of the kinds that are read. ``kind`` is its media type."""

    def __init__(self, what: str, *, kind: str) -> None:
        super().__init__(what)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``url`` is where the redirects ended; ``headers`` are in lower case."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        charset = self.headers.get("content-type", "").lower().partition("charset=")[2]
        return decode(self.body, charset.partition(";")[0].strip(" \"'"))

    def json(self) -> Any:
        """Raises SourceUnavailable when the body is not JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise SourceUnavailable("The answer is not JSON.") from error


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms something is asked for.

    Attributes:
        service: whose answer it is, a field of `Endpoints`; empty for a stranger's link.
        accept: media types that are read.
        limit: the most bytes of an answer; with 0 nothing of it is read.
    """

    service: str
    accept: tuple[str, ...]
    limit: int
    method: str = "GET"


def exchange(
    pool: httpcore.ConnectionPool, url: httpx.URL, headers: Mapping[str, str], terms: Terms
) -> Answer:
    """Send a request and read no more of the answer than its status calls for.

    Raises:
        SourceUnavailable: not reached, not in time, too large, damaged, or of a kind not asked for.
    """
    request = httpx.Request(terms.method, url, headers={**headers, "Accept": ", ".join(terms.accept)})
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    try:
        response = pool.handle_request(httpcore.Request(terms.method, target, headers=request.headers.raw))
        try:
            return _answer(response, url, terms)
        finally:
            response.close()
    except httpcore.TimeoutException as error:
        raise SourceUnavailable(f"{url.host} did not answer in time.", "Try again later.") from error
    except Nameless as error:
        raise Unnamed(f"{url.host} has no address.", "Check the link.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise Dropped(f"{url.host} could not be reached.", "Check the link or try again later.") from error


def _answer(response: httpcore.Response, url: httpx.URL, terms: Terms) -> Answer:
    headers = dict(httpx.Headers(response.headers))
    answer = Answer(response.status, str(url), headers, b"")
    if answer.status not in _WITH_BODY or not terms.limit:
        return answer
    if answer.status == 200 and answer.kind not in ("", *terms.accept):
        raise WrongKind(f"{url.host} answered with {answer.kind[:60]}.", kind=answer.kind)
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:12]) > terms.limit:
        raise too_large(terms.limit)
    body = read(iter(response.iter_stream()), headers.get("content-encoding", ""), terms.limit)
    return Answer(answer.status, answer.url, headers, body)


def retry_after(answer: Answer, default: float) -> float:
    """Seconds to wait, from either form of the header (RFC 9110, 10.2.3)."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        then = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return default
    return max(0.0, then.timestamp() - time.time())
