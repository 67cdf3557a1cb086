"""What commands print."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from bot.forge.model import Change
from bot.text.compare import common_ends


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress_of(count: int) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while works are looked up, where that is a terminal and there are several."""
    if count < 2 or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Looking up", total=count)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def unified_diff(changes: Iterable[Change]) -> str:
    """The changes as ``git diff`` would show them; only the stretch that differs is compared."""
    return "".join(_one(change) for change in changes)


def _one(change: Change) -> str:
    old = change.before.decode("utf-8").splitlines(keepends=True)
    new = change.after.decode("utf-8").splitlines(keepends=True)
    head, tail = common_ends(old, new)
    start = max(0, head - 3)
    lines = difflib.unified_diff(
        old[start : len(old) - max(0, tail - 3)], new[start : len(new) - max(0, tail - 3)],
        f"a/{change.path}", f"b/{change.path}",
    )  # fmt: skip
    return "".join(_shifted(line, start) for line in lines)


def _shifted(line: str, by: int) -> str:
    if not line.startswith("@@"):
        return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
    left, right = line.split()[1:3]
    return f"@@ {_range(left, by)} {_range(right, by)} @@\n"


def _range(text: str, by: int) -> str:
    start, _, size = text[1:].partition(",")
    return f"{text[0]}{int(start) + by}" + (f",{size}" if size else "")
