"""Many requests at once: runs killed at any point, merges in any order, runs side by side, and their cost.

``PAPERLIST_E2E_FULL=1`` takes fifty requests and thirty kills; without it the numbers are smaller.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable
from itertools import count

import pytest

from bot.errors import PaperlistError
from bot.form.make import LABEL
from tests.e2e.conftest import LIST, Repository
from tests.e2e.github import Fault
from tests.e2e.test_run import form

_log = logging.getLogger(__name__)
FULL = bool(os.environ.get("PAPERLIST_E2E_FULL"))
MANY, KILLS, PAIRS = (50, 30, 20) if FULL else (12, 10, 8)
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


def killed(repository: Repository, arguments: list[str], at: int, *, done: bool) -> bool:
    """Start a run and kill it at one of its requests, before or after that is done; was it still alive?"""
    seen = count(1)
    command = [sys.executable, "-m", "bot", *arguments]
    environment = repository.environment(GITHUB_EVENT_NAME="workflow_dispatch")
    process = subprocess.Popen(
        command,
        cwd=repository.checkout,
        env=environment,
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
        if kills == KILLS:
            break
        arguments = ["reconcile", *chance.choice([[], ["--issue", str(number)]])]
        kills += killed(repository, arguments, chance.randint(1, 12), done=chance.random() < 0.5)
    assert kills == KILLS
    until_quiet(repository)
    pulls = repository.pulls()
    assert len(pulls) == len(numbers)
    assert {pull["head"]["ref"] for pull in pulls} == {f"paperlist/issue-{number}" for number in numbers}
    assert [len(repository.added(number)) for number in numbers] == [1] * len(numbers)
    assert [len(repository.replies(number)) for number in numbers] == [1] * len(numbers)


def test_merged_in_any_order_without_a_conflict_within_the_limits(repository: Repository) -> None:
    numbers = ask_for_many(repository, MANY)
    hour = Hour()
    repository.hub.meddle = hour
    order = random.Random(6)
    left = list(numbers)
    while left:
        hour.until(lambda: repository.reconcile(most_writes=150))
        repository.hub.meddle, number = (lambda verb, path: None), order.choice(left)
        repository.merge(number)
        repository.hub.meddle = hour
        left.remove(number)
    hour.until(lambda: repository.reconcile(most_writes=150))
    text = repository.file("main")
    lines = text.splitlines()
    assert Counter(line for line in lines if "2402." in line).most_common(1)[0][1] == 1
    assert all(text.count(bird(at)) == 1 for at in range(MANY))
    assert [line for line in lines if "2402." not in line] == LIST.splitlines()
    assert repository.api("GET", "/git/matching-refs/heads/paperlist") == []
    _log.info("%d merges: %d writes, %.1f hours at GitHub's limits", MANY, hour.writes, hour.now / 3600)
    assert hour.writes <= 8 * MANY + 5 * MANY * (MANY - 1) / 2 + 4 * MANY


class Hour:
    """A clock that goes on with each write, and GitHub's limits by that clock."""

    def __init__(self) -> None:
        self.now, self.writes = 0.0, 0
        self.last: deque[float] = deque(maxlen=PER_HOUR)

    def __call__(self, verb: str, path: str) -> Fault | None:
        if verb == "GET":
            return None
        self.now += 1.0  # the pause between two writes
        if len(self.last) == PER_HOUR and self.now - self.last[0] < 3600:
            return Fault(403, SLOW_DOWN, {"Retry-After": "3600"})
        self.last.append(self.now)
        assert sum(self.now - at < 60 for at in self.last) <= PER_MINUTE
        self.writes += 1
        return None

    def until(self, run: Callable[[], object]) -> None:
        """Run as often as it takes; an hour passes where the limit ends a run."""
        before = -1
        while before != self.writes:
            before = self.writes
            try:
                run()
            except PaperlistError:
                self.now += 3600
                before = -1


def test_two_runs_at_the_same_moment_make_one_of_each(repository: Repository) -> None:
    for _ in range(PAIRS):
        number = repository.issue("[Paper]", form(bird(len(repository.pulls()))), LABEL)
        start = threading.Barrier(2)
        failures: list[BaseException] = []

        def run(
            only: int, start: threading.Barrier = start, failures: list[BaseException] = failures
        ) -> None:
            start.wait()
            try:
                repository.reconcile(only)
            except BaseException as error:
                failures.append(error)

        both = [threading.Thread(target=run, args=(only,)) for only in (number, 0)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        assert failures == []
        assert len(repository.replies(number)) == 1
        mine = [pull for pull in repository.pulls() if pull["head"]["ref"] == f"paperlist/issue-{number}"]
        assert [pull["state"] for pull in mine] == ["open"]
        assert len(repository.added(number)) == 1
    assert until_quiet(repository) <= 2


def test_what_it_costs(repository: Repository) -> None:
    numbers = ask_for_many(repository, 50 if FULL else 12)
    repository.hub.requests()
    repository.reconcile(numbers[0])
    new = [one for one in repository.hub.requests() if "/issues/" not in one.path or one.verb != "GET"]
    assert len(new) <= 9
    repository.reconcile()
    repository.hub.requests()
    report = repository.reconcile()
    quiet = repository.hub.requests()
    assert report.quiet == len(numbers)
    assert len(quiet) <= 5
    assert not any(one.writes for one in quiet)
    repository.push(LIST.replace("# Awesome", "# Really Awesome"))
    repository.reconcile()
    moved = repository.hub.requests()
    assert len(moved) <= len(numbers) + 5
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
