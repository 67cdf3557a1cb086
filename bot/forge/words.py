"""How a ledger reads to people: the parts that the reply and the pull request share.

Everything that comes from an issue, a page or a list goes through ``bot.text`` on its way into Markdown, or
stands in a code block, where nothing acts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.ledger import Ledger, Line, Near, Outcome
from bot.lint.model import Finding, Severity, ranked
from bot.text import (
    cell,
    code_span,
    inline_note,
    inline_text,
    link_target,
    link_text,
    plain,
    plural,
    quiet,
    sentences,
)

LIMIT = 50_000  # characters of a table; GitHub refuses a text of more than 65,536
MOST_LINKS = 20  # of those that were not asked for
FOLD = 12  # answers shown without a click
MOST_FINDINGS = 10

_SIGN: dict[Outcome, str] = {"added": "✅", "duplicate": "☑️", "waiting": "⏳", "refused": "✖️"}
_WHERE: dict[Outcome, str] = {"added": "to", "duplicate": "in"}
_SAID: dict[Outcome, str] = {
    "added": "added",
    "duplicate": "already listed",
    "waiting": "waiting",
    "refused": "not added",
}
_MARK: dict[Severity, str] = {"error": "❌", "warning": "⚠️", "info": "💡"}


def place(line: Line | Near) -> str:
    """Where an entry stands, in words: ``*LLM Systems › Serving* (README.md, line 84)``."""
    where = said(line.path) + (f", line {line.line}" if line.line else "")
    section = crumbs(line.section)
    return f"*{section}* ({where})" if section and where else f"*{section}*" if section else where


def crumbs(section: tuple[str, ...]) -> str:
    """A heading path without the document's own title: ``LLM Systems › Serving``."""
    shown = section[1:] if len(section) > 1 else section
    return " › ".join(said(name) for name in shown)


def name(line: Line | Near) -> str:
    """A work by its title, linked where its link is an address; else its link as code."""
    target = link_target(quiet(line.link))
    title = plain(line.title)
    if title and target:
        return f"[{link_text(quiet(title))}]({target})"
    if title:
        return f"{said(title)} ({code_span(line.link)})" if line.link else said(title)
    return address(line.link)


def address(link: str) -> str:
    """A link by itself: clickable where it is an address, else as code."""
    target = link_target(quiet(link))
    return f"<{target}>" if target else code_span(plain(link)) or "(no link)"


def answer(line: Line) -> str:
    """What became of a link: ``✅ added to *Serving* (README.md, line 84)``."""
    outcome = f"{_SIGN[line.outcome]} {_SAID[line.outcome]}"
    where = place(line)
    if not where or line.outcome not in _WHERE:
        return ": ".join(part for part in (outcome, advice(line.reason)) if part)
    text = f"{outcome} {_WHERE[line.outcome]} {where}"
    return f"{text}. {advice(line.reason)}" if line.outcome == "added" and line.reason else text


def said(text: str) -> str:
    """A stranger's words on one line of Markdown, where they show as they are and do nothing."""
    return quiet(inline_text(plain(text, 500)))  # in this order: what is no address any more hides nothing


def advice(text: str) -> str:
    """The bot's own words, in which code and emphasis are meant and a stranger's words may stand."""
    return quiet(inline_note(text))  # in this order: what cleans text takes out what quiet puts in


def table(ledger: Ledger, room: int = LIMIT) -> str:
    """A ledger as a table; folded when it is long, and cut with a count when it cannot all be shown.

    Args:
        ledger: at least one line.
        room: characters it may take.
    """
    head = "| Asked for | Answer |\n| --- | --- |"
    shown = [head]
    left = room - len(head) - 200
    for line in ledger.lines:
        row = f"| {cell(name(line))} | {cell(answer(line))} |"
        left -= len(row) + 1
        if left < 0:
            break
        shown.append(row)
    count, text = len(ledger.lines), "\n".join(shown)
    if len(shown) <= count:
        text += f"\n\n… and {count - len(shown) + 1} more, too many to show here."
    if count <= FOLD:
        return text
    return f"<details><summary>All {count} answers: {tally(ledger)}</summary>\n\n{text}\n\n</details>"


def tally(ledger: Ledger) -> str:
    """A ledger in numbers: ``2 added, 1 already listed``."""
    counts = Counter(line.outcome for line in ledger.lines)
    return ", ".join(f"{counts[outcome]} {name}" for outcome, name in _SAID.items() if counts[outcome])


def lint(findings: Sequence[Finding]) -> str:
    """What the lint says of new lines, most severe first."""
    if not findings:
        return f"✅ {verdict(findings)}"
    shown = [
        f"- {_MARK[one.severity]} {said(one.path)}, line {one.line}: "
        f"{advice(sentences(one.message, one.hint))} ({code_span(one.rule)})"
        for one in ranked(findings)[:MOST_FINDINGS]
    ]
    left = len(findings) - MOST_FINDINGS
    more = [f"- … and {left} more"] if left > 0 else []
    return "\n".join([f"{verdict(findings)}\n", *shown, *more])


def verdict(findings: Sequence[Finding]) -> str:
    """The same in a few words, for the list of checks."""
    return f"{plural(len(findings), 'finding')} on the new lines." if findings else "nothing to report."
