"""What a run came to, for the maintainer who opens its page on GitHub Actions."""

from __future__ import annotations

from collections.abc import Sequence

from bot.forge import words
from bot.forge.wire import Count
from bot.reconcile.every import Report
from bot.text import plural

MOST = 100  # rows; GitHub shows a summary of up to 1 MiB


def of_all(report: Report, count: Count, would: Sequence[str] = ()) -> str:
    """The job summary of a run over every request.

    Args:
        report: what it came to.
        count: requests it took.
        would: what it would have written, if it was a dry run.
    """
    head = (
        f"### {plural(len(report.settled), 'request')} worked on, {report.quiet} as they should be\n\n"
        f"{plural(count.requests, 'request')} to GitHub, {count.writes} of them writes."
    )
    parts = [head]
    if would:
        parts.append(f"It was a dry run. This would be done:\n\n{_items(would)}")
    if report.settled:
        parts.append("Worked on: " + _numbers(report.settled))
    if report.left:
        parts.append("Left for the next run: " + _numbers(report.left))
    if report.failed:
        failed = [f"#{number}: {error}" for number, error in report.failed.items()]
        parts.append(f"**Failed**\n\n{_items(failed)}")
    return "\n\n".join(parts) + "\n"


def of_one(subject: str, what: str, count: Count) -> str:
    """The job summary of a run for one event.

    Args:
        subject: ``issue 7``; empty when the event is about none.
        what: what was done, or why nothing was.
        count: requests it took.
    """
    head = words.said(subject).capitalize() or "No issue"
    cost = f"{plural(count.requests, 'request')} to GitHub, {count.writes} of them writes."
    return f"### {head}\n\n{words.said(what)}\n\n{cost}\n"


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(f"#{number}" for number in numbers[:MOST])
    return shown + (f" and {len(numbers) - MOST} more" if len(numbers) > MOST else "")


def _items(lines: Sequence[str]) -> str:
    shown = "\n".join(f"- {words.said(line)}" for line in lines[:MOST])
    return shown + (f"\n- … and {len(lines) - MOST} more" if len(lines) > MOST else "")
