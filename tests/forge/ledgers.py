"""Ledgers of invented works, as the reply and the pull request are to put them into words."""

from __future__ import annotations

from bot.forge.model import Change
from bot.forge.pull import Background
from bot.identifiers.model import Identifier
from bot.ledger import Copy, Ledger, Line, Near
from bot.lint import Finding
from bot.lint.model import Severity
from bot.works.model import Work

SERVING = ("Awesome Fast Models", "Systems", "Serving")
README = (
    b"# Awesome Fast Models\n\n## Systems\n\n### Serving\n\n- [Old Heron](https://arxiv.org/abs/2301.00001)\n"
)
ENTRY = "- [Heron: Paging for the Rest of Us](https://arxiv.org/abs/2401.00001)"


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
EVIL = "@ada fixes #1 [skip ci] <img src=x onerror=alert(1)> | `a` [b](javascript:c) **d** <!-- x -->"
HOSTILE = added(
    link="https://github.com/ada/other/issues/7",
    title=EVIL,
    section=("List", "A | @b"),
    entry=r"- [@ada fixes #1 \[skip ci\] \<img src=x> \`a\`](https://github.com/ada/other/issues/7)",
)
TABLE = (
    b"# List\n\n## Serving\n\n| Title | Venue |\n| --- | --- |\n| [Old](https://lab.example/old) | OSDI |\n"
)
ROW = added(entry="| [Heron](https://arxiv.org/abs/2401.00001) | SOSP |", section=("List", "Serving"))
ROWS = Change("README.md", TABLE, TABLE + ROW.entry.encode() + b"\n")

MIRRORED = added(
    reason="Added to README.zh.md, too, line 9.",
    copies=(Copy("README.zh.md", 9, ENTRY.replace("[Heron: ", "[Heron：")),),
)

ONE = Ledger((added(),))
SEVERAL = Ledger((added(), DUPLICATE, WAITING, REFUSED))
MANY = Ledger(
    tuple(added(link=f"https://arxiv.org/abs/2401.{n:05}", title=f"Heron {n}") for n in range(1, 31))
)


def finding(message: str, severity: Severity = "warning", hint: str = "") -> Finding:
    return Finding("README.md", 8, 1, 8, "venue-spelling", severity, message, hint, 1, ())


LINTED = (
    finding("The year is missing here; 9 of 10 entries give it.", "info"),
    finding("“sosp” is written “SOSP” in 11 of 12 entries.", hint="Write “SOSP”."),
)
AUTHORS = ("Ada Heron", "Grace Egret", "Alan Stork", "Barbara Crane", "Edsger Ibis")
WORK = Work(
    "Heron: Paging for the Rest of Us",
    "https://arxiv.org/abs/2401.00001",
    Identifier("arxiv", "2401.00001"),
    authors=AUTHORS,
    date="2024-01-05",
    source="arXiv",
)
OLD = Near("Old Heron", "https://arxiv.org/abs/2301.00001", "README.md", 7, SERVING)
PAGES = Near("Paging for Cranes", "https://lab.example/cranes", "README.md", 19, (*SERVING[:2], "Memory"))
KNOWN = Background((WORK,), ((OLD, PAGES),))
HOSTILE_BACKGROUND = Background(
    (Work(EVIL, "", Identifier("url", "x"), authors=(EVIL, "@eve"), date="2024", source="<b>#2"),),
    ((Near(EVIL, "javascript:alert(1)", "README.md", 3, ("List", EVIL)),),),
    (finding(f"“{EVIL}” is written otherwise."),),
)
