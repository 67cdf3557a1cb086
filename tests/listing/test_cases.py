"""Lists in the shapes in which people keep them, each with one request: ``cases/*.md``.

A case holds what is asked for (``missing`` names the slots the reply shall call unknown, ``file`` how the
file is written), a line ``----``, and the list. The line that is to be added stands where it belongs, marked
``>>> ``; a list without such a line is to stay as it is, for the reason given as ``refused``.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

import pytest

from bot.errors import NeedsPerson
from bot.identifiers import Identifier, identify
from bot.listing.duplicates import find_listed, find_told
from bot.listing.lists import Lists
from bot.works.model import Work

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
NEW = ">>> "
FIELDS = {"title", "link", "venue", "date", "code", "note"}


@dataclass(frozen=True)
class Case:
    asked: dict[str, str]
    before: bytes
    after: bytes

    @property
    def work(self) -> Work:
        given = {name: value for name, value in self.asked.items() if name in FIELDS}
        authors = tuple(filter(None, self.asked.get("authors", "").split(", ")))
        links = {"project": self.asked["project"]} if "project" in self.asked else {}
        link = self.asked["link"]
        name = identify(link) or Identifier("url", link)
        return Work(identifier=name, authors=authors, links=links, **given)


def load(path: Path) -> Case:
    head, body = path.read_text(encoding="utf-8").split("----\n", 1)
    asked = dict(line.split(": ", 1) for line in head.splitlines())
    lines = body.split("\n")
    before = [line for line in lines if not line.startswith(NEW)]
    after = [line.removeprefix(NEW) for line in lines]
    how = asked.get("file", "").split()
    return Case(asked, _written(before, how), _written(after, how))


def _written(lines: list[str], how: list[str]) -> bytes:
    text = "\n".join(lines)
    if "unended" in how:
        text = text.removesuffix("\n")
    if "crlf" in how:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if "bom" in how else "utf-8")


def _difference(expected: bytes, found: bytes) -> str:
    return "\n" + "\n".join(ndiff(expected.decode().split("\n"), found.decode().split("\n")))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = load(path)
    lists = Lists.read({"README.md": case.before})
    if "refused" in case.asked:
        assert case.before == case.after, "a refused case marks no new line"
        with pytest.raises(NeedsPerson) as error:
            lists.add(case.work, *lists.find(case.asked["section"], {}))
        assert case.asked["refused"].strip() in error.value.what
        assert not lists.after
        return
    placed, entry = lists.add(case.work, *lists.find(case.asked["section"], {}))
    after = lists.after["README.md"]
    assert after == case.after, "\n" + "\n".join(
        ndiff(case.after.decode().split("\n"), after.decode().split("\n"))
    )
    assert ", ".join(placed.written.missing) == case.asked.get("missing", "")
    assert case.after.decode("utf-8-sig").splitlines()[entry.start] in placed.written.lines
    section = lists.find(case.asked["section"], {})[1]
    found = find_listed(lists, case.work) or find_told(lists.listings[section.file], section, case.work)
    assert found, "what was added is found now"


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
