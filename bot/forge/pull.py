"""What a pull request says: its title, its body, and its commit's message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import dedent

from bot.forge import words
from bot.forge.model import Change, Check, Commit
from bot.forge.publish import Proposal
from bot.ledger import Copy, Ledger, Line, Near
from bot.lint.model import Finding, fails
from bot.text import paragraphs, plain, plural, quiet, sentences
from bot.works.model import Work

SUBJECT = 72  # characters of a commit's first line that tools show
TITLE = 150  # characters; GitHub refuses more than 256, and defusing may add half
SHOWN = 10  # entries shown as they will look
LONGEST = 1_500  # characters of an entry that is shown so
NAMES = 3  # authors named
ROOM = 60_000  # characters; GitHub refuses a text of more than 65,536

_DELIMITER = re.compile(r"[\s>|:-]*-[\s|:-]*")


@dataclass(frozen=True, slots=True)
class Background:
    """What whoever merges wants to know beside the ledger.

    Attributes:
        works: what is known of the works added, parallel to ``ledger.of("added")``.
        near: entries like each of them, most alike first; parallel, too.
        findings: what the lint says of the new lines.
    """

    works: tuple[Work, ...] = ()
    near: tuple[tuple[Near, ...], ...] = ()
    findings: tuple[Finding, ...] = ()


NONE = Background()


def proposal(
    issue: int,
    base: str,
    ledger: Ledger,
    changes: Sequence[Change],
    labels: tuple[str, ...],
    *,
    background: Background = NONE,
) -> Proposal:
    """The pull request for an issue whose ledger has something to add.

    Args:
        issue: its number.
        base: commit the changes start from.
        ledger: the answers to its links.
        changes: the files changed.
        labels: for the pull request.
        background: what is known beside.
    """
    subject = title(ledger, SUBJECT)
    check = Check(not fails(background.findings), words.verdict(background.findings))
    return Proposal(
        commit=Commit(base, f"{subject}\n\nRequested in #{issue}.", tuple(changes), check=check),
        title=title(ledger, TITLE),
        body=body(issue, ledger, changes, background),
        brief=_closing(issue, ledger),
        labels=labels,
    )


def title(ledger: Ledger, width: int = TITLE) -> str:
    """``Add “Title”``, or ``Add 3 papers to Section`` when all go to the same one."""
    added = ledger.of("added")
    if len(added) == 1 and added[0].title:
        return f"Add “{quiet(plain(added[0].title, width - len('Add “”')))}”"
    what = f"Add {plural(len(added), 'paper')}"
    where = _common(added)
    return quiet(plain(f"{what} to {where[-1]}" if where else what, width))


def body(issue: int, ledger: Ledger, changes: Sequence[Change], background: Background = NONE) -> str:
    """The pull request's text, for the person who is to merge it."""
    added = ledger.of("added")
    where = words.place(added[0]) if len(added) == 1 else words.crumbs(_common(added))
    where = f"*{where}*" if where and len(added) > 1 else where
    several = len(added) > 1
    first = f"Adds {plural(len(added), 'paper') if several else 'one paper'}"
    first += f" to {where}:" if where else ":"
    facts = zip_longest(added[:SHOWN], background.works[:SHOWN], background.near[:SHOWN])
    shown = [_about(line, work, near or (), changes, several) for line, work, near in facts]
    if len(added) > SHOWN:
        shown.append(f"… and {len(added) - SHOWN} more, under *Files changed*.")
    last = [f"**Lint:** {words.lint(background.findings)}", _change(issue), _closing(issue, ledger)]
    parts = [first, *shown, *last]
    if len(ledger.lines) > 1:
        room = min(words.LIMIT, ROOM - sum(map(len, parts)))
        parts.insert(-3, f"**Every link of the request**\n\n{words.table(ledger, room)}")
    return "\n\n".join(parts)


def _about(
    line: Line, work: Work | None, near: Sequence[Near], changes: Sequence[Change], several: bool
) -> str:
    """One new entry as it will look, who wrote the work and when, and what the list has that is like it."""
    facts = sentences(_facts(work), words.advice(_beside(line)))
    alike = [f"{words.name(one)} in {words.place(one)}" for one in (near[:1] if several else near)]
    if len(alike) > 1:
        like = "Similar in the list:\n\n" + "\n".join(f"- {one}" for one in alike)
    else:
        like = f"Similar in the list: {alike[0]}" if alike else ""
    return paragraphs(_looks(line, changes), facts, like)


def _beside(line: Line) -> str:
    """What the answer says, without the copies: where each went stands above it."""
    reason = line.reason
    for copy in line.copies:
        reason = reason.replace(copy.said, "")
    return " ".join(reason.split())


def _looks(line: Line, changes: Sequence[Change]) -> str:
    """An entry as it will look, in a quotation that nothing in it can leave; acting words are defused."""
    quoted = [_quoted(line, line, changes)]
    for copy in line.copies:
        quoted += [f"In {words.said(copy.path)}, line {copy.line}:", _quoted(line, copy, changes)]
    return "\n\n".join(quoted)


def _quoted(line: Line, there: Line | Copy, changes: Sequence[Change]) -> str:
    rows = dedent(there.entry).split("\n")
    if not there.entry or len(there.entry) > LONGEST:
        rows = [words.name(line)]
    rows = [*_header(there, changes), *map(quiet, rows)]
    return "\n".join(f"> {row}".rstrip() for row in rows)


def _header(line: Line | Copy, changes: Iterable[Change]) -> list[str]:
    """The first two lines of the table that an entry is a row of; none where it is no row."""
    after = next((change.after for change in changes if change.path == line.path), b"")
    rows = after.decode("utf-8").splitlines()[: line.line]
    top = len(rows)
    while top and "|" in rows[top - 1]:
        top -= 1
    header = rows[top : top + 2]
    is_row = len(rows) - top > 2 and _DELIMITER.fullmatch(header[1])
    return [quiet(row) for row in header] if is_row else []


def _facts(work: Work | None) -> str:
    """``By Ada Heron, Grace Egret and 3 more, 2024-01-05 (arXiv).``; empty where nothing is known."""
    if work is None or not (work.authors or work.date):
        return ""
    named = ", ".join(work.authors[:NAMES])
    more = f" and {len(work.authors) - NAMES} more" if len(work.authors) > NAMES else ""
    known = ", ".join(part for part in (f"By {words.said(named)}{more}" if named else "", work.date) if part)
    return f"{known} ({words.said(work.source)})." if work.source else f"{known}."


def _change(issue: int) -> str:
    return (
        f"**To change something,** comment here or in #{issue}, as in `/section NAME`, `/title TEXT` or "
        f"`/venue TEXT` (`/help` shows all), or edit #{issue}: this pull request follows. "
        "Commits of your own on its branch are kept."
    )


def _common(added: Sequence[Line]) -> tuple[str, ...]:
    """The section that all go to; empty when there are several."""
    sections = {line.section for line in added}
    return next(iter(sections)) if len(sections) == 1 else ()


def _closing(issue: int, ledger: Ledger) -> str:
    """``Closes`` ends the issue with the merge; while a link waits, the issue stays open."""
    return f"Refs #{issue}" if ledger.of("waiting") else f"Closes #{issue}"
