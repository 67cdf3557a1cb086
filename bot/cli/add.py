"""``paperlist add``."""

from __future__ import annotations

import os
import re
from typing import Any

import click

from bot.add import Plan, plan
from bot.answers import typed
from bot.cli.folder import Folder
from bot.cli.lists import settled
from bot.cli.options import as_json, list_file
from bot.cli.output import print_json, progress_of, unified_diff
from bot.config import Config
from bot.errors import UsageError
from bot.identifiers import identify
from bot.intake.model import Request, Wanted
from bot.works.resolve import Lookup

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
NEXT = "Next: paperlist add --help shows what can be given; paperlist sections names the sections."


@click.command("add")
@click.argument("links", nargs=-1, required=True, metavar="LINK…")
@click.option("--section", default="", help="Heading, heading path (A > B), anchor (#b) or alias.")
@click.option("--title", default="", help="Title, when the source cannot be asked.")
@click.option("--authors", default="", help="Authors, as the list shall show them.")
@click.option("--venue", default="", help="Where it was published: SOSP 2023.")
@click.option("--date", default="", help="YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--code", default="", help="Address of the code.")
@click.option("--note", default="", help="A remark; emphasis and code survive.")
@list_file
@click.option("--offline", is_flag=True, help="Fetch nothing; use the cache and what is given here.")
@click.option("--write", is_flag=True, help="Write the file instead of only showing the diff.")
@as_json
def command(
    links: tuple[str, ...], file: str, offline: bool, write: bool, as_json: bool, **given: Any
) -> int:
    """Add works to a list.

    \b
    Examples:
      paperlist add https://arxiv.org/abs/2309.06180 --section "LLM Serving"
      paperlist add 2309.06180 10.1145/3600006.3613165 --section "#kv-cache" --write
      paperlist add https://example.org/post --title "A Post" --section Posts --offline

    Next: paperlist sections names the sections; paperlist lint looks over what was written.
    """
    if len(links) > 1 and (named := [name for name in ("title", "authors", "code", "note") if given[name]]):
        raise UsageError(
            f"--{named[0]} is of one work, but {len(links)} links are given.", "Call once for each."
        )
    if given["date"] and not _DATE.fullmatch(given["date"]):
        raise UsageError(f"“{given['date']}” is no date.", "Write YYYY, YYYY-MM or YYYY-MM-DD.")
    section = given.pop("section")
    works = tuple(Wanted(link, identify(link), **given) for link in links)
    folder, settings = settled(file)
    done = _plan(Request("add", works, section), folder, settings, offline=offline)
    if write:
        for change in done.changes:
            folder.write(change.path, change.after)
    diff = unified_diff(done.changes)
    if as_json:
        print_json({"ledger": [line.row for line in done.ledger.lines], "diff": diff})
    else:
        _show(done, diff, write=write)
    return done.ledger.status


def _plan(request: Request, folder: Folder, settings: Config, *, offline: bool) -> Plan:
    from bot.works.cache import Cache

    cache = Cache.from_environment(os.environ)
    if offline:
        return plan(request, folder, settings, Lookup(cache=cache))
    from bot.works.edge import Network

    with Network.from_environment(os.environ) as network, progress_of(len(request.works)) as progress:
        return plan(request, folder, settings, Lookup(network, cache, progress))


def _show(done: Plan, diff: str, *, write: bool) -> None:
    for line in done.ledger.lines:
        place = f" ({line.path}:{line.line})" if line.line else ""
        said = f" {typed(line.reason)}" if line.reason else ""
        click.echo(f"{line.outcome}: {line.title or line.link}{place}.{said}", err=True)
    if any(line.outcome == "waiting" for line in done.ledger.lines):
        click.echo(NEXT, err=True)
    if diff:
        click.echo(diff, nl=False)
        if not write:
            click.echo("Nothing is written yet: add --write.", err=True)
