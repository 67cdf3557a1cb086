"""What the bot says, against files to read: tests/forge/cases/*.md.

``PAPERLIST_RECORD=1`` writes them anew; look at the difference before keeping it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cmarkgfm
import pytest

from bot.config import Config
from bot.errors import SectionUnknown
from bot.forge import pull, reply, words
from bot.forge.model import PullRequest
from bot.forge.publish import Published
from bot.imports import boxes
from bot.imports.model import Item
from bot.imports.shortlist import Offer, Shortlist
from bot.intake.commands import HELP, read_commands
from bot.intake.model import UnusedLink
from bot.ledger import Ledger, Line
from bot.lint import Finding
from tests.forge.ledgers import (
    CHANGE,
    DUPLICATE,
    EVIL,
    HOSTILE,
    HOSTILE_BACKGROUND,
    KNOWN,
    LINTED,
    MANY,
    MIRRORED,
    ONE,
    REFUSED,
    ROW,
    ROWS,
    SEVERAL,
    WAITING,
    Change,
    added,
    finding,
)

REMARK = "arXiv could not be reached, so the title is the one in the issue."
ASK = (
    "No section was named. Comment one of these, or add a line `Section: …` to the issue: "
    "`/section Serving`; `/section Training`."
)
FILED = (
    "Filed by its title under “Awesome Fast Models > Systems > Serving”; to move it, comment "
    "`/section Awesome Fast Models > Systems > Training`."
)
CASES = Path(__file__).parent / "cases"
PULL = PullRequest(12, "paperlist/issue-7", "t", "b", "https://github.com/ada/list/pull/12")
OPEN = Published(PULL)
COMPARE = Published(compare="https://github.com/ada/list/compare/main...paperlist/issue-7?expand=1")


def text_of_pull(ledger: Ledger, background: pull.Background = pull.NONE, change: Change = CHANGE) -> str:
    wanted = pull.proposal(7, "0" * 40, ledger, (change,), ("add-paper",), background=background)
    return f"# {wanted.title}\n\n{wanted.body}\n\n---\n\n```\n{wanted.commit.message}\n```"


HARBOUR = Shortlist(
    "Harbour 2031",
    tuple(
        Offer(Item(title, f"https://harbour.example/{at}"), f"{at:010x}", chance, section)
        for at, (title, chance, section) in enumerate(
            [
                ("Herons Share a Cache", 0.97, "Systems > Serving"),
                ("Storks that Train through Storms", 0.81, "Systems > Training"),
                ("Gulls on Shared Accelerators", 0.34, "Systems > Serving"),
                ("A File System for Lighthouses", 0.02, ""),
            ]
        )
    ),
    ("Old Heron",),
)

SAID: dict[str, Callable[[], str]] = {
    "reply-one": lambda: reply.compose(ONE, OPEN),
    "reply-remark": lambda: reply.compose(Ledger((added(reason=REMARK),)), OPEN),
    "reply-filed": lambda: reply.compose(Ledger((added(reason=FILED),)), OPEN),
    "pull-remark": lambda: text_of_pull(Ledger((added(reason=REMARK), added(reason=REMARK)))),
    "reply-section": lambda: reply.compose(Ledger((replace(WAITING, reason=ASK),)), Published()),
    "reply-several": lambda: reply.compose(SEVERAL, OPEN, ["The note was cut to 200 characters."]),
    "reply-unused": lambda: reply.compose(
        ONE, OPEN, [], [UnusedLink("https://lab.example/me", "a home page")]
    ),
    "reply-many": lambda: reply.compose(MANY, OPEN),
    "reply-listed": lambda: reply.compose(Ledger((DUPLICATE,)), Published()),
    "reply-listed-all": lambda: reply.compose(Ledger((DUPLICATE, DUPLICATE)), Published()),
    "reply-listed-closed": lambda: reply.compose(Ledger((DUPLICATE,)), Published(PULL, closed=True)),
    "reply-waiting": lambda: reply.compose(Ledger((WAITING,)), Published()),
    "reply-waiting-closed": lambda: reply.compose(Ledger((WAITING, REFUSED)), Published(PULL, closed=True)),
    "reply-compare": lambda: reply.compose(ONE, COMPARE),
    "reply-kept": lambda: reply.compose(ONE, Published(PULL, kept=True)),
    "reply-declined": lambda: reply.compose(ONE, Published(PULL, declined=True)),
    "reply-hostile": lambda: reply.compose(Ledger((HOSTILE,)), OPEN),
    "reply-hostile-reason": lambda: reply.compose(Ledger((replace(WAITING, reason=EVIL),)), Published()),
    "reply-merged": lambda: reply.merged(PULL),
    "reply-conference": lambda: f"{reply.choose('Harbour 2031', 4, 2, [])}\n\n{boxes.write(HARBOUR)}",
    "reply-too-much": lambda: reply.too_much("open requests by one person", 20, Config().trust_label),
    "reply-help": lambda: f"{reply.compose(ONE, OPEN)}\n\n{reply.heard((), HELP, asked=True, refused=False)}",
    "reply-for-people": lambda: reply.for_people(Published()),
    "reply-nothing-found": lambda: reply.nothing_found(["The issue is empty."], Published()),
    "reply-refused": lambda: reply.refused(
        SectionUnknown("There is no section “Servng”.", "The nearest are: Serving, Training."), Published()
    ),
    "reply-sorry": lambda: reply.apology("https://github.com/ada/list/actions/runs/5"),
    "reply-linted": lambda: reply.compose(ONE, OPEN, findings=LINTED),
    "pull-one": lambda: text_of_pull(ONE, KNOWN),
    "pull-bare": lambda: text_of_pull(ONE),
    "pull-linted": lambda: text_of_pull(ONE, pull.Background(findings=LINTED)),
    "pull-mirrored": lambda: text_of_pull(Ledger((MIRRORED,)), KNOWN),
    "pull-row": lambda: text_of_pull(Ledger((ROW,)), change=ROWS),
    "pull-several": lambda: text_of_pull(SEVERAL, KNOWN),
    "pull-two": lambda: text_of_pull(Ledger((added(), added(line=9))), KNOWN),
    "pull-many": lambda: text_of_pull(MANY),
    "pull-hostile": lambda: text_of_pull(Ledger((HOSTILE,)), HOSTILE_BACKGROUND),
}


@pytest.mark.parametrize("name", SAID)
def test_reads_as_recorded(name: str) -> None:
    path = CASES / f"{name}.md"
    text = SAID[name]() + "\n"
    if os.environ.get("PAPERLIST_RECORD"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_recording_is_read() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == set(SAID)


@pytest.mark.parametrize("name", ["reply-hostile", "reply-hostile-reason", "pull-hostile"])
def test_a_title_acts_nowhere(name: str) -> None:
    text = SAID[name]()
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    outside_code = re.sub(r"<(code|pre)[^>]*>.*?</\1>", "", shown, flags=re.S)
    assert "<img" not in shown
    assert "javascript:" not in re.sub(r">[^<]*<", "><", shown)
    assert not re.search(r"@\w", re.sub(r"https?://\S+", "", outside_code))
    assert not re.search(r"#1\b", outside_code)
    assert "github.com/ada/other/issues" not in re.sub(r"redirect\.github\.com\S+", "", shown)
    title = text.splitlines()[0]
    assert "[skip ci]" not in title
    assert "[skip ci]" not in pull.proposal(7, "0", Ledger((HOSTILE,)), (), ()).commit.message


@pytest.mark.parametrize("count", [1, 200, 5000])
def test_stays_within_what_github_takes(count: int) -> None:
    long = Line("https://lab.example/" + "a" * 300, "waiting", "word " * 80, title="@a" * 300)
    ledger = Ledger((*ONE.lines, *[long] * count))
    unused = [UnusedLink("https://lab.example/" + "b" * 150, "word " * 30)] * count
    findings = [finding("word " * 300)] * count
    known = pull.Background(findings=tuple(findings))
    for text in (reply.compose(ledger, OPEN, (), unused, findings), pull.body(7, ledger, [CHANGE], known)):
        assert len(text) < 65_536
        assert (count < 200) or re.search(r"… and \d+ more, too many to show here", text)
    assert len(pull.title(Ledger((added(title="@a#1" * 200),)))) <= 256


def test_closes_only_when_every_link_has_its_answer() -> None:
    assert pull.body(7, ONE, [CHANGE]).endswith("Closes #7")
    assert pull.body(7, Ledger((*ONE.lines, DUPLICATE, REFUSED)), [CHANGE]).endswith("Closes #7")
    assert pull.body(7, SEVERAL, [CHANGE]).endswith("Refs #7")
    assert "loses #" not in pull.proposal(7, "0", ONE, [CHANGE], ()).commit.message


def test_a_full_pull_request_stays_within_what_github_takes() -> None:
    entry = "- [" + "a" * 1_400 + "](https://lab.example/a)"
    ledger = Ledger((added(entry=entry, title="b" * 2_000, reason="word " * 300),) * 200)
    text = pull.body(7, ledger, [CHANGE], pull.Background(findings=LINTED * 50))
    assert len(text) < 65_536
    assert "… and 190 more, under *Files changed*." in text
    assert "… and 90 more" in text


def test_a_long_entry_is_shown_by_its_title() -> None:
    text = pull.body(7, Ledger((added(entry="- " + "a" * 5_000),)), [CHANGE])
    assert "> [Heron: Paging for the Rest of Us](https://arxiv.org/abs/2401.00001)" in text


def test_the_check_says_what_the_lint_says() -> None:
    def check(*findings: Finding) -> tuple[bool, str]:
        known = pull.Background(findings=findings)
        made = pull.proposal(7, "0", ONE, [CHANGE], (), background=known).commit.check
        assert made
        return made.passed, made.said

    assert check() == (True, "nothing to report.")
    assert check(finding("a", "info")) == (True, "1 finding on the new lines.")
    assert check(finding("a", "info"), finding("b", "warning")) == (False, "2 findings on the new lines.")


def test_the_commands_that_are_named_exist() -> None:
    named = re.findall(r"`(/[^`]+)`", SAID["pull-one"]() + SAID["reply-one"]() + SAID["reply-kept"]())
    assert len(named) >= 4
    assert all(command.known for text in named for command in read_commands(text))


@pytest.mark.parametrize(
    "text",
    [
        "https://a_b/@octocat",
        "https://x.example/,@octocat",
        "https://a_b/#1",
        "http://www.github.com/o/r/pull/1",
    ],
)
def test_an_address_that_is_none_any_more_hides_nothing(text: str) -> None:
    """In a stranger's words no address is clickable, so what stands in it is text on which GitHub acts."""
    name = words.name(Line("10.5555/1", "waiting", title=text))
    offer = boxes.write(Shortlist("Dock", (Offer(Item(text), "", 0.0),), (), ()))
    for shown in (words.said(text), words.advice(text), name, offer):
        assert not re.search(r"@octocat|#1\b|(?<!redirect\.)github\.com/o/r/pull/1", shown), shown
