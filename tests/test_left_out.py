"""What a request gives and the list has no place for is named in the answer, not lost in silence."""

from __future__ import annotations

import pytest

from bot.add import plan
from bot.config import Config
from bot.intake.issue import read
from tests.files import Only

PLAIN = "# Birds\n\n## Nests\n\n" + "".join(
    f"- [Heron {i}: A Nest for Every Reed](https://arxiv.org/abs/240{i}.00001){{}}\n" for i in range(1, 7)
)
CODE = ", [code](https://github.com/nest/heron)"
ASKED = """Section: Nests
Title: Otter: Digging by the Tide
Link: https://arxiv.org/abs/2503.00010
Code: https://github.com/tide/otter
"""


REMARK = f"{ASKED}Note: Digs at night\n"
NO_PLACE = "Its neighbours have no place for the"


@pytest.mark.parametrize(
    ("behind", "asked", "said"),
    [
        ("", ASKED, f"{NO_PLACE} code link, so it was left out."),
        (CODE, ASKED, ""),
        (
            CODE,
            REMARK,
            "Its neighbours have no place for the remark, so it was left out.",
        ),
        (
            "",
            REMARK,
            f"{NO_PLACE} code link and the remark, so they were left out.",
        ),
    ],
)
def test_what_is_left_out_is_said(behind: str, asked: str, said: str) -> None:
    (line,) = plan(
        read("Add a paper", asked), Only(PLAIN.replace("{}", behind).encode()), Config()
    ).ledger.lines
    assert line.outcome == "added"
    assert (said in line.reason) if said else ("left out" not in line.reason)
