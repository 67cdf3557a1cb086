"""Works that are headings with a few labelled points below, as some files of a list keep them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.identifiers import Identifier
from bot.lint.page import Page
from bot.lint.registry import choose
from bot.lint.run import examine, open_book
from bot.listing.duplicates import find_listed, find_named
from bot.listing.facts import facts
from bot.listing.lists import Lists
from bot.listing.read import read
from bot.markdown.document import Document
from bot.works.model import Work
from tests.listing.test_properties import files, works

_TITLES = (
    "Heron: Waiting for the Right Batch", "Stork: Delivering Tokens on Time", "Crane: Lifting Long Prompts",
    "Ibis: Probing Caches", "Egret: Schedules in White", "Rail: Hidden Kernels", "Coot: Queues at Dusk",
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """How a file writes its works."""

    level: int
    label: str
    blank: bool
    rule: str
    numbered: bool
    shown: bool

    def entry(self, number: int, title: str, link: str, authors: str, note: str) -> list[str]:
        mark = f"{number}. " if self.numbered else ""
        address = f"[arXiv:{link[-10:]}]({link})" if self.shown else link
        said = [("Link", address), ("Authors", authors), ("Summary", note)]
        points = [self.label.format(name) + " " + value for name, value in said if value]
        return [f"{'#' * self.level} {mark}{title}", *([""] if self.blank else []), *points]


WAYS = st.builds(
    Way, level=st.integers(2, 5), label=st.sampled_from(["- **{}:**", "* {}:", "- **{}**:"]),
    blank=st.booleans(), rule=st.sampled_from(["", "---", "***"]), numbered=st.booleans(),
    shown=st.booleans(),
)  # fmt: skip


def page(way: Way, sizes: list[int]) -> tuple[list[str], list[range]]:
    """The lines of a file, and where each section's last work stands, with what is below it."""
    lines, last = ["# Ponds", ""], []
    number = 0
    for i, size in enumerate(sizes):
        lines += [f"{'#' * (way.level - 1)} Section {'ABC'[i]}", ""]
        for at in range(size):
            number += 1
            start = len(lines)
            link = f"https://arxiv.org/abs/2501.{number:05}"
            lines += way.entry(
                at + 1, _TITLES[number % 7] + f" {number}", link, "Ada Brook, Ben Lake", "Wades."
            )
            lines += ["", way.rule, ""] if way.rule else [""]
        last.append(range(start, len(lines)))
    return lines, last


SIZES = st.lists(st.integers(3, 5), min_size=1, max_size=3)


@settings(max_examples=60)
@given(WAYS, SIZES, works())
def test_one_block_more_or_none(way: Way, sizes: list[int], work: Work) -> None:
    lines, _ = page(way, sizes)
    data = "\n".join(lines).encode()
    lists = Lists.read({"README.md": data})
    placed, entry = lists.add(work, *lists.find("Section A", {}))
    after = lists.after["README.md"].decode().split("\n")
    at, size = placed.insertion.line, len(placed.insertion.lines)
    assert after[:at] + after[at + size :] == lines
    assert entry.headed
    section = next(one for one in lists.sections if one.name == "Section A")
    assert [group.kind for group in section.groups] == ["heading"]
    assert len(section.entries) == sizes[0] + 1
    assert facts(entry, section.groups[0]).url.startswith(work.link[:20])
    assert find_listed(lists, work)
    assert "Wades" not in "\n".join(placed.written.lines)


@settings(max_examples=60)
@given(WAYS, SIZES, st.data())
def test_what_is_taken_out_comes_back(way: Way, sizes: list[int], data: st.DataObject) -> None:
    lines, last = page(way, sizes)
    which = data.draw(st.integers(0, len(sizes) - 1))
    gone = lines[last[which].start : last[which].stop]
    rest = lines[: last[which].start] + lines[last[which].stop :]
    lists = Lists.read({"README.md": "\n".join(rest).encode()})
    number = sum(sizes[: which + 1])
    link = f"https://arxiv.org/abs/2501.{number:05}"
    work = Work(
        _TITLES[number % 7] + f" {number}", link, Identifier("arxiv", f"2501.{number:05}"),
        authors=("Ada Brook", "Ben Lake"), note="Wades.",
    )  # fmt: skip
    placed, _ = lists.add(work, *lists.find(f"Section {'ABC'[which]}", {}))
    assert placed.insertion.line in (last[which].start, last[which].start - 1)
    new = [line for line in placed.insertion.lines if line.strip()]
    assert new == [line for line in gone if line.strip()]


@given(files())
def test_lists_below_headings_stay_sections(data: bytes) -> None:
    listing = read(Document.parse(data))
    assert all(group.kind != "heading" for section in listing.sections for group in section.groups)


MAIN = """\
# Rivers

- [Nests Without Twigs](https://arxiv.org/abs/2401.00001)
- [Beaks That Bend](https://arxiv.org/abs/2401.00002)

## Workshops

- [Ponds of 2025](ponds/2025.md)
"""


def test_a_linked_file_of_headings_is_written_and_looked_through(tmp_path: Path) -> None:
    way = Way(4, "- **{}:**", blank=True, rule="---", numbered=False, shown=True)
    pond = "\n".join(page(way, [2, 2])[0]).encode()
    (tmp_path / "ponds").mkdir()
    (tmp_path / "README.md").write_text(MAIN)
    (tmp_path / "ponds" / "2025.md").write_bytes(pond)

    class Folder:
        def read(self, path: str) -> bytes:
            return (tmp_path / path).read_bytes()

    lists = Lists.open(Folder(), "README.md")  # type: ignore[arg-type]
    listed = find_named(lists, Identifier("arxiv", "2501.00003"))
    assert listed
    assert (listed.listing.file, listed.section.name) == ("ponds/2025.md", "Section B")
    work = Work(
        "Otter: Shards That Float", "https://arxiv.org/abs/2503.00010", Identifier("arxiv", "2503.00010")
    )
    lists.add(work, *lists.find("Section B", {}))
    assert set(lists.after) == {"ponds/2025.md"}
    assert lists.after["ponds/2025.md"].endswith(
        b"---\n\n#### Otter: Shards That Float\n\n"
        b"- **Link:** [arXiv:2503.00010](https://arxiv.org/abs/2503.00010)\n\n---\n"
    )


def test_the_linter_takes_no_offence() -> None:
    way = Way(3, "- **{}:**", blank=True, rule="---", numbered=False, shown=True)
    data = "\n".join(page(way, [3, 1, 2])[0]).encode()
    (book,) = open_book([Page("README.md", data)])
    assert [one.message for one in examine(book, choose())] == []
