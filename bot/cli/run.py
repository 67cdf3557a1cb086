"""``paperlist run``."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command("run")
@click.option(
    "--event",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Event file instead of GITHUB_EVENT_PATH.",
)
def command(event: Path | None) -> int:
    """Answer the event that started a GitHub Actions run.

    Needs GITHUB_TOKEN, and GITHUB_REPOSITORY unless the event names it. The workflow that paperlist init
    writes calls this.

    \b
    Examples:
      paperlist run
      paperlist run --event event.json

    Next: paperlist reconcile finishes what a run left undone.
    """
    from bot.run import from_actions

    return from_actions(os.environ, event)
