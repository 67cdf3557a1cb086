"""Many requests at once: runs killed at any point, merges in any order, runs side by side, and their cost."""

from __future__ import annotations

import logging
import random
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
import urllib3.util.retry

from bot.forge.model import Limited
from bot.forge.wire import SECONDS_BETWEEN_WRITES
from bot.form.make import LABEL
from bot.reconcile.every import MOST_WRITES
from tests.e2e.conftest import LIST, Repository
from tests.e2e.github import Fault
from tests.e2e.test_run import form

_log = logging.getLogger(__name__)
MANY, KILLS, PAIRS = 50, 30, 20
PER_MINUTE, PER_HOUR = 80, 500  # GitHub's limits for what makes content
SLOW_DOWN = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}


def bird(at: int) -> str:
    return f"https://arxiv.org/abs/2402.{at:05}"


def ask_for_many(repository: Repository, many: int) -> list[int]:
    """Issues for the same section, opened together; without the cap that one person has."""
    config = ".github/paperlist.yml"
    (repository.checkout / ".github").mkdir()
    (repository.checkout / config).write_text(f"most_requests: {many}\n")
    repository.git("add", config)
    repository.push(LIST, "Configure")
    return [repository.issue("[Paper]", form(bird(at)), LABEL) for at in range(many)]


def killed(repository: Repository, number: int, chance: random.Random) -> bool:
    """Start a run and kill it at one of its requests, before or after that is done; was it still alive?"""
    seen, at, done = count(1), chance.randint(1, 12), chance.random() < 0.5
    told = repository.told({"action": "edited", "issue": repository.api("GET", f"/issues/{number}")})
    arguments, environment = chance.choice(
        [(["run"], told), (["reconcile"], {}), (["reconcile", "--issue", str(number)], {})]
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=repository.checkout,
        env=repository.environment(**environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def meddle(verb: str, path: str) -> Fault | None:
        return Fault(kill=process.kill, happens=done) if next(seen) == at else None

    repository.hub.meddle = meddle
    status = process.wait(timeout=120)
    repository.hub.meddle = lambda verb, path: None
    return status == -signal.SIGKILL


def until_quiet(repository: Repository) -> int:
    """Reconcile until a run writes nothing; gives the number of runs."""
    for runs in count(1):
        repository.hub.requests()
        report = repository.reconcile()
        assert report.status == 0
        if not any(one.writes for one in repository.hub.requests()):
            return runs
        assert runs < 5
    raise AssertionError


def test_killed_anywhere_nothing_is_lost_and_nothing_is_there_twice(repository: Repository) -> None:
    numbers = ask_for_many(repository, MANY)
    chance = random.Random(5)
    kills = 0
    for number in numbers * 3:
        kills += killed(repository, number, chance)
        if kills == KILLS:
            break
    assert kills == KILLS
    until_quiet(repository)
    pulls = repository.pulls()
    assert len(pulls) == len(numbers)
    assert {pull["head"]["ref"] for pull in pulls} == {f"paperlist/issue-{number}" for number in numbers}
    assert [len(repository.added(number)) for number in numbers] == [1] * len(numbers)
    assert [len(repository.replies(number)) for number in numbers] == [1] * len(numbers)


def test_merged_in_any_order_without_a_conflict_within_the_limits(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = ask_for_many(repository, MANY)
    clock = Clock()
    monkeypatch.setattr(urllib3.util.retry, "time", clock)
    repository.hub.meddle = clock.limit
    chance = random.Random(6)
    for number in chance.sample(numbers, MANY):
        settled(repository, clock)
        repository.merge(number)
    settled(repository, clock)
    text = repository.file("main")
    lines = text.splitlines()
    assert [text.count(bird(at)) for at in range(MANY)] == [1] * MANY
    assert [line for line in lines if "2402." not in line] == LIST.splitlines()
    assert repository.api("GET", "/git/matching-refs/heads/paperlist") == []
    _log.info("%d merges: %d writes, %.1f hours at GitHub's limits", MANY, clock.writes, clock.now / 3600)
    # Seven for a new one, six each time another was merged before it, two to tidy up.
    assert clock.writes <= 7 * MANY + 6 * MANY * (MANY - 1) / 2 + 2 * MANY


class Clock:
    """A clock that goes on with each pause, and GitHub's limits by that clock."""

    def __init__(self) -> None:
        self.now, self.writes = 0.0, 0
        self.last: deque[float] = deque(maxlen=PER_HOUR)

    def time(self) -> float:
        return time.time()  # what a date in an answer is compared with; there are none

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def limit(self, verb: str, path: str) -> Fault | None:
        """Turns away a write that comes too soon after the others, as long as GitHub would."""
        if verb == "GET":
            return None
        self.now += SECONDS_BETWEEN_WRITES
        for most, within in ((PER_MINUTE, 60), (PER_HOUR, 3600)):
            if len(self.last) >= most and self.now - self.last[-most] < within:
                return Fault(403, SLOW_DOWN, {"Retry-After": str(within)})
        self.last.append(self.now)
        self.writes += 1
        return None


def settled(repository: Repository, clock: Clock) -> None:
    """Reconcile as often as it takes, an hour later where the limit ends a run."""
    while True:
        try:
            if not repository.reconcile(most_writes=MOST_WRITES).left:
                return
        except Limited:
            clock.sleep(3600)


def test_run_and_reconcile_at_the_same_moment_make_one_of_each(repository: Repository) -> None:
    for at in range(PAIRS):
        number = repository.issue("[Paper]", form(bird(at)), LABEL)
        start = threading.Barrier(2)
        ways = (lambda number=number: repository.answer(number, "opened"), repository.reconcile)

        def go(way: Callable[[], object], start: threading.Barrier = start) -> None:
            start.wait()
            way()

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(go, way) for way in ways]:
                done.result()
        assert len(repository.replies(number)) == 1
        mine = [pull for pull in repository.pulls() if pull["head"]["ref"] == f"paperlist/issue-{number}"]
        assert [pull["state"] for pull in mine] == ["open"]
        assert len(repository.added(number)) == 1
    assert until_quiet(repository) <= 2


def test_what_a_look_at_fifty_costs(repository: Repository) -> None:
    ask_for_many(repository, MANY)
    repository.reconcile()
    repository.hub.requests()
    report = repository.reconcile()
    quiet = repository.hub.requests()
    assert report.quiet == MANY
    assert len(quiet) == 4  # issues, branches, pull requests, comments
    assert not any(one.writes for one in quiet)
    repository.push(LIST.replace("# Awesome", "# Really Awesome"))
    repository.reconcile()
    moved = repository.hub.requests()
    assert len(moved) <= MANY + 5
    assert not any(one.writes for one in moved)


@pytest.mark.parametrize("extra", [0, 1])
def test_a_cap_on_what_one_person_has_open(repository: Repository, extra: int) -> None:
    ask_for_many(repository, 2)
    number = repository.issue("[Paper]", form(bird(7)), LABEL)
    if extra:
        repository.api("POST", f"/issues/{number}/labels", labels=["paperlist: go on"])
    repository.run(number)
    assert len(repository.pulls()) == extra
    assert extra or "more than 2 open requests by one person" in repository.replies(number)[0]
