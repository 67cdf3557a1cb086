"""The demonstration's scenes: rendered on a terminal, as Markdown source in a pipe.

Loaded when there is something to show, because rich is slow to load.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import CodeBlock, Markdown, MarkdownElement
from rich.padding import Padding
from rich.text import Text

from bot.demo import Scene
from bot.forge.model import Issue
from bot.text import plural

WIDEST = 110
NEXT = """\
Nothing of this left the machine, and nothing of it is left. From here:

- `uv run paperlist add LINK --section NAME` shows the diff for a link of your own, and asks for its title;
- `uv run paperlist sections` shows what was learnt of the list;
- `docs/start.md` brings it to a list of yours in five minutes;
- the same example issues, and how to add one, are in `examples/`;
- how it is built stands in `docs/architecture.md`.

Where uv is not installed, `sh .ci/uv` stands for it.
"""
EMPTY = "_No response_"  # what GitHub writes for a field that was left empty
_FIELD = re.compile(r"^### (.+)\n+(.+)$", re.M)
_CHANGED = {"+": "bold green", "-": "bold red"}


class _Diff(CodeBlock):
    """A diff: what changes in full, what stands around it cut to the width."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in str(self.text).rstrip().split("\n"):
            if line.startswith(("---", "+++")) or line[:1] not in _CHANGED:
                yield Text(line, style="dim", no_wrap=True, overflow="ellipsis")
            else:
                yield Text(line, style=_CHANGED[line[:1]], overflow="fold")


class _Rendered(Markdown):
    """Markdown as GitHub shows it, as far as a terminal can."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {**Markdown.elements, "fence": _Diff}


class Page:
    """Where the scenes are shown.

    Args:
        console: gives the width, and whether there is a terminal and colour.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        if console.is_terminal:
            console.width = min(console.width, WIDEST)

    @classmethod
    def on_stdout(cls) -> Page:
        """Standard output, whatever its encoding; rich minds ``NO_COLOR`` and ``COLUMNS``."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        return cls(Console(highlight=False, markup=False, emoji=False))

    def show(self, scenes: Sequence[Scene]) -> None:
        """Print scenes, then where to go next."""
        for number, scene in enumerate(scenes, 1):
            self._rule(f"{number} of {len(scenes)}")
            self._issue(scene.issue)
            self._part("The reply", scene.reply)
            if pull := scene.pull:
                self._part(f"Pull request #{pull.number}: {pull.title}", pull.body)
                count = f"{plural(scene.added, 'line')} added, {scene.removed} removed"
                self._markdown(f"One commit on `{pull.branch}`: {count}.")
        self._rule("Next")
        self._markdown(NEXT)

    def _rule(self, title: str) -> None:
        self._console.rule(Text(f" {title} ", style="bold"), align="left", style="cyan")
        self._console.print()

    def _issue(self, issue: Issue) -> None:
        self._heading(f"Issue #{issue.number} by {issue.author}: {issue.title}")
        for line in _shortly(issue.body):
            self._indented(Text(line, style="dim", overflow="fold"))
        self._console.print()

    def _part(self, heading: str, text: str) -> None:
        self._heading(heading)
        self._markdown(text)

    def _heading(self, text: str) -> None:
        self._console.print(Text("▌ ", style="cyan").append(text, style="bold"))

    def _markdown(self, text: str) -> None:
        self._indented(_Rendered(text) if self._console.is_terminal else Text(text))
        self._console.print()

    def _indented(self, shown: RenderableType) -> None:
        """Indented on a terminal. In a pipe every line stays one line."""
        if self._console.is_terminal:
            self._console.print(Padding(shown, (0, 0, 0, 2), expand=False))
        else:
            self._console.print(shown, soft_wrap=True)


def _shortly(body: str) -> list[str]:
    """An issue's lines without blank ones and empty fields; a form's field on one line with its label."""
    text = _FIELD.sub(r"\1: \2", body)
    return [line for line in text.split("\n") if line.strip() and not line.endswith(f": {EMPTY}")]
