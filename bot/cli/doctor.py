"""``paperlist doctor``."""

from __future__ import annotations

import dataclasses
import os
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from bot.cli.folder import Folder, hold_to_top
from bot.cli.options import as_json
from bot.cli.output import print_json
from bot.errors import UsageError
from bot.init.check import Check

_REMOTE = re.compile(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$")
_WIDTH = 100


@click.command("doctor")
@as_json
def command(as_json: bool) -> int:
    """Say what is missing for the list in this folder, and how to mend it.

    With a GITHUB_TOKEN in the environment the settings on GitHub are looked at, too. An administrator's
    token sees all of them.

    \b
    Examples:
      paperlist doctor
      GITHUB_TOKEN=$(gh auth token) paperlist doctor --json

    Next: paperlist init mends what lies in files; the rest it names is mended on GitHub.
    """
    from bot.init.check import check_files, worst
    from bot.init.release import this_release
    from bot.intake.labels import field_of

    folder = Folder()
    hold_to_top(folder.root, "doctor")
    in_files = check_files(folder, this_release(), lambda label: field_of(label) == "section")
    checks = [*in_files, *_on_github(os.environ, folder.root)]
    if as_json:
        print_json([dataclasses.asdict(one) for one in checks])
    else:
        click.echo("\n".join(_lines(checks)))
    return worst(checks)


def _on_github(environ: Mapping[str, str], root: Path) -> Iterator[Check]:
    from bot.forge.wire import Wire
    from bot.init.github import check_github, not_asked

    repository = environ.get("GITHUB_REPOSITORY") or _remote(root)
    token = environ.get("GITHUB_TOKEN", "")
    if not repository:
        yield not_asked(
            "It is not known which repository this is.",
            "Push it to GitHub, or set GITHUB_REPOSITORY to owner/name.",
        )
    elif not token:
        yield not_asked(
            "Its settings were not looked at: there is no GITHUB_TOKEN.",
            "GITHUB_TOKEN=$(gh auth token) paperlist doctor",
        )
    else:
        wire = Wire(environ.get("GITHUB_API_URL") or "https://api.github.com", token)
        site = environ.get("GITHUB_SERVER_URL") or "https://github.com"
        yield from check_github(lambda path: wire.ask("GET", path), repository, site)


def _remote(root: Path) -> str:
    from bot.forge.checkout import Checkout

    try:
        found = _REMOTE.search(Checkout(root).git("remote", "get-url", "origin"))
    except UsageError:
        return ""
    return found[1] if found else ""


def _lines(checks: Iterable[Check]) -> Iterator[str]:
    for one in checks:
        head = f"{one.state:<8} {one.name:<14} "
        yield from textwrap.wrap(one.what, _WIDTH, initial_indent=head, subsequent_indent=" " * len(head))
        if one.mend:
            yield f"{' ' * len(head)}→ {one.mend}"
