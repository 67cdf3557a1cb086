"""A list in two languages, and one request: ``mirrors/*.md``.

A case holds what is asked for (``mirrors`` as in the configuration, ``left`` why the mirror was left alone),
and after lines ``----`` the list and its mirror, new lines marked as in ``cases/``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.add import Plan, plan
from bot.config import Config
from bot.errors import UsageError
from bot.identifiers import identify
from bot.intake.model import Request, Wanted
from bot.listing.drift import compare
from bot.listing.lists import Lists
from bot.listing.mirrors import counterparts

CASES = sorted((Path(__file__).parent / "mirrors").glob("*.md"))
NEW = ">>> "
GIVEN = {"title", "link", "venue", "date", "code"}


class Files(dict[str, bytes]):
    """Files by their path."""

    def read(self, path: str) -> bytes:
        if path not in self:
            raise UsageError(f"There is no {path}.")
        return self[path]


def ask(files: Files, asked: dict[str, str], config: Config) -> Plan:
    wanted = Wanted(identifier=identify(asked["link"]), **{key: asked[key] for key in GIVEN if key in asked})
    return plan(Request("add", (wanted,), asked["section"]), files, config)


def lines(text: str, *, new: bool) -> bytes:
    kept = [line for line in text.split("\n") if new or not line.startswith(NEW)]
    return "\n".join(line.removeprefix(NEW) for line in kept).encode()


def mirror_of(main: str, said: str) -> str:
    """The mirror's path: as configured, else as the list links it."""
    return said if said not in ("", "none") else main.partition("](")[2].partition(")")[0]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path):
    head, main, mirror = path.read_text(encoding="utf-8").split("----\n")
    asked = dict(line.split(": ", 1) for line in head.splitlines())
    said = asked.get("mirrors", "")
    there = mirror_of(main, said)
    files = Files({"README.md": lines(main, new=False), there: lines(mirror, new=False)})
    config = Config(mirrors="learn" if not said else () if said == "none" else (said,))
    done = ask(files, asked, config)
    (line,) = done.ledger.lines
    assert line.outcome == "added", line.reason
    after = {**files, **{change.path: change.after for change in done.changes}}
    assert after["README.md"].decode() == lines(main, new=True).decode()
    assert after[there].decode() == lines(mirror, new=True).decode()
    assert (there in line.reason) == (said != "none")
    assert asked.get("left", "") in line.reason
    assert len(line.copies) == (0 if "left" in asked or said == "none" else 1)
    for copy in line.copies:
        assert copy.entry == after[there].decode().splitlines()[copy.line - 1]
        assert f"Added to {there}, too, line {copy.line}." in line.reason


def test_what_the_list_has_stays_a_duplicate_where_the_mirror_lacks_it():
    main = "# A\n[b](README.ja.md)\n## S\n" + "".join(
        f"- [W{i}](https://arxiv.org/abs/2401.0000{i})\n" for i in range(4)
    )
    files = Files({"README.md": main.encode(), "README.ja.md": main.rpartition("- ")[0].encode()})
    asked = {"link": "https://arxiv.org/abs/2401.00003", "title": "W3", "section": "S"}
    done = ask(files, asked, Config())
    assert [line.outcome for line in done.ledger.lines] == ["duplicate"]
    assert not done.changes


def test_a_mirror_is_no_part_of_the_list():
    main = "# A\n[b](README.zh.md)\n## S\n- [One](https://arxiv.org/abs/2401.00001)\n"
    lists = Lists.open(Files({"README.md": main.encode(), "README.zh.md": main.encode()}), "README.md")
    assert [*lists.listings] == ["README.md"]
    assert [*lists.mirrors] == ["README.zh.md"]
    assert len(lists.sections) == 2


def test_a_linked_file_of_the_list_has_a_mirror_of_its_own():
    works = "".join(f"- [W{i}](https://arxiv.org/abs/2401.0000{i}): Words of It\n" for i in range(1, 4))
    other = works.replace("2401.", "2402.")
    files = Files({
        "README.md": f"# A\n[more](more.md)\n## S\n{works}".encode(),
        "more.md": f"# B\n[zh](more.zh.md)\n## T\n{other}".encode(),
        "more.zh.md": f"# 乙\n## 丁\n{other.replace(': ', '：')}".encode(),
    })  # fmt: skip
    asked = {"link": "https://arxiv.org/abs/2403.00001", "title": "Otter: Batching by Tide", "section": "T"}
    done = ask(files, asked, Config())
    assert {change.path for change in done.changes} == {"more.md", "more.zh.md"}


@pytest.mark.parametrize(
    ("name", "other", "parts"),
    [
        ("README_2.md", "2402.", 2),  # where its second half went
        ("README_burrows.md", "2402.", 2),
        ("sections/README.md", "2402.", 2),
        ("README_old.md", "2401.", 1),  # the same once more
        ("README_tw.md", "2402.", 1),  # another language, whatever it holds
    ],
)
def test_a_readme_beside_the_list_is_a_part_where_it_holds_works_of_its_own(
    name: str, other: str, parts: int
) -> None:
    works = "".join(f"- [Quoll {i}](https://arxiv.org/abs/2401.0000{i})\n" for i in range(1, 5))
    more = works if other == "2401." else works.replace("Quoll", "Wombat").replace("2401.", other)
    files = Files({
        "README.md": f"# A\n\n- [More]({name}#t)\n\n## S\n\n{works}".encode(),
        name: f"# A\n\n## {'S' if more == works else 'T'}\n\n{more}".encode(),
    })  # fmt: skip
    lists = Lists.open(files, "README.md")
    assert [*lists.listings] == ["README.md", name][:parts]


_NAMES = "Heron Stork Crane Ibis Egret Rail Coot Teal Smew Wren Robin Finch".split()


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """A list, its mirror with a few entries missing, and the list's headings."""
    main, mirror, headings = ["# Pond", "[zh](README.zh.md)"], ["# 池塘", ""], []
    number = 0
    for at in range(draw(st.integers(1, 5))):
        level = "#" * draw(st.integers(2, 3))
        headings.append(f"Topic {_NAMES[at]}")
        main += ["", f"{level} {headings[-1]}", ""]
        mirror += ["", f"{level} 主题{'一二三四五'[at]}", ""]
        for _ in range(draw(st.integers(0, 6))):
            number += 1
            link = f"[{_NAMES[number % 12]}{number}](https://arxiv.org/abs/2401.{number:05})"
            main.append(f"- {link}: Words on Work {number}")
            if draw(st.integers(0, 5)):
                mirror.append(f"- {link}：第{number}篇论文的标题")
    return "\n".join(main) + "\n", "\n".join(mirror) + "\n", headings


@settings(max_examples=60)
@given(pairs(), st.integers(0, 4))
def test_both_files_keep_every_line_and_gain_the_same_work(two: tuple[str, str, list[str]], pick: int):
    main, mirror, headings = two
    files = Files({"README.md": main.encode(), "README.zh.md": mirror.encode()})
    config = Config(mirrors=("README.zh.md",))
    name = headings[pick % len(headings)]
    asked = {
        "link": "https://arxiv.org/abs/2503.00010",
        "title": "Otter: Batching by the Tide",
        "section": name,
    }
    done = ask(files, asked, config)
    (line,) = done.ledger.lines
    for change in done.changes:
        rest = iter(change.after.decode().split("\n"))
        assert all(old in rest for old in change.before.decode().split("\n")), "every line stays, in order"
    if not line.copies:
        return
    after = Files({**files, **{change.path: change.after for change in done.changes}})
    lists = Lists.open(after, "README.md", config.mirrors)
    here, there = lists.listings["README.md"], lists.mirrors["README.zh.md"]
    places = [
        next(s for s in one.sections if any("2503.00010" in e.text for e in s.entries))
        for one in (here, there)
    ]
    assert here.sections.index(places[0]) == there.sections.index(places[1]), "under the same heading"


@given(pairs())
def test_sections_with_the_same_outline_stand_for_each_other(two: tuple[str, str, list[str]]):
    lists = Lists.read({"a.md": two[0].encode(), "b.md": two[1].encode()})
    here, there = lists.listings.values()
    found = counterparts(here, there)
    assert all(here.sections.index(one) == there.sections.index(other) for one, other in found.items())


@given(pairs())
def test_drift_names_what_is_missing_and_nothing_else(two: tuple[str, str, list[str]]):
    lists = Lists.read({"a.md": two[0].encode(), "b.md": two[1].encode()})
    here, there = lists.listings.values()
    drift = compare(here, there)
    texts = two[1]
    assert [one.entry.text for one in drift.missing] == [
        entry.text for _, _, entry in here.entries if entry.text.partition(")")[0] not in texts
    ]
    assert not drift.added
    assert not drift.moved
    assert not drift.relinked
