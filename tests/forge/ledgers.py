"""Ledgers of invented works, as the reply and the pull request are to put them into words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ledger import Ledger, Line

SERVING = ("Awesome Fast Models", "Systems", "Serving")
README = (
    b"# Awesome Fast Models\n\n## Systems\n\n### Serving\n\n- [Old Heron](https://arxiv.org/abs/2301.00001)\n"
)
ENTRY = "- [Heron: Paging for the Rest of Us](https://arxiv.org/abs/2401.00001)"


@dataclass(frozen=True, slots=True)
class Change:
    path: str
    before: bytes
    after: bytes


CHANGE = Change("README.md", README, README + ENTRY.encode() + b"\n")


def added(**given: object) -> Line:
    facts: dict[str, object] = {
        "link": "https://arxiv.org/abs/2401.00001",
        "outcome": "added",
        "entry": ENTRY,
        "path": "README.md",
        "line": 8,
        "section": SERVING,
        "title": "Heron: Paging for the Rest of Us",
    }
    return Line(**{**facts, **given})  # type: ignore[arg-type]


DUPLICATE = added(
    link="https://arxiv.org/pdf/2301.00001v2", outcome="duplicate", line=7, title="Old Heron", entry=""
)
WAITING = Line(
    "https://lab.example/heron",
    "waiting",
    "The page names no title. Give one in the issue, as in “title: …”.",
)
REFUSED = Line("ftp://lab.example/a.pdf", "refused", "Only http and https links can be listed.")
HOSTILE = added(
    link="https://github.com/ada/other/issues/7",
    title="@ada fixes #1 [skip ci] <img src=x onerror=alert(1)> | `a` [b](javascript:c) **d** <!-- x -->",
    section=("List", "A | @b"),
    entry="",
)

ONE = Ledger((added(),))
SEVERAL = Ledger((added(), DUPLICATE, WAITING, REFUSED))
MANY = Ledger(
    tuple(added(link=f"https://arxiv.org/abs/2401.{n:05}", title=f"Heron {n}") for n in range(1, 31))
)
