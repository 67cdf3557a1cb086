"""One pull request keeps the issue form in step: opened, updated, closed, left alone where people decide."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.forge.local import Local
from bot.forge.model import Denied, PullRequest
from bot.form.drop_down import PATH
from bot.reconcile.form import BRANCH
from tests.forge.ledgers import README
from tests.forge.test_run import git
from tests.reconcile.room import HERON, Room, make

FORM = """\
body:
  - type: dropdown
    id: category
    attributes:
      label: Category # ours
      options:
        - Unknown
        - Serving
"""
TUNING = README + b"\n### Tuning\n\n- [Old Egret](https://arxiv.org/abs/2301.00002)\n"
TALKS = TUNING + b"\n### Talks\n\n- [Old Stork](https://arxiv.org/abs/2301.00003)\n"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = make(tmp_path)
    form = tmp_path / PATH
    form.parent.mkdir(parents=True)
    form.write_text(FORM, encoding="utf-8")
    git(tmp_path, "add", PATH)
    git(tmp_path, "commit", "-m", "Ask by a form")
    made.moved()
    return made


def pulls(room: Room) -> list[PullRequest]:
    return [pull for pull in room.forge.pulls.values() if pull.branch == BRANCH]


def offered(room: Room) -> str:
    return room.git("show", f"{BRANCH}:{PATH}") + "\n"


def test_a_form_in_step_is_left_alone(room: Room) -> None:
    room.settled()
    assert pulls(room) == []
    assert room.forge.find_head(BRANCH) is None


def test_a_new_section_is_offered_and_the_next_one_joins_it(room: Room) -> None:
    room.issue(1, HERON)
    room.rewrite(TUNING)
    room.settled()
    assert offered(room) == FORM + '        - "Tuning"\n'
    room.rewrite(TALKS)
    room.settled()
    assert offered(room) == FORM + '        - "Tuning"\n        - "Talks"\n'
    (pull,) = pulls(room)
    assert pull.state == "open"
    assert "“Tuning”; “Talks”" in pull.body
    assert room.git("rev-list", "--count", f"main..{BRANCH}") == "1"
    assert room.pull(1).state == "open"


def test_what_the_headings_want_no_more_is_withdrawn(room: Room) -> None:
    room.rewrite(TUNING)
    room.reconcile()
    room.rewrite(README)
    room.settled()
    assert [pull.state for pull in pulls(room)] == ["closed"]
    assert room.forge.find_head(BRANCH) is None


def test_after_the_merge_the_branch_goes(room: Room) -> None:
    room.rewrite(TUNING)
    room.reconcile()
    git(room.forge.checkout.root, "merge", "--no-ff", "--no-edit", BRANCH)
    (pull,) = pulls(room)
    room.forge.pulls[pull.number] = replace(pull, state="merged")
    room.moved()
    room.settled()
    assert [pull.state for pull in pulls(room)] == ["merged"]
    assert room.forge.find_head(BRANCH) is None


def test_what_a_person_closed_comes_back_only_for_other_headings(room: Room) -> None:
    room.rewrite(TUNING)
    room.reconcile()
    (pull,) = pulls(room)
    room.forge.pulls[pull.number] = replace(pull, state="closed")
    room.settled()
    assert len(pulls(room)) == 1
    room.rewrite(TALKS)
    room.settled()
    assert [pull.state for pull in pulls(room)] == ["closed", "open"]


def test_a_branch_of_unrelated_pushes_is_not_made_again(room: Room) -> None:
    room.rewrite(TUNING)
    room.reconcile()
    before = room.git("rev-parse", BRANCH)
    room.rewrite(TUNING.replace(b"Old Egret", b"New Egret"))
    room.settled()
    assert room.git("rev-parse", BRANCH) == before


def test_a_form_that_only_a_person_can_mend_is_left_alone(room: Room) -> None:
    (room.forge.checkout.root / PATH).write_text("body: [", encoding="utf-8")
    git(room.forge.checkout.root, "commit", "-am", "Break it")
    room.rewrite(TUNING)
    room.settled()
    assert pulls(room) == []


def test_a_form_that_cannot_be_offered_fails_the_run_and_no_request(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(branch: str, title: str, body: str) -> PullRequest:
        if branch == BRANCH:
            raise Denied("GitHub answered 403.")
        return Local.open_pull(room.forge, branch, title, body)

    monkeypatch.setattr(room.forge, "open_pull", refuse)
    room.issue(1, HERON)
    room.rewrite(TUNING)
    report = room.reconcile()
    assert (report.status, report.settled, report.failed) == (1, [1], {})
    assert room.pull(1).state == "open"
