"""``paperlist suggest``."""

from __future__ import annotations

import click

from bot.cli.lists import open_list
from bot.cli.options import as_json, list_file
from bot.cli.output import print_json
from bot.listing.suggest import suggest


@click.command("suggest")
@click.argument("title")
@click.option("--abstract", default="", help="The abstract, for a better guess.")
@list_file
@as_json
def command(title: str, abstract: str, file: str, as_json: bool) -> int:
    """Rank the sections that fit a title, best first.

    \b
    Examples:
      paperlist suggest "Paging the KV Cache"
      paperlist suggest "Otters" --abstract "How to serve a model." --json

    Next: paperlist add LINK --section NAME adds it there.
    """
    best = suggest(open_list(file), title, abstract)
    if as_json:
        print_json([{"section": list(one.section.path), "score": round(one.score, 3)} for one in best])
    else:
        for one in best:
            click.echo(f"{one.score:4.0%}  {' > '.join(one.section.path)}")
    return 0
