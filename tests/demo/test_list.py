"""The project's own list: in the shape it promises, and written as the engine itself writes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from bot.add import plan
from bot.cli.folder import Folder
from bot.config import load, parse
from bot.errors import UsageError
from bot.form.make import issue_form
from bot.identifiers import identify
from bot.imports.open import local, read
from bot.intake.model import Request, Wanted
from bot.lint.page import Page
from bot.lint.registry import choose
from bot.lint.run import examine
from bot.listing.alphabet import alphabet
from bot.listing.facts import Facts, facts, title_key
from bot.listing.habits import learn
from bot.listing.lists import Lists
from bot.listing.moments import when

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_bytes()
LISTING = Lists.read({"README.md": README}).listings["README.md"]
SECTIONS = [section for section in LISTING.sections if section.entries]
BY_NAME = ("Frameworks and Resources",)
MOST = 80  # entries of a section
PUBLISHED = re.compile(r", \[([^\[\]]+)\]\([^()]+\)$")
SMALL = 8  # entries; smaller sections follow the newest end instead of the exact date


@dataclass(frozen=True)
class Row:
    """One entry: where it stands and what it says."""

    line: int
    section: str
    said: Facts

    @property
    def moment(self) -> float:
        """Of a work whose year nothing tells, before all others: it stands last."""
        return when(self.said.date, identify(self.said.url)) or 0.0


def rows() -> Iterator[Row]:
    for section in SECTIONS:
        (group,) = section.groups
        yield from (Row(entry.start, section.path[-1], facts(entry, group)) for entry in group.entries)


ROWS = list(rows())


def test_every_work_is_listed_once() -> None:
    names = Counter(str(identify(row.said.url)) for row in ROWS)
    titles = Counter(row.said.title.casefold() for row in ROWS)
    assert [name for name, count in (names + titles).items() if count > 1] == []


def test_it_holds_many_works_in_sections_that_people_can_read() -> None:
    sizes = Counter(row.section for row in ROWS)
    assert sum(sizes.values()) >= 850
    assert max(sizes.values()) <= MOST
    assert 18 <= len(sizes) <= 22
    assert sum(not row.moment for row in ROWS if row.section not in BY_NAME) <= 5
    for section in SECTIONS:
        scope = LISTING.document.lines[section.body : section.groups[0].start]
        assert len([line for line in scope if line.strip()]) == 1, (
            f"{section.name} says in one line what it holds"
        )


def test_no_rule_finds_anything() -> None:
    """Not even what is only worth a remark; but for the years that nobody has found."""
    page = Page("README.md", README, lambda name: (ROOT / name).exists(), load(Folder(ROOT)))
    assert examine(page, choose()) == []


def test_what_waits_is_not_listed() -> None:
    waiting = read(local(str(ROOT / "docs/waiting.md"))).items
    assert waiting
    listed = {title_key(row.said.title) for row in ROWS}
    assert [item.title for item in waiting if title_key(item.title) in listed] == []
    assert {item.section[-1] for item in waiting} <= {section.path[-1] for section in SECTIONS}


def test_the_table_of_contents_names_every_section() -> None:
    text = README.decode()
    contents = [line for line in text.split("\n") if line.startswith("- [") and "](#" in line]
    assert contents == [f"- [{section.path[-1]}](#{section.anchor})" for section in SECTIONS]


def test_the_order_is_the_one_promised() -> None:
    for section in SECTIONS:
        found = [row for row in ROWS if row.section == section.path[-1]]
        if section.path[-1] in BY_NAME:
            keys = [alphabet(row.said.title) for row in found]
            assert keys == sorted(keys)
        else:
            assert [row.said.title for row, after in pairwise(found) if row.moment < after.moment] == []
        name = "alphabetical" if section.path[-1] in BY_NAME else "date-descending"
        assert learn(LISTING, section, section.groups[0]).name == name


def test_the_issue_form_offers_the_sections() -> None:
    form = issue_form(section.path for section in SECTIONS)
    assert (ROOT / ".github/ISSUE_TEMPLATE/add-paper.yml").read_text(encoding="utf-8") == form


@dataclass(frozen=True)
class Without:
    """The list without one of its lines."""

    line: int

    def read(self, path: str) -> bytes:
        if path != "README.md":
            raise UsageError(f"There is no {path} here.")
        lines = README.split(b"\n")
        return b"\n".join(lines[: self.line] + lines[self.line + 1 :])


@pytest.mark.parametrize("row", ROWS[::9], ids=lambda row: row.said.title[:30])
def test_the_engine_writes_what_stands_there(row: Row) -> None:
    """Taken out and asked for again, an entry comes back to the letter, and among those of its time.

    A request names one link; that of the published version beside it is lost.
    """
    venue = "" if row.said.venue.startswith("arXiv") else row.said.venue
    wanted = Wanted(row.said.url, identify(row.said.url), title=row.said.title, venue=venue)
    settings = parse((ROOT / ".github/paperlist.yml").read_bytes())
    done = plan(Request("add", (wanted,), row.section), Without(row.line), settings)
    (line,) = done.ledger.lines
    assert line.entry == PUBLISHED.sub(r", \1", LISTING.document.lines[row.line])
    beside = [other for other in ROWS if other.section == row.section]
    if len(beside) > SMALL and row.moment:  # what shows no year is new to the engine
        passed = [
            other
            for other in beside
            if min(row.line, line.line - 1) <= other.line < max(row.line, line.line - 1)
        ]
        assert {other.moment for other in passed} <= {row.moment}
