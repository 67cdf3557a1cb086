"""Commands in comments: what is one, and what it does to a request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.commands import FIELDS, HELP, Command, apply, read_commands
from bot.intake.issue import read
from bot.intake.model import Request

HERON, EGRET = "https://arxiv.org/abs/2401.00001", "https://doi.org/10.1145/3600006.3613165"


def form(*links: str) -> Request:
    return read("[Paper]", "### Link\n\n" + "\n".join(links) + "\n\n### Category\n\nServing")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("/retry", [("retry", "")]),
        ("Hi!\r\n/section A b\r\n/note **one** word ", [("section", "A b"), ("note", "**one** word")]),
        ("  /Title\tA title", [("title", "A title")]),
        ("/frob", [("frob", "")]),
        ("/usr/bin is a path", []),
        ("see /close", []),
        ("> /close", []),
        ("    /close", []),
        ("```\n/close\n```\n/retry", [("retry", "")]),
        ("````\n```\n/close\n````\n~~~\n/close", []),
        ("", []),
    ],
)  # fmt: skip
def test_reads_what_stands_on_a_line_of_its_own(body: str, found: list[tuple[str, str]]) -> None:
    assert [(one.name, one.value) for one in read_commands(body)] == found


@pytest.mark.parametrize(
    ("text", "known"), [("/retry now", True), ("/drop", False), ("/drop x", True), ("/x y", False)]
)
def test_knows_the_known(text: str, known: bool) -> None:
    assert [one.known for one in read_commands(text)] == [known]


def test_the_help_names_every_command() -> None:
    assert all(Command(usage.split()[0], "x").known for usage, _ in HELP)
    assert len(HELP) == len(FIELDS) + 6


def test_fields_of_the_only_work() -> None:
    said = ["/title The Heron", "/venue SOSP 2025", "/code https://github.com/ada/heron", "/note good"]
    request = apply(form(HERON), read_commands("\n".join([*said, "/section Training"])))
    [work] = request.works
    assert (work.title, work.venue, work.code) == ("The Heron", "SOSP 2025", "https://github.com/ada/heron")
    assert (work.note, request.section, request.problems) == ("good", "Training", ())


def test_a_later_one_overrules() -> None:
    assert apply(form(HERON), read_commands("/title A\n/title B")).works[0].title == "B"


@pytest.mark.parametrize("link", [EGRET, "10.1145/3600006.3613165", "doi:10.1145/3600006.3613165"])
def test_of_several_the_link_says_which(link: str) -> None:
    request = apply(form(HERON, EGRET), read_commands(f"/title {link} The Egret"))
    assert [work.title for work in request.works] == ["", "The Egret"]
    dropped = apply(form(HERON, EGRET), read_commands(f"/drop {link}"))
    assert [work.link for work in dropped.works] == [HERON]
    assert [one.link for one in dropped.unused] == [EGRET]


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("/title The Heron", "of one work, but 2 are asked for"),
        ("/drop https://lab.example", "not asked for"),
        (f"/code {HERON} soon", "needs an address"),
    ],
)
def test_what_cannot_be_done_is_said(command: str, problem: str) -> None:
    before = form(HERON, EGRET)
    after = apply(before, read_commands(command))
    assert after.works == before.works
    assert problem in after.problems[-1]


@given(st.text(alphabet="/retyclosdp `~>\n\r\t#ä", max_size=80))
def test_nothing_breaks_it(body: str) -> None:
    request = form(HERON, EGRET)
    assert isinstance(apply(request, read_commands(body)), Request)
    assert all(command.name.isalpha() or "-" in command.name for command in read_commands(body))
