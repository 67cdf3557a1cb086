"""``--help`` teaches by examples that run, and names the next step; nothing needs a terminal or colour."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import click
import pytest

from bot.cli import _COMMANDS, command
from tests.docs.scratch import Scratch

COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-7]|9[0-7]|38)[;m]")
SLOPPY = (
    "# Rivers\n\n- [Otter](https://arxiv.org/abs/2412.00011)\n* [Heron](https://arxiv.org/abs/2405.00012) \n"
)


def shown(name: str) -> str:
    """The help of a command; of all of them where no name is given."""
    context = click.Context(command, info_name="paperlist")
    if name:
        chosen = command.get_command(context, name)
        assert chosen is not None
        return chosen.get_help(click.Context(chosen, context, info_name=name))
    return command.get_help(context)


def examples(name: str) -> list[str]:
    part = re.search(r"^  Examples:\n((?:    .+\n)+)\n", shown(name), re.M)
    assert part, f"paperlist {name} --help shows no examples"
    return [line.strip() for line in part[1].splitlines()]


@pytest.mark.parametrize("name", ["", *_COMMANDS])
def test_help_teaches_by_examples_that_run(name: str, room: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"GITHUB_TOKEN": "a-token", "GITHUB_EVENT_PATH": "event.json", "GITHUB_EVENT_NAME": "issues"}
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    found = examples(name)
    assert 2 <= len(found) <= 3
    for line in found:
        assert re.search(rf"\bpaperlist {name}", line)
        said = room.type(line)
        # The scratch list lacks what a maintainer still has to do; the doctor says so with a 3.
        assert said.status == (3 if name == "doctor" else 0), f"$ {line}\n{said.text}"


@pytest.mark.parametrize("name", ["", *_COMMANDS])
def test_help_names_the_next_step(name: str) -> None:
    """One that there is: a command, or a page of the documents."""
    said = re.search(r"^  Next: (.+(?:\n  .+)*)", shown(name), re.M)
    assert said
    named = re.findall(r"paperlist (\w+)", said[1]) + re.findall(r"docs/\w+\.md", said[1])
    known = {*_COMMANDS, "COMMAND"}
    assert all(one in known or (Path(__file__).parents[2] / one).is_file() for one in named)
    assert named or "--write" in said[1]


def test_the_reference_names_every_option() -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    context = click.Context(command)
    for name in _COMMANDS:
        chosen = command.get_command(context, name)
        assert chosen
        assert f"## `paperlist {name}" in page
        found = [option for one in chosen.params for option in one.opts if option.startswith("--")]
        assert [option for option in found if option not in page] == []


@pytest.mark.parametrize(
    "line", ["paperlist lint sloppy.md", "paperlist demo", "paperlist add 2309.06180 2410.00021"]
)
def test_a_terminal_that_wants_no_colour_gets_none(line: str, room: Scratch) -> None:
    room.put("sloppy.md", SLOPPY)
    assert not COLOUR.search(on_terminal(line, room, NO_COLOR="1"))


def test_a_terminal_that_wants_colour_gets_it(room: Scratch) -> None:
    room.put("sloppy.md", SLOPPY)
    assert COLOUR.search(on_terminal("paperlist lint sloppy.md", room))


def on_terminal(line: str, room: Scratch, **more: str) -> bytes:
    ours, theirs = pty.openpty()
    env = {**room.env, "TERM": "xterm-256color", **more}
    with subprocess.Popen(
        ["sh", "-c", line], cwd=room.folder, env=env, stdout=theirs, stderr=theirs
    ) as typed:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not part:
                break
            said += part
        typed.wait(timeout=60)
    os.close(ours)
    assert said
    return said
