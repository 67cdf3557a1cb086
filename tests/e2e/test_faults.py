"""Everything that goes wrong on GitHub, at every write of every flow and at one read.

After one more run the state is what it is without the fault: nothing is missing, nothing is there twice.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
import urllib3.util.retry

from bot.errors import PaperlistError
from bot.forge import wire
from tests.e2e.conftest import Repository
from tests.e2e.github import EXISTS, Fault
from tests.e2e.test_run import LISTED, form

SECONDARY = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}
PRIMARY = {"message": "API rate limit exceeded for installation ID 7."}
GONE = {"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "1000", "X-RateLimit-Reset": "1767225600"}
PATIENCE = 0.15  # seconds, in place of half a minute
NO_PULLS = {"message": "GitHub Actions is not permitted to create or approve pull requests."}
ARCHIVED = {"message": "Repository was archived so is read-only."}
LOCKED = {"message": "Unable to create comment because issue is locked."}

FAULTS = {
    "403 primary": Fault(403, PRIMARY, GONE),
    "429 primary": Fault(429, PRIMARY, GONE),
    "403 secondary": Fault(403, SECONDARY, {"Retry-After": "60"}),
    "429 secondary": Fault(429, SECONDARY, {"Retry-After": "60"}),
    "429 for an hour": Fault(429, SECONDARY, {"Retry-After": "3600"}),
    "500": Fault(500, {"message": "Server Error"}),
    "500 but done": Fault(500, {"message": "Server Error"}, happens=True),
    "502": Fault(502, {"message": "Bad Gateway"}),
    "502 but done": Fault(502, {"message": "Bad Gateway"}, happens=True),
    "cut": Fault(),
    "cut but done": Fault(happens=True),
    "silence": Fault(wait=2 * PATIENCE),
    "silence but done": Fault(happens=True, wait=2 * PATIENCE),
    "409": Fault(409, {"message": "Conflict"}),
    "422": Fault(422, {"message": "Validation Failed"}),
    "422 pull exists": Fault(422, EXISTS),
    "422 reference exists": Fault(422, {"message": "Reference already exists"}),
    "422 stale": Fault(422, {"message": "Update is not a fast forward"}),
    "403": Fault(403, {"message": "Resource not accessible by integration"}),
    "403 no pulls": Fault(403, NO_PULLS),
    "403 archived": Fault(403, ARCHIVED),
    "403 locked": Fault(403, LOCKED),
    "404": Fault(404, {"message": "Not Found"}),
}
REFUSALS = (403, 404, 409, 422)


def bird(number: int) -> str:
    return f"https://arxiv.org/abs/2402.{number:05}"


def opened(repository: Repository) -> int:
    """An issue that is free text, so that it also gets its label."""
    number = repository.issue("Add a paper", "Please add a paper")
    text = f"Please add this paper:\n\n{bird(number)}\n\nSection: Serving"
    repository.api("PATCH", f"/issues/{number}", body=text)
    return number


def edited(repository: Repository) -> int:
    number = opened(repository)
    repository.reconcile(number)
    repository.api(
        "PATCH", f"/issues/{number}", body=form(f"{bird(number)}\n{bird(number + 50_000)}", "Training")
    )
    return number


def emptied(repository: Repository) -> int:
    number = opened(repository)
    repository.reconcile(number)
    repository.api("PATCH", f"/issues/{number}", body=form(LISTED))
    return number


def given_up(repository: Repository) -> int:
    number = opened(repository)
    repository.reconcile(number)
    repository.api("POST", f"/issues/{number}/comments", "token-eve", body="/close")
    return number


def closed(repository: Repository) -> int:
    number = opened(repository)
    repository.reconcile(number)
    repository.api("PATCH", f"/issues/{number}", state="closed")
    return number


# What GitHub tells of each: the action, and the comment.
FLOWS = {
    opened: ("opened", ""),
    edited: ("edited", ""),
    emptied: ("edited", ""),
    given_up: ("created", "/close"),
    closed: ("closed", ""),
}


def state(repository: Repository, number: int) -> tuple[str, str]:
    """What there is of an issue, whatever its number, and the status of its branch."""
    branch = f"paperlist/issue-{number}"
    heads = [ref["ref"] for ref in repository.api("GET", "/git/matching-refs/heads/paperlist")]
    there = f"refs/heads/{branch}" in heads
    lines = repository.added(number) if there else None
    head = repository.api("GET", f"/commits/{branch}")["sha"] if there else ""
    pulls = [
        (one["state"], one["title"], one["body"], [label["name"] for label in one["labels"]])
        for one in repository.pulls()
        if one["head"]["ref"] == branch
    ]
    issue = repository.api("GET", f"/issues/{number}")
    labels = [label["name"] for label in issue["labels"]]
    found = (lines, pulls, repository.replies(number), issue["state"], labels)
    masked = re.sub(r"[0-9a-f]{16,40}", "…", repr(found))
    return re.sub(r"\d+", "0", masked), repository.hub.statuses.get(head, "")


def write(request: tuple[str, str]) -> tuple[str, str]:
    """A request without what differs from issue to issue."""
    verb, path = request
    return verb, re.sub(r"[0-9a-f]{40}|\d+", "0", re.sub("^/repos/[^/]+/[^/]+", "", path.partition("?")[0]))


@dataclass
class Trouble:
    """A fault that one kind of request meets for a whole run; silence, which takes its time, once."""

    point: tuple[str, str]
    fault: Fault
    hits: int = 0

    def __call__(self, verb: str, path: str) -> Fault | None:
        if write((verb, path)) != self.point or (self.fault.wait and self.hits):
            return None
        self.hits += 1
        return self.fault


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting between attempts; how long it would be is tested without GitHub."""
    clock = SimpleNamespace(sleep=lambda seconds: None, time=time.time)
    monkeypatch.setattr(urllib3.util.retry, "time", clock)


Way = Callable[[int], object]
_known: dict[tuple[object, str], tuple[list[tuple[str, str]], tuple[str, str]]] = {}


def unharmed(
    repository: Repository, flow: Callable[[Repository], int], by: str, way: Way
) -> tuple[list[tuple[str, str]], tuple[str, str]]:
    """The second read and every write of a flow that meets no fault, and what is there afterwards."""
    if (flow, by) not in _known:
        number = flow(repository)
        repository.hub.requests()
        way(number)
        seen = [(one.verb, one.path) for one in repository.hub.requests()]
        reads, writes = ([one for one in seen if (one[0] == "GET") is read] for read in (True, False))
        assert len(writes) >= 3
        points = list(dict.fromkeys(map(write, [*reads[:2][-1:], *writes])))
        _known[flow, by] = points, state(repository, number)
    return _known[flow, by]


@pytest.mark.parametrize("by", ["run", "reconcile"])
@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
@pytest.mark.parametrize("name", FAULTS)
def test_one_more_run_puts_it_right(
    repository: Repository, flow: Callable[[Repository], int], name: str, by: str
) -> None:
    """The fault meets one way in; the run after it comes by the other, which is told the same once more."""
    ways: list[Way] = [lambda number: repository.answer(number, *FLOWS[flow]), repository.reconcile]
    first, second = ways if by == "run" else reversed(ways)
    points, expected = unharmed(repository, flow, by, first)
    for point in points:
        number = flow(repository)
        repository.hub.meddle = trouble = Trouble(point, FAULTS[name])
        repository.patience = PATIENCE if trouble.fault.wait else wire.TIMEOUT
        with suppress(PaperlistError):
            first(number)
        repository.patience = wire.TIMEOUT
        repository.hub.meddle = lambda verb, path: None
        assert trouble.hits
        second(number)
        found, status = state(repository, number)
        assert found == expected[0], point
        # A token that may not set it costs the status alone, until the branch is made anew.
        refused = point[1].startswith("/statuses/") and FAULTS[name].status in REFUSALS
        assert status in ({"", expected[1]} if refused else {expected[1]}), point
    repository.hub.requests()
    report = repository.reconcile()
    assert [one for one in repository.hub.requests() if one.writes] == []
    assert report.status == 0
