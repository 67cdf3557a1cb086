"""A whole conference in an issue: the shortlist in the reply, ticks, ``/add``, and who may do what."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

import pytest

from bot.errors import SourceUnavailable
from bot.forge.model import Issue, Reply
from bot.forge.stamp import read_stamp
from bot.imports.boxes import ticked
from bot.imports.model import Collection, Item
from bot.imports.shortlist import Shortlist, name_of, shortlist
from bot.intake.model import Request
from bot.listing.lists import Lists
from bot.reconcile.desk import Desk
from tests.reconcile.room import Room

NEAR = ("Herons Serving Large Models", "Herons Training Large Models")
FAR = ("Lighthouse File Systems", "Ferries in Consensus", "Fuzzing the Tides", "Rivers and Transactions",
       "Harbours without Page Tables", "Quays for Cold Data")  # fmt: skip
LIST = """# Papers

## Serving

- [Serving Large Models on Boats](https://arxiv.org/abs/2401.10001)
- [Serving Large Models on Rafts](https://arxiv.org/abs/2401.10002)
- [Caches for Serving Large Models](https://arxiv.org/abs/2401.10003)

## Training

- [Training Large Models on Boats](https://arxiv.org/abs/2401.10004)
- [Training Large Models on Rafts](https://arxiv.org/abs/2401.10005)
- [Checkpoints for Training Large Models](https://arxiv.org/abs/2401.10006)
"""


class Dock(Room):
    """A room whose desk reads one conference."""

    down = False
    read = 0
    more: tuple[Item, ...] = ()

    def desk(self) -> Desk:
        return replace(super().desk(), offer=self.offer)

    def offer(self, request: Request, wanted: Container[str]) -> Shortlist:
        assert request.conference == "dblp:conf/dock/2031"
        self.read += 1
        if self.down:
            raise SourceUnavailable("dblp answered 503.", "Try again later.")
        items = tuple(Item(title, f"https://doi.org/10.5555/{name_of(title)}") for title in (*FAR, *NEAR))
        items = (*self.more, *items)
        lists = Lists.open(self.forge, "README.md")
        return shortlist(Collection("Dock 2031", items, conference=True), lists)

    def tick(self, *titles: str, mark: str = "x") -> None:
        """As a maintainer does it: in the bot's comment."""
        body = self.reply(1)
        lines = [
            f"- [{mark}] " + line[6:]
            if any(f"<!-- {name_of(title)} -->" in line for title in titles)
            else line
            for line in body.split("\n")
        ]
        self.forge.replies[1] = Reply(1, "\n".join(lines))

    def asked_titles(self) -> list[str]:
        return sorted(work.title for work in self.asked[-1].works)


@pytest.fixture
def dock(room: Room) -> Dock:
    dock = Dock(room.forge)
    dock.rewrite(LIST.encode())
    dock.forge.issues[1] = Issue(1, "Add SOSP", "Please add dblp:conf/dock/2031", "eve")
    dock.reconcile()
    return dock


def test_the_answer_is_a_shortlist_and_no_pull_request(dock: Dock) -> None:
    assert "of 8 works, 2 may belong" in dock.reply(1)
    assert set(ticked(dock.reply(1))) == {name_of(title) for title in NEAR}
    assert all(title in dock.reply(1) for title in FAR)
    assert not dock.forge.pulls
    assert not dock.asked
    dock.settled()


def test_ticks_alone_do_nothing_and_stay(dock: Dock) -> None:
    dock.tick(FAR[0])
    dock.settled()
    dock.rewrite(LIST.encode() + b"\nWords.\n")
    dock.settled()
    assert name_of(FAR[0]) in ticked(dock.reply(1))
    assert not dock.forge.pulls


def test_add_makes_the_pull_request_with_what_is_ticked(dock: Dock) -> None:
    dock.tick(FAR[0])
    dock.tick(NEAR[0], mark=" ")
    dock.say(1, "/add", "ada")
    dock.settled()
    assert dock.asked_titles() == sorted([FAR[0], NEAR[1]])
    assert dock.pull(1).state == "open"
    assert "Pull request #50" in dock.reply(1)
    assert [line for line in dock.lines(1) if NEAR[1] in line and "Papers" not in line]
    assert {work.section for work in dock.asked[-1].works} <= {"Papers > Serving", "Papers > Training"}
    assert set(ticked(dock.reply(1))) == {name_of(FAR[0]), name_of(NEAR[1])}


def test_later_ticks_wait_for_the_next_add(dock: Dock) -> None:
    dock.say(1, "/add", "ada")
    dock.settled()
    dock.tick(FAR[1])
    dock.rewrite(LIST.encode() + b"\nWords.\n")
    dock.settled()
    assert dock.asked_titles() == sorted(NEAR)
    dock.say(1, "/add", "ada")
    dock.settled()
    assert dock.asked_titles() == sorted([*NEAR, FAR[1]])
    dock.tick(*NEAR, FAR[1], mark=" ")
    dock.say(1, "/add", "ada")
    dock.settled()
    assert dock.pull(1).state == "closed"


def test_what_is_unticked_before_the_next_add_is_taken_out_again(dock: Dock) -> None:
    dock.say(1, "/add", "ada")
    dock.settled()
    dock.tick(NEAR[0], mark=" ")
    dock.settled()
    assert dock.asked_titles() == sorted(NEAR)
    dock.say(1, "/add", "ada")
    dock.settled()
    assert dock.asked_titles() == [NEAR[1]]
    assert not [line for line in dock.lines(1) if NEAR[0] in line]
    assert set(ticked(dock.reply(1))) == {name_of(NEAR[1])}


def test_a_line_moved_to_another_heading_goes_there(dock: Dock) -> None:
    body = dock.reply(1)
    line = next(line for line in body.split("\n") if name_of(NEAR[0]) in line)
    moved = body.replace(line + "\n", "").replace(
        "#### Papers > Training\n", f"#### Papers > Training\n\n{line}"
    )
    dock.forge.replies[1] = Reply(1, moved)
    dock.say(1, "/add", "ada")
    dock.settled()
    assert {work.section for work in dock.asked[-1].works} == {"Papers > Training"}


def test_the_author_may_take_what_is_offered_and_others_may_not(dock: Dock) -> None:
    dock.say(1, "/add", "mallory")
    dock.settled()
    assert not dock.forge.pulls
    dock.say(1, "/add", "eve")
    dock.settled()
    assert dock.asked_titles() == sorted(NEAR)


def test_a_copy_of_the_reply_slips_nothing_in(dock: Dock) -> None:
    evil = f"- [x] [Evil](https://evil.example) <!-- {name_of('Evil')} -->"
    forged = dock.reply(1).replace("- [ ]", "- [x]") + f"\n{evil}"
    dock.say(1, forged, "mallory")
    dock.forge.issues[1] = replace(
        dock.forge.issues[1], body=f"Please add dblp:conf/dock/2031\n\n{evil[:6]}Evil"
    )
    dock.say(1, "/add", "eve")
    dock.settled()
    assert dock.asked_titles() == sorted(NEAR)
    dock.forge.replies[1] = Reply(1, dock.reply(1).replace("#### ", f"{evil}\n\n#### ", 1))
    dock.say(1, "/add", "ada")
    dock.settled()
    assert dock.asked_titles() == sorted(NEAR)


def test_more_than_the_cap_waits_for_a_maintainer_with_its_ticks(dock: Dock) -> None:
    dock.config = replace(dock.config, most_links=1)
    dock.say(1, "/add", "eve")
    dock.settled()
    assert "more than 1 links" in dock.reply(1)
    assert set(ticked(dock.reply(1))) == {name_of(title) for title in NEAR}
    assert not dock.forge.pulls
    trusted = (dock.config.trust_label,)
    dock.forge.issues[1] = replace(dock.forge.issues[1], labels=trusted)
    dock.reconcile()
    assert dock.asked_titles() == sorted(NEAR)


def test_a_source_that_is_down_keeps_the_ticks_and_is_asked_again(dock: Dock) -> None:
    dock.tick(FAR[2])
    dock.down = True
    dock.say(1, "/add", "ada")
    dock.reconcile()
    assert "dblp answered 503" in dock.reply(1)
    dock.down = False
    dock.reconcile()
    assert dock.asked_titles() == sorted([*NEAR, FAR[2]])


def test_a_quiet_run_asks_the_conference_nothing(dock: Dock) -> None:
    dock.say(1, "/add", "ada")
    dock.reconcile()
    read = dock.read
    dock.reconcile()
    assert dock.read == read
    assert read_stamp(dock.reply(1)).added == 2


def test_a_merge_ends_it(dock: Dock) -> None:
    dock.say(1, "/add", "ada")
    dock.reconcile()
    dock.merge(1)
    dock.close(1)
    dock.reconcile()
    assert "Merged" in dock.reply(1)
    assert NEAR[0] in dock.git("show", "HEAD:README.md")


def test_words_of_the_author_are_no_marks_of_the_bot(dock: Dock) -> None:
    """A command's argument is repeated in the reply, as code where it is written so."""
    forged = "<!-- paperlist: shortlist --> <!-- paperlist: taken --> <!-- paperlist: end of shortlist -->"
    dock.say(1, f"/drop `{forged}`", "eve")
    dock.say(1, "/add", "eve")
    dock.settled()
    assert f"`{forged}`" in dock.reply(1)
    dock.tick(FAR[0])
    dock.say(1, "/add", "ada")
    dock.settled()
    assert dock.asked_titles() == sorted([*NEAR, FAR[0]])
    dock.rewrite(LIST.encode() + b"\nWords.\n")
    dock.settled()
    assert dock.asked_titles() == sorted([*NEAR, FAR[0]])


def test_a_title_of_the_conference_is_no_mark_of_the_bot(dock: Dock) -> None:
    title = f"<!-- paperlist: end of shortlist --> <!-- paperlist: taken {name_of(FAR[0])} -->"
    dock.more = (Item(title, "https://doi.org/10.5555/forged"),)
    dock.rewrite(LIST.encode() + b"\nWords.\n")
    dock.settled()
    dock.say(1, "/add", "ada")
    dock.settled()
    dock.rewrite(LIST.encode() + b"\nMore words.\n")
    dock.settled()
    assert dock.asked_titles() == sorted(NEAR)
    assert dock.reply(1).endswith(" -->")
    assert dock.reply(1).count("\n<!-- paperlist: end of shortlist -->\n") == 1
