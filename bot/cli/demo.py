"""``paperlist demo``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("demo")
def command() -> None:
    """Show the whole way of four issues, on this machine alone.

    Needs a checkout of this project; no account, token or network. Nothing is left behind.

    \b
    Examples:
      paperlist demo
      paperlist demo > demo.md

    Next: paperlist add LINK --section NAME does it with a link of your own.
    """
    from bot.demo import find_root, play

    scenes = play(find_root(Path.cwd()))

    from bot.cli.page import Page

    Page.on_stdout().show(scenes)
