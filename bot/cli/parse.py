"""``paperlist parse``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.options import as_json
from bot.cli.output import print_json
from bot.errors import UsageError
from bot.intake.document import read_file, to_json
from bot.intake.issue import read
from bot.text import plural


@click.command("parse")
@click.argument("file", default="-")
@as_json
def command(file: str, as_json: bool) -> int:
    """Show what an issue asks for.

    FILE holds Markdown, or JSON with title, body and labels; - is standard input.

    \b
    Examples:
      paperlist parse issue.md
      echo "Please add https://arxiv.org/abs/2309.06180" | paperlist parse - --json

    Next: paperlist add LINK --section NAME does what it asks for.
    """
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{file} cannot be read: {error.strerror}.", "Name a file, or - for standard input."
        ) from None
    said = to_json(read(*read_file(data)))
    if as_json:
        print_json(said)
        return 0
    works = plural(len(said["works"]), "work")
    click.echo(f"{said['kind']}: {works}, section: {said['section'] or 'not said'}")
    for work in said["works"]:
        click.echo(f"  {work['title'] or '(no title)'}  {work['link']}  {work['section']}")
    for unused in said["unused_links"]:
        click.echo(f"  not used: {unused['link']} ({unused['reason']})")
    for problem in said["problems"]:
        click.echo(f"  {problem}")
    return 0
