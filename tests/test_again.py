"""A work that is listed in another section is a duplicate, unless the request says otherwise."""

from __future__ import annotations

import pytest

from bot.add import plan
from bot.config import Config
from bot.intake.issue import read
from bot.ledger import Line
from tests.files import Only

LIST = b"""# Birds

## Nests

- [Heron: A Nest for Every Reed](https://arxiv.org/abs/2401.00001)
- [Egret: Twigs at Scale](https://arxiv.org/abs/2402.00002)

## Eggs

- [Stork: Shells That Last](https://arxiv.org/abs/2403.00003), [SOSP 2024](https://doi.org/10.1145/1234567.7654321)
"""
LINK = "https://arxiv.org/pdf/2401.00001v2"


def answer(body: str) -> Line:
    request = read("Add a paper", f"Title: Heron: A Nest for Every Reed\nLink: {LINK}\n{body}\n")
    (line,) = plan(request, Only(LIST), Config()).ledger.lines
    return line


@pytest.mark.parametrize(
    "body", ["Section: Eggs", "Section: Eggs\n\nThanks, also for the list!", "Section: Nests"]
)
def test_listed_elsewhere_is_a_duplicate(body: str) -> None:
    line = answer(body)
    assert (line.outcome, line.line) == ("duplicate", 5)


@pytest.mark.parametrize(
    "said",
    [
        "It is already listed under Nests, but it should be in Eggs too.",
        "Please list it again here.",
        "It also belongs to this section.",
    ],
)
def test_the_request_may_say_otherwise(said: str) -> None:
    line = answer(f"Section: Eggs\n\n{said}")
    assert (line.outcome, line.section) == ("added", ("Birds", "Eggs"))


def test_twice_in_one_section_is_never_right() -> None:
    assert answer("Section: Nests\n\nPlease list it again.").outcome == "duplicate"


def test_a_link_that_shows_the_venue_is_a_name_of_the_work() -> None:
    request = read("Add", "Title: Shells by Another Name\nLink: https://doi.org/10.1145/1234567.7654321\n")
    (line,) = plan(request, Only(LIST), Config()).ledger.lines
    assert (line.outcome, line.line) == ("duplicate", 10)
