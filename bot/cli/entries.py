"""``paperlist entries``."""

from __future__ import annotations

import click

from bot.cli.lists import open_list
from bot.cli.options import as_json, list_file
from bot.cli.output import print_json
from bot.identifiers import identify
from bot.listing.facts import facts


@click.command("entries")
@list_file
@as_json
def command(file: str, as_json: bool) -> int:
    """Show every work a list holds; tables of contents, badges and news are none.

    \b
    Examples:
      paperlist entries
      paperlist entries --file docs/papers.md --json

    Next: paperlist lint says what is wrong with them.
    """
    rows = []
    for listing in open_list(file):
        for section, group, entry in listing.entries:
            said = facts(entry, group)
            name = identify(said.url) if said.url else None
            rows.append(
                {
                    "title": said.title, "url": said.url, "identifier": str(name) if name else "",
                    "venue": said.venue, "date": said.date, "links": said.links,
                    "section": list(section.path), "group": group.label, "line": entry.start + 1,
                }
            )  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            click.echo(f"{row['line']!s:>6}  {row['title']}  {row['identifier']}")
    return 0
