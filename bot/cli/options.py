"""Options that several commands have, so that they read the same in each."""

from __future__ import annotations

import click

list_file = click.option("--file", default="", help="The list.  [default: as configured, else README.md]")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
