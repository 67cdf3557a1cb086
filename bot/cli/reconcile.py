"""``paperlist reconcile``."""

from __future__ import annotations

import os

import click


@click.command("reconcile")
@click.option("--issue", type=click.IntRange(min=1), help="This issue alone.")
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
def command(issue: int | None, dry_run: bool) -> int:
    """Bring every open request to where it should be.

    Safe at any time: what is as it should be is left alone, and a run cut short is finished by the next.
    Needs GITHUB_TOKEN and GITHUB_REPOSITORY.

    \b
    Examples:
      paperlist reconcile --dry-run
      paperlist reconcile --issue 7

    Next: paperlist doctor says why pull requests are missing.
    """
    from bot.reconcile.start import from_actions

    report, would = from_actions(os.environ, only=issue or 0, dry_run=dry_run)
    for line in would:
        click.echo(f"would {line}")
    if not would:
        left = f", {len(report.left)} left for the next run" if report.left else ""
        failed = f", {len(report.failed)} failed" if report.failed else ""
        click.echo(f"{len(report.settled)} worked on, {report.quiet} as they should be{left}{failed}")
    return report.status
