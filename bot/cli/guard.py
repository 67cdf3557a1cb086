"""``paperlist guard``."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click


@click.command("guard")
@click.option("--base", metavar="REV", required=True, help="What the change is to be merged into.")
@click.option("--allow", metavar="LINK", multiple=True, help="An entry that may go or change; * for all.")
def command(base: str, allow: tuple[str, ...]) -> int:
    """Fail when an entry that stood on the base is gone or altered, and nothing says so.

    \b
    A line in a commit message or in the pull request's text says so:
      Removes: https://arxiv.org/abs/2401.00001
      Changes: Its title

    \b
    Examples:
      paperlist guard --base origin/main
      paperlist guard --base origin/main --allow https://arxiv.org/abs/2401.00001

    Next: paperlist lint --changed-since REV looks at what is new.
    """
    from bot.forge.checkout import Checkout
    from bot.guard import losses, unsaid
    from bot.text import log_safe, sentences

    head = Checkout(Path())
    start = head.git("merge-base", "--end-of-options", base, head.base)
    messages = head.git("log", "--format=%B", f"{start}..{head.base}")
    allowed = "\n".join(f"Removes: {one}" for one in allow)
    found = losses(Checkout(Path(), start), head)
    silent = unsaid(found, (messages, allowed, _pull_text()))
    for loss in silent:
        entry = loss.entry
        what = f"altered, now at line {loss.now.line}" if loss.now else "gone"
        name = sentences(entry.title, entry.link) or entry.text[:100]
        click.echo(log_safe(f"{entry.file}:{entry.line}: {what}: {name}"))
    if silent:
        click.echo(
            f"{len(silent)} of the base's entries are not as they were. If that is meant, say so with a line "
            "“Removes: LINK” or “Changes: LINK” for each, in a commit message or the pull request's text.",
            err=True,
        )
        return 1
    counted = "1 loss is" if len(found) == 1 else f"{len(found)} losses are"
    click.echo(f"No entry is lost; {counted} said.")
    return 0


def _pull_text() -> str:
    """What the pull request says, where GitHub Actions tells of one."""
    path = os.environ.get("GITHUB_EVENT_PATH")
    try:
        payload: Any = json.loads(Path(path).read_bytes()) if path else {}
        return str(payload["pull_request"]["body"] or "")
    except (OSError, ValueError, KeyError, TypeError):
        return ""
