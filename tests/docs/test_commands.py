"""Every command that a document shows is run as it is written, in order, page by page.

What a block is, its language says:

- ``sh``: commands, each of which succeeds.
- ``console``: commands after ``$``, with what the terminal shows; a line ``…`` stands for any lines. The
  exit status is 0, or what a following ``$ echo $?`` shows.
- ``markdown`` and ``yaml`` with a second word: a file of that name, which the next commands meet.
- ``text``: what no test may do, such as fetching from GitHub, and output. ``paperlist`` stands there only
  with words in capitals in place of something that the reader has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, Block, blocks, name_of
from tests.docs.scratch import Scratch

TYPED = ("sh", "console")
OTHERS = {"", "diff", "markdown", "mermaid", "python", "text", "yaml"}
COMMAND = re.compile(r"^\s*(?:\$ )?(?:[A-Z_]+=\S* )*(?:sh \.ci/uv run |uv run )?paperlist\b", re.M)
CAPITALS = re.compile(r"^paperlist .* [A-Z]{3,}\b", re.M)
# The tests cannot run themselves, and measuring takes minutes: that these exist is all that is held.
ITSELF = re.compile(r"^(?:sh \.ci/uv|uv) run (?:pytest|python -m (?P<module>[\w.]+))")
RUN = [page for page in PAGES if any(block.language in TYPED for block in blocks(page))]


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_a_page_runs_as_it_is_written(page: Path, room: Scratch) -> None:
    for block in blocks(page):
        if block.name:
            room.put(block.name, block.text)
        elif block.language == "sh":
            run(block, room)
        elif block.language == "console":
            compare(block, room)


def run(block: Block, room: Scratch) -> None:
    for command in commands(block.text):
        if itself := ITSELF.match(command):
            assert not itself["module"] or find_spec(itself["module"]), block.place
            continue
        said = room.type(command)
        assert said.status == 0, f"{block.place}: $ {command}\n{said.text}"


def compare(block: Block, room: Scratch) -> None:
    typed = re.split(r"^\$ ", block.text, flags=re.M)[1:]
    for at, one in enumerate(typed):
        command, shown = re.split(r"(?<!\\)\n", one, maxsplit=1)
        said = room.type(command)
        asked = at + 1 < len(typed) and typed[at + 1].startswith("echo $?\n")
        assert asked or said.status == 0, f"{block.place}: $ {command}\n{said.text}"
        assert matches(shown, said.text), f"{block.place}: $ {command}\n{said.text}"


def matches(shown: str, said: str) -> bool:
    parts = re.split(r"^…\n", shown.rstrip("\n") + "\n" if shown.strip() else "", flags=re.M)
    return bool(
        re.fullmatch(r"(?:.*\n)*?".join(map(re.escape, parts)), said.rstrip("\n") + "\n" if said else "")
    )


def commands(text: str) -> Iterator[str]:
    for line in re.split(r"(?<!\\)\n", text.rstrip("\n")):
        if line.strip() and not line.startswith("#"):
            yield line


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_command_is_left_out(page: Path) -> None:
    for block in blocks(page):
        assert block.language in OTHERS or block.language in TYPED or block.name, block.place
        if block.language not in TYPED:
            kept = block.language == "text" and CAPITALS.search(block.text)
            assert kept or not COMMAND.search(block.text), f"{block.place}: it would not be run"


def test_an_output_that_differs_is_seen() -> None:
    assert matches("a\n…\nz\n", "a\nb\nc\nz\n")
    assert matches("a\n…\n", "a\n")
    assert not matches("a\n…\nz\n", "a\nb\nc\n")
    assert not matches("a\n", "a\nb\n")
    assert not matches("", "a\n")
