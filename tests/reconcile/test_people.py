"""What people decide stands: reviews, their own commits, commands, and who may give them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.config import Config
from bot.forge.events import Event
from bot.forge.model import Locked, Reply, branch_for
from bot.run import run
from tests.forge.ledgers import README
from tests.reconcile.room import EGRET, HERON, STORK, Room

THEIRS = README + f"- [Heron, the *Better* Title]({HERON}), with a note\n".encode()


class TestApproved:
    @pytest.fixture(autouse=True)
    def approved(self, room: Room) -> None:
        room.issue(1, HERON)
        room.reconcile()
        room.forge.approvers[50] = ("ada",)

    def test_an_edit_waits_for_a_word(self, room: Room) -> None:
        room.edit(1, EGRET)
        room.settled()
        assert room.lines(1) == [f"- [Heron 1]({HERON})"]
        assert "#50 is approved as it stands" in room.reply(1)
        room.say(1, "/retry", "eve")
        room.settled()
        assert room.lines(1) == [f"- [Heron 1]({HERON})"]
        room.say(1, "/retry", "ada")
        room.settled()
        assert room.lines(1) == [f"- [Heron 2]({EGRET})"]
        assert "Pull request #50" in room.reply(1)

    def test_a_word_said_before_the_next_edit_is_used_up(self, room: Room) -> None:
        room.say(1, "/retry", "ada")
        room.reconcile()
        room.edit(1, EGRET)
        room.settled()
        assert room.lines(1) == [f"- [Heron 1]({HERON})"]

    def test_an_edit_to_nothing_waits_too(self, room: Room) -> None:
        room.edit(1, "https://arxiv.org/abs/2301.00001")
        room.settled()
        assert room.pull(1).state == "open"

    def test_an_approval_by_anybody_counts_nothing(self, room: Room) -> None:
        room.forge.approvers[50] = ("eve",)
        room.edit(1, EGRET)
        room.settled()
        assert room.lines(1) == [f"- [Heron 2]({EGRET})"]

    def test_the_base_may_move(self, room: Room) -> None:
        room.rewrite(README + b"- [New](https://arxiv.org/abs/2402.00001)\n")
        room.settled()
        room.merge(1)

    def test_a_closed_issue_closes_it(self, room: Room) -> None:
        room.close(1)
        room.settled()
        assert room.pull(1).state == "closed"


class TestCommits:
    @pytest.fixture(autouse=True)
    def pushed(self, room: Room) -> None:
        room.issue(1, HERON)
        room.reconcile()
        self.sha = room.push(1, THEIRS)

    def test_they_are_left_alone(self, room: Room) -> None:
        room.settled()
        assert room.git("rev-parse", branch_for(1)) == self.sha
        assert "has commits by people" in room.reply(1)

    def test_an_edit_of_the_issue_does_not_undo_them(self, room: Room) -> None:
        room.edit(1, EGRET)
        room.settled()
        assert room.git("rev-parse", branch_for(1)) == self.sha

    def test_a_base_that_merges_cleanly_changes_nothing(self, room: Room) -> None:
        room.rewrite(README.replace(b"# Awesome", b"# Really Awesome"))
        room.settled()
        assert room.git("rev-parse", branch_for(1)) == self.sha

    def test_their_version_is_carried_over(self, room: Room) -> None:
        room.rewrite(README + b"- [New](https://arxiv.org/abs/2402.00001)\n")
        room.settled()
        assert room.git("merge-base", branch_for(1), self.sha) == self.sha
        assert room.lines(1) == [f"- [Heron, the *Better* Title]({HERON}), with a note"]
        room.rewrite(room.forge.read("README.md") + b"- [Newer](https://arxiv.org/abs/2402.00002)\n")
        room.settled()
        room.merge(1)
        lines = room.git("show", "main:README.md").splitlines()
        assert lines[-1] == f"- [Heron, the *Better* Title]({HERON}), with a note"
        assert len(lines) == len(README.splitlines()) + 3

    def test_where_that_is_not_possible_nothing_is_touched(self, room: Room) -> None:
        sha = room.push(1, THEIRS.replace(b"[Old Heron]", b"[Older Heron]"))
        room.rewrite(README + b"- [New](https://arxiv.org/abs/2402.00001)\n")
        room.settled()
        assert room.git("rev-parse", branch_for(1)) == sha
        assert "is in conflict" in room.reply(1)

    def test_what_is_merged_by_another_way_does_not_close_it(self, room: Room) -> None:
        room.rewrite(README + f"- [Heron]({HERON})\n".encode())
        room.settled()
        assert room.pull(1).state == "open"
        assert room.git("rev-parse", branch_for(1)) == self.sha

    def test_a_closed_issue_closes_it_and_its_pull_request_still_shows_them(self, room: Room) -> None:
        room.close(1)
        room.settled()
        pull = room.pull(1)
        assert (pull.state, pull.head) == ("closed", self.sha)
        assert branch_for(1) not in room.forge.list_branches()

    def test_those_that_no_pull_request_shows_stay_on_their_branch(self, room: Room) -> None:
        room.settled()
        pull = room.pull(1)
        room.forge.pulls[pull.number] = replace(pull, state="closed")
        sha = room.push(1, THEIRS.replace(b"[Old Heron]", b"[Older Heron]"))
        room.close(1)
        room.settled()
        assert room.forge.list_branches() == {branch_for(1): sha}


class TestCommands:
    @pytest.fixture(autouse=True)
    def begun(self, room: Room) -> None:
        room.issue(1, f"{HERON}\n{EGRET}")
        room.reconcile()

    def test_they_change_what_is_asked_for(self, room: Room) -> None:
        room.say(1, f"Two things:\n/drop {EGRET}\n/title The Heron\n/section Serving")
        room.settled()
        assert room.lines(1) == [f"- [The Heron]({HERON}) Serving"]
        room.say(1, "/section Training", "ada")
        room.settled()
        assert room.lines(1) == [f"- [The Heron]({HERON}) Training"]

    def test_only_those_who_may(self, room: Room) -> None:
        room.say(1, f"/drop {EGRET}", "mallory")
        room.settled()
        assert len(room.lines(1)) == 2
        assert "Commands are taken from the author" in room.reply(1)

    def test_an_edit_of_the_issue_keeps_them(self, room: Room) -> None:
        room.say(1, "/section Serving")
        room.edit(1, STORK)
        room.settled()
        assert room.lines(1) == [f"- [Heron 3]({STORK}) Serving"]

    def test_unknown_ones_are_answered_with_the_list(self, room: Room) -> None:
        room.say(1, "/frobnicate <b>")
        room.settled()
        assert "There is no command `/frobnicate`" in room.reply(1)
        assert "- `/drop LINK`" in room.reply(1)
        room.say(1, "/section Serving")
        room.settled()
        assert "/frobnicate" not in room.reply(1)

    def test_close_gives_the_request_up_and_a_reopened_issue_takes_it_up_again(self, room: Room) -> None:
        room.say(1, "/close")
        room.settled()
        assert room.forge.issues[1].state == "closed"
        assert room.pull(1).state == "closed"
        assert not room.forge.list_branches()
        room.issue(1, HERON)
        room.settled()
        assert room.forge.issues[1].state == "open"
        assert room.pull(1).state == "open"


class TestOnThePullRequest:
    """Commands count there as they do in the issue; 50 is the pull request of issue 1."""

    @pytest.fixture(autouse=True)
    def asked(self, room: Room) -> None:
        room.issue(1, HERON)
        room.reconcile()

    @pytest.mark.parametrize("author", ["eve", "ada"])
    def test_they_change_what_is_asked_for(self, room: Room, author: str) -> None:
        room.say(50, "/section Training", author)
        room.settled()
        assert room.lines(1) == [f"- [Heron 1]({HERON}) Training"]

    def test_only_those_who_may(self, room: Room) -> None:
        room.say(50, "/section Training", "mallory")
        room.settled()
        assert room.lines(1) == [f"- [Heron 1]({HERON})"]
        assert "Commands are taken from the author of this issue" in room.reply(1)

    def test_the_later_one_counts_wherever_it_stands(self, room: Room) -> None:
        room.say(1, "/section Training")
        room.say(50, "/section Serving")
        room.settled()
        assert room.lines(1) == [f"- [Heron 1]({HERON}) Serving"]
        room.say(1, "/section Memory")
        room.settled()
        assert room.lines(1) == [f"- [Heron 1]({HERON}) Memory"]

    def test_a_closed_one_is_taken_up_again(self, room: Room) -> None:
        room.forge.pulls[50] = replace(room.forge.pulls[50], state="closed")
        room.settled()
        assert "closed by a person" in room.reply(1)
        room.say(50, "/retry", "ada")
        room.settled()
        assert room.pull(1).state == "open"

    def test_its_event_leads_to_the_issue(self, room: Room) -> None:
        room.say(50, "/section Training", "ada")
        assert run(self.commented(50), room.desk()) == 0
        assert room.lines(1) == [f"- [Heron 1]({HERON}) Training"]

    def test_the_event_of_another_one_leads_nowhere(self, room: Room) -> None:
        before = room.state()
        assert run(self.commented(77), room.desk()) == 0
        assert room.state() == before

    def commented(self, pull: int) -> Event:
        said = ("/section Training", "")
        return Event("issue_comment", "created", "ada/list", "main", None, pull=pull, said=said)


class TestLabelled:
    """A maintainer's label lets a request above the cap pass at once."""

    @pytest.mark.parametrize(("label", "passes"), [(Config().trust_label, True), ("wontfix", False)])
    def test_the_label_for_it_does(self, room: Room, label: str, passes: bool) -> None:
        room.config = Config(most_links=1)
        room.issue(1, f"{HERON}\n{EGRET}")
        room.reconcile()
        assert "Not processed" in room.reply(1)
        room.issue(1, f"{HERON}\n{EGRET}", "eve", label)
        event = Event("issues", "labeled", "ada/list", "main", room.forge.issues[1], number=1, label=label)
        run(event, room.desk())
        assert (room.forge.find_pull(branch_for(1)) is not None) == passes


class TestLocked:
    """In a locked conversation nothing can be said; all else goes on."""

    @pytest.fixture
    def locked(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> Reply:
            raise Locked("GitHub answered 403: issue is locked.", "Unlock it.")

        monkeypatch.setattr(room.forge, "post_reply", refuse)
        monkeypatch.setattr(room.forge, "edit_reply", refuse)

    @pytest.mark.usefixtures("locked")
    def test_a_request_still_gets_its_pull_request(self, room: Room) -> None:
        room.issue(1, HERON)
        report = room.settled()
        assert (report.failed, report.status) == ({}, 0)
        assert room.lines(1) == [f"- [Heron 1]({HERON})"]

    def test_a_closed_one_is_cleared_away(self, room: Room, request: pytest.FixtureRequest) -> None:
        room.issue(1, HERON)
        room.reconcile()
        request.getfixturevalue("locked")
        room.close(1)
        report = room.settled()
        assert (report.failed, report.status) == ({}, 0)
        assert room.pull(1).state == "closed"
        assert room.forge.list_branches() == {}


def test_each_branch_has_its_check(room: Room) -> None:
    room.issue(1, HERON)
    room.reconcile()
    check = room.forge.checks[room.forge.list_branches()[branch_for(1)]]
    assert check is not None
    assert (check.passed, check.said) == (True, "nothing to report.")
