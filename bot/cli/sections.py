"""``paperlist sections``."""

from __future__ import annotations

from typing import cast

import click

from bot.cli.lists import open_list
from bot.cli.options import as_json, list_file
from bot.cli.output import print_json
from bot.listing.buckets import main_group
from bot.listing.habits import learn
from bot.listing.model import Group


@click.command("sections")
@list_file
@as_json
def command(file: str, as_json: bool) -> int:
    """Show the sections of a list, with the style and order learnt of each.

    \b
    Examples:
      paperlist sections
      paperlist sections --file docs/papers.md --json

    Next: paperlist add LINK --section NAME adds to one of them.
    """
    rows = []
    for listing in open_list(file):
        for section in listing.sections:
            if not section.path:
                continue
            group = main_group(section)
            rows.append(
                {
                    "path": list(section.path), "anchor": section.anchor, "line": section.line + 1,
                    "level": section.level, "entries": len(section.entries),
                    "style": group.style if group else "none",
                    "order": learn(listing, section, group).name if group and group.entries else "none",
                    "groups": [_group(one) for one in section.groups if one.label],
                }
            )  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        _show(rows)
    return 0


def _group(group: Group) -> dict[str, object]:
    return {"label": group.label, "line": group.label_line + 1, "entries": len(group.entries)}


def _show(rows: list[dict[str, object]]) -> None:
    if not rows:
        click.echo("No headings.", err=True)
    for row in rows:
        path = cast(list[str], row["path"])
        indent = "  " * (len(path) - 1)
        learnt = f"{row['entries']:>5}  {row['style']:<9}  {row['order']:<15}"
        click.echo(f"{row['line']!s:>6}  {learnt}  {indent}{path[-1]}")
