"""One door to GitHub's REST API, through PyGithub: paced, bounded in time, counted, logged.

What PyGithub adds to a plain client is what is used here: authentication, pauses between writes, waiting
for rate limits. Its objects are not: the flow needs a dozen fields, and each request should be one that the
flow asked for.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot import __version__
from bot.forge.model import Conflict, Denied, ForgeError, Limited, Locked, Lost, NotPermitted

AGENT = f"paperlist-bot/{__version__}"
TIMEOUT = 30  # seconds for one answer
LONGEST_WAIT = 120.0  # seconds for a rate limit to end; the next run carries on from there
SECONDS_BETWEEN_WRITES = 1.0  # docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api

LATER = "This passes; the next run carries on from there."

_LIMIT = re.compile(r"too many (?:403|429) error responses")  # urllib3's words
_FORBIDDEN_PULL = "not permitted to create or approve pull requests"
_LOCKED = re.compile(r"\blocked\b", re.I)  # "Unable to create comment because issue is locked."
_log = logging.getLogger(__name__)
_Made = TypeVar("_Made")


class Missing(ForgeError):
    """There is no such thing, or the token may not see it."""


@dataclass(slots=True)
class Count:
    """Requests sent so far; ``writes`` are those that were to change something."""

    requests: int = 0
    writes: int = 0


class Wire:
    """GitHub's REST API for one token.

    Args:
        url: of the API (``https://api.github.com``).
        token: sent to that address alone.
        pause: seconds from one write to the next.
    """

    def __init__(self, url: str, token: str, *, pause: float = SECONDS_BETWEEN_WRITES) -> None:
        from github import Auth, Github

        self.count = Count()
        self._requester = Github(
            base_url=url,
            auth=Auth.Token(token),
            user_agent=AGENT,
            timeout=TIMEOUT,
            retry=_patience(),
            seconds_between_requests=None,
            seconds_between_writes=pause or None,
            lazy=True,
        ).requester

    def ask(self, verb: str, path: str, *, query: dict[str, Any] | None = None, **fields: Any) -> Any:
        """Send one request and give the JSON of its answer.

        Args:
            verb: ``GET``, ``POST``, ``PATCH``, ``DELETE``.
            path: below the API's address.
            query: for the address.
            fields: for the body.

        Raises:
            Conflict, Denied, Limited, Locked, Lost, Missing, NotPermitted, ForgeError: as the answer says.
        """
        from github import GithubException, RateLimitExceededException
        from requests import RequestException
        from requests.exceptions import RetryError

        self.count.requests += 1
        self.count.writes += verb != "GET"
        started = time.monotonic()
        status = "no answer"
        try:
            _, data = self._requester.requestJsonAndCheck(verb, path, parameters=query, input=fields or None)
            status = "ok"
            return data
        except RateLimitExceededException as error:
            status = str(error.status)
            what = f"GitHub answered {status} to {verb} {path}: {_message(error.data)}"
            raise Limited(what, LATER) from error
        except GithubException as error:
            status = str(error.status)
            raise _meant(error.status, _message(error.data), f"{verb} {path}") from error
        except RetryError as error:
            status = "tried too often"
            limited = _LIMIT.search(str(error))
            what = f"GitHub turned {verb} {path} away each time" + (
                ": its rate limit is reached." if limited else "."
            )
            raise (Limited if limited else Lost)(what, LATER) from error
        except RequestException as error:
            raise Lost(
                f"GitHub did not answer {verb} {path}.", "The next run carries on from there."
            ) from error
        finally:
            took = (time.monotonic() - started) * 1000
            _log.info("%2d %-6s %s: %s, %.0f ms", self.count.requests, verb, path, status, took)

    def again(self, verb: str, path: str, **fields: Any) -> Any:
        """Send a write that may as well happen twice; once more when its answer is lost."""
        return once(lambda: self.ask(verb, path, **fields), lambda: None)


def once(make: Callable[[], _Made], look: Callable[[], _Made | None]) -> _Made:
    """Make something of which there must be one, also where the answer gets lost or somebody was quicker.

    Args:
        make: sends the request that makes it.
        look: finds it, if it is there.
    """
    try:
        return make()
    except (Conflict, Lost) as error:
        found = look()
        if found is not None:
            return found
        if isinstance(error, Conflict):
            raise
        return make()


def _patience() -> Any:
    """Retries for what is safe to send again: reads, and writes that a rate limit turned away.

    A write answered with 5xx may have happened, so it is looked for instead (``once``).
    """
    from github import GithubRetry, RateLimitExceededException

    class Patience(GithubRetry):
        def get_retry_after(self, response: Any) -> float | None:
            seconds = super().get_retry_after(response)
            if seconds is not None and seconds > LONGEST_WAIT:
                said = {"message": f"rate limit, over in {seconds:.0f} seconds"}
                raise RateLimitExceededException(response.status, said, None)
            return seconds

        def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:
            if status_code in (403, 429):
                return True
            return super().is_retry(method, status_code, has_retry_after)

    return Patience(
        total=3,
        backoff_factor=0.5,
        allowed_methods={"GET"},
        max_rate_limit_wait=LONGEST_WAIT,
        respect_retry_after_header=True,
    )


def _message(data: Any) -> str:
    if not isinstance(data, dict):
        return ""
    details = [part.get("message", "") for part in data.get("errors") or [] if isinstance(part, dict)]
    return " ".join(str(part) for part in [data.get("message") or "", *details] if part)


def _meant(status: int, message: str, request: str) -> ForgeError:
    """The error that an answer stands for, in words."""
    what = f"GitHub answered {status} to {request}" + (f": {message}" if message else ".")
    if status == 403:
        return _denied(what, message)
    if status in (404, 410):
        return Missing(what, "Check the repository's name and that the token may see it.")
    if status in (409, 422):
        return Conflict(what, "Somebody else was quicker; the next run starts from what is there now.")
    if status >= 500:
        return Lost(what, LATER)
    return ForgeError(what, "Check the token and the address of the API.")


def _denied(what: str, message: str) -> Denied:
    if _FORBIDDEN_PULL in message:
        return NotPermitted(what, "Allow it under Settings > Actions > General > Workflow permissions.")
    if _LOCKED.search(message):
        return Locked(what, "Unlock the conversation, if something is to be said in it.")
    return Denied(what, "Check the permissions of the token, and that the repository is not archived.")
