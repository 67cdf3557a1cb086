"""What a pull request says: its title, its body, and its commit's message."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from bot.forge import words
from bot.forge.model import Change, Commit
from bot.forge.publish import Proposal
from bot.ledger import Ledger
from bot.text import plain, quiet

SUBJECT = 72  # characters of a commit's first line that tools show
TITLE = 150  # characters; GitHub refuses more than 256, and defusing may add half
CONTEXT = 2  # lines shown around a new one
DIFF = 20_000  # characters


def proposal(
    issue: int, base: str, ledger: Ledger, changes: Sequence[Change], labels: tuple[str, ...]
) -> Proposal:
    """The pull request for an issue whose ledger has something to add.

    Args:
        issue: its number.
        base: commit the changes start from.
        ledger: the answers to its links.
        changes: the files changed.
        labels: for the pull request.
    """
    subject = title(ledger, SUBJECT)
    return Proposal(
        commit=Commit(base, f"{subject}\n\nRequested in #{issue}.", tuple(changes)),
        title=title(ledger, TITLE),
        body=body(issue, ledger, changes),
        brief=_closing(issue, ledger),
        labels=labels,
    )


def title(ledger: Ledger, width: int = TITLE) -> str:
    """``Add “Title”``, or ``Add 3 papers to Section`` when all go to the same one."""
    added = ledger.of("added")
    if len(added) == 1 and added[0].title:
        return f"Add “{quiet(plain(added[0].title, width - len('Add “”')))}”"
    what = f"Add {words.plural(len(added), 'paper')}"
    sections = {line.section for line in added}
    where = next(iter(sections)) if len(sections) == 1 else ()
    return quiet(plain(f"{what} to {where[-1]}" if where else what, width))


def body(issue: int, ledger: Ledger, changes: Iterable[Change]) -> str:
    """The pull request's text, for the person who is to merge it."""
    added = ledger.of("added")
    if len(added) == 1:
        first = f"Adds {words.name(added[0])} to {words.place(added[0])}. {words.advice(added[0].reason)}"
    else:
        first = f"Adds {words.plural(len(added), 'paper')}."
    parts = [first.rstrip(), words.fence(difference(changes), "diff")]
    if len(ledger.lines) > 1:
        parts.append(f"### Every link of the request\n\n{words.table(ledger, words.LIMIT - DIFF - 4_000)}")
    parts.append(
        "### To change something\n\n"
        f"Edit #{issue}: this branch and text are made again from it. "
        "Or edit the branch as you like: a branch with your commits on it is left alone."
    )
    parts.append(_closing(issue, ledger))
    return "\n\n".join(parts)


def difference(changes: Iterable[Change]) -> str:
    """What changes, as a unified diff with a little context; cut with a count when it is long."""
    lines: list[str] = []
    for change in changes:
        before, after = _lines(change.before), _lines(change.after)
        lines += difflib.unified_diff(before, after, change.path, change.path, n=CONTEXT, lineterm="")
    text = "\n".join(lines)
    if len(text) <= DIFF:
        return text
    shown = text[:DIFF].rsplit("\n", 1)[0]
    return f"{shown}\n… and {words.plural(len(lines) - shown.count(chr(10)) - 1, 'more line')}"


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")


def _closing(issue: int, ledger: Ledger) -> str:
    """``Closes`` ends the issue with the merge; while a link waits, the issue stays open."""
    return f"Refs #{issue}" if ledger.of("waiting") else f"Closes #{issue}"
