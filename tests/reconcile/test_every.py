"""Every open request at once: what there is afterwards, and that a run more changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bot.config import Config
from bot.forge.dry import dry
from bot.forge.model import Issue, branch_for
from bot.form.make import LABEL
from bot.reconcile.desk import Desk
from bot.reconcile.every import reconcile
from tests.forge.ledgers import README
from tests.reconcile.room import EGRET, HERON, STORK, Room


def test_what_is_missing_is_made(room: Room) -> None:
    room.issue(1, HERON)
    room.issue(2, EGRET)
    report = room.settled()
    assert report.settled == [1, 2]
    assert [room.pull(number).state for number in (1, 2)] == ["open", "open"]
    assert room.lines(2) == [f"- [Heron 2]({EGRET})"]


def test_what_is_as_it_should_be_is_not_even_worked_out(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    room.asked.clear()
    assert room.reconcile().quiet == 1
    assert room.asked == []


def test_an_issue_that_asks_for_nothing_is_left_alone(room: Room) -> None:
    room.forge.issues[1] = Issue(1, "How do I cite this?", "Thanks!", "eve")
    room.reconcile()
    assert not room.forge.replies


def test_what_a_program_opens_is_no_request(room: Room) -> None:
    room.issue(1, HERON)
    room.forge.issues[1] = replace(room.forge.issues[1], program=True)
    room.reconcile()
    assert not room.forge.replies


def test_an_edited_issue_remakes_its_branch(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    room.edit(1, EGRET)
    room.settled()
    assert room.lines(1) == [f"- [Heron 2]({EGRET})"]
    assert room.git("rev-list", "--count", f"main..{branch_for(1)}") == "1"


def test_a_branch_in_conflict_is_made_again_on_the_new_base(room: Room) -> None:
    room.issue(1, HERON)
    room.issue(2, EGRET)
    room.reconcile()
    room.merge(2)
    room.settled()
    room.merge(1)
    assert room.git("show", "main:README.md").splitlines()[-2:] == [
        f"- [Heron 2]({EGRET})",
        f"- [Heron 1]({HERON})",
    ]


def test_a_branch_that_merges_cleanly_stays(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    before = room.state()
    room.rewrite(README.replace(b"# Awesome", b"# Really Awesome"))
    room.reconcile()
    assert room.state()[1:] == before[1:]
    room.merge(1)


def test_a_branch_that_would_land_elsewhere_is_made_again(room: Room) -> None:
    """The lines around it have moved to the top together; git would merge it, but to another place."""
    room.rewrite(README + b"\n## Later\n\n" + b"".join(b"word %d\n" % n for n in range(9)))
    room.issue(1, HERON)
    room.reconcile()
    old = room.git("rev-parse", branch_for(1))
    room.rewrite(room.forge.read("README.md") + b"- [Last](https://arxiv.org/abs/2402.1)\n")
    room.settled()
    assert room.git("rev-parse", branch_for(1)) != old
    room.merge(1)
    assert room.git("show", "main:README.md").endswith(f"- [Heron 1]({HERON})")


def test_what_was_merged_by_another_way_is_a_duplicate(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    room.rewrite(README + f"- [Heron]({HERON})\n".encode())
    room.settled()
    assert room.pull(1).state == "closed"
    assert "nothing is left to add" in room.pull(1).body
    assert "Already listed" in room.reply(1)
    assert not room.forge.list_branches()


def test_a_pull_request_closed_by_a_person_stays_closed(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    pull = room.pull(1)
    room.forge.edit_pull(pull, title=pull.title, body=pull.body, close=True)
    room.settled()
    assert list(room.forge.pulls) == [50]
    assert "was closed by a person" in room.reply(1)
    assert not room.forge.list_branches()
    room.say(1, "/retry", "eve")
    room.settled()
    assert list(room.forge.pulls) == [50]
    room.say(1, "/retry", "ada")
    room.settled()
    assert [pull.state for pull in room.forge.pulls.values()] == ["closed", "open"]


def test_a_closed_issue_closes_its_pull_request(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    room.close(1)
    room.settled()
    assert room.pull(1).state == "closed"
    assert not room.forge.list_branches()
    assert "This request was closed" in room.reply(1)


def test_a_merged_request_says_so(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    room.merge(1)
    room.close(1)
    room.settled()
    assert "#50 is part of the list now" in room.reply(1)
    assert not room.forge.list_branches()


def test_a_reopened_issue_gets_a_new_pull_request(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    room.close(1)
    room.reconcile()
    room.issue(1, HERON)
    room.settled()
    assert [pull.state for pull in room.forge.pulls.values()] == ["closed", "open"]


def test_a_branch_without_an_issue_goes(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    del room.forge.issues[1]
    room.settled()
    assert not room.forge.list_branches()
    assert room.pull(1).state == "closed"


def test_a_source_out_of_reach_takes_nothing_back(room: Room) -> None:
    room.issue(1, f"{HERON}\n{EGRET}")
    room.reconcile()
    before = room.state()
    room.unknown = {EGRET}
    room.rewrite(README.replace(b"# Awesome", b"# Really Awesome"))
    room.reconcile()
    assert room.state()[1:] == before[1:]
    assert room.git("show", f"{branch_for(1)}:README.md").endswith(f"({EGRET})")


def test_what_waits_for_a_source_is_asked_for_again(room: Room) -> None:
    room.unknown = {EGRET}
    room.issue(1, f"{HERON}\n{EGRET}")
    room.settled()
    assert len(room.lines(1)) == 1
    room.unknown = set()
    room.settled()
    assert len(room.lines(1)) == 2


def test_one_that_fails_does_not_keep_the_others_waiting(room: Room) -> None:
    room.issue(1, HERON)
    room.issue(2, EGRET)
    works = room.plan
    room.plan = lambda request: works(request) if EGRET in str(request) else 1 / 0  # type: ignore[assignment,method-assign]
    report = room.reconcile()
    assert (report.status, list(report.failed), report.settled) == (1, [1], [2])
    assert "Sorry" in room.reply(1)
    room.plan = works  # type: ignore[method-assign]
    room.settled()
    assert "Pull request #51" in room.reply(1)


def test_the_writes_of_a_run_are_bounded_and_the_next_run_goes_on(room: Room) -> None:
    for number in (1, 2, 3):
        room.issue(number, f"https://arxiv.org/abs/2401.0000{number}")
    written = iter(range(0, 90, 10))
    report = reconcile(room.desk(), writes=lambda: next(written), most_writes=15)
    assert (report.settled, report.left) == ([1, 2], [3])
    assert room.reconcile().settled == [3]


def test_one_issue_alone(room: Room) -> None:
    room.issue(1, HERON)
    room.issue(2, EGRET)
    room.reconcile(only=2)
    assert list(room.forge.replies) == [2]


def test_a_dry_run_writes_nothing(room: Room) -> None:
    room.issue(1, HERON)
    room.issue(2, EGRET)
    room.issue(3, STORK)
    room.reconcile(only=2)
    room.reconcile(only=3)
    room.edit(2, f"{EGRET}\nhttps://arxiv.org/abs/2401.00009")
    room.close(3)
    before, would = room.state(), []
    reconcile(Desk(dry(room.forge, would), room.plan))
    assert room.state() == before
    assert [line.partition(":")[0] for line in would] == [
        f"make branch {branch_for(1)}",
        f"open a pull request from {branch_for(1)}",
        "label #0",
        "reply to #1",
        f"make branch {branch_for(2)} again",
        "change pull request #50",
        "change the reply 2",
        "close pull request #51",
        "change the reply 3",
        f"delete branch {branch_for(3)}",
    ]


@pytest.mark.parametrize("trusted", [False, True])
def test_open_requests_are_capped(room: Room, trusted: bool) -> None:
    room.config = Config(most_requests=1)
    room.issue(1, HERON)
    room.issue(2, EGRET, "eve", *([room.config.trust_label] if trusted else []))
    room.issue(3, STORK, "ada")
    room.settled()
    assert set(room.forge.list_branches()) == {branch_for(n) for n in ((1, 2, 3) if trusted else (1, 3))}
    assert trusted or "more than 1 open requests by one person" in room.reply(2)
    room.close(1)
    room.settled()
    assert branch_for(2) in room.forge.list_branches()


def test_open_requests_are_counted_also_where_one_is_looked_at_alone(room: Room) -> None:
    room.config = Config(most_requests=1)
    room.issue(1, HERON)
    room.issue(2, EGRET)
    room.reconcile(only=2)
    room.reconcile(only=1)
    assert list(room.forge.list_branches()) == [branch_for(1)]
    assert "more than 1 open requests by one person" in room.reply(2)


def test_links_are_capped(room: Room) -> None:
    room.config = Config(most_links=1)
    room.issue(1, f"{HERON}\n{EGRET}")
    room.issue(2, f"{HERON}\n{STORK}", "ada")
    room.settled()
    assert "more than 1 links in one request" in room.reply(1)
    assert list(room.forge.list_branches()) == [branch_for(2)]


def test_many_merged_in_any_order_never_conflict(room: Room) -> None:
    order = random.Random(7)
    numbers = list(range(1, 7))
    for number in numbers:
        room.issue(number, f"https://arxiv.org/abs/2401.{number:05}")
    while numbers:
        room.reconcile()
        number = order.choice(numbers)
        room.merge(number)
        room.close(number)
        numbers.remove(number)
    room.settled()
    text = room.git("show", "main:README.md")
    assert [text.count(f"2401.{number:05}") for number in range(1, 7)] == [1] * 6
    assert text.encode().startswith(README)
    assert not room.forge.list_branches()
    assert LABEL in room.forge.pulls[50].labels
