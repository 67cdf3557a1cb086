"""What the ledger says of each work, in words for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.errors import NeedsPerson, SectionUnknown
from bot.ledger import Copy, Line
from bot.listing.compose import describe
from bot.listing.duplicates import Listed
from bot.listing.facts import facts, title_key
from bot.listing.find import full_name
from bot.listing.join import Joining
from bot.listing.lists import Added
from bot.listing.reflect import Reflected
from bot.listing.suggest import Suggestion
from bot.text import link_target, sentences
from bot.works.model import Work

_ANY = "`/section …`"
# What a person does in an issue, and what is typed instead where there is none.
_TYPED = (
    (re.compile(r"Edit the issue and add a line `Title: …`\."), "Give it with --title."),
    (re.compile(r"Edit the issue and ([a-z])"), lambda found: found[1].upper()),
    (
        re.compile(rf"[Cc]omment {_ANY}, or add a line `Section: …` to the issue\."),
        "Name one with --section.",
    ),
    (re.compile(r"Comment one of these, or add a line `Section: …` to the issue:"), "Name one of these:"),
    (re.compile(rf"comment {_ANY}"), "name another with --section"),
    (re.compile(r"to move it, comment (?=`/section)"), "to put it elsewhere: "),
    (re.compile(r"`/section ([^`]+)`"), lambda found: f'--section "{found[1]}"'),
)


def added(link: str, joining: Joining, made: Added, copies: Sequence[Reflected]) -> Line:
    """The answer to a work that joined the list, and its mirrors."""
    placed, entry = made
    said = [
        *joining.work.remarks,
        *describe(placed.written.missing),
        *_left_out(joining.work, "\n".join(placed.written.lines)),
        *(copy.left or _copy(copy).said for copy in copies),
    ]
    return Line(
        link, "added", " ".join(said),
        entry="\n".join(text for text in placed.written.lines if text), path=placed.section.file,
        line=entry.start + 1, section=placed.section.path, title=joining.work.title,
        copies=tuple(_copy(copy) for copy in copies if not copy.left),
    )  # fmt: skip


def _left_out(work: Work, entry: str) -> list[str]:
    """For the reply: what the request gives and the entry does not say, as no neighbour says the like."""
    links = {"code": work.code, **work.links}
    lost = [f"{role} link" for role, link in links.items() if link and link_target(link) not in entry]
    if title_key(work.note) not in title_key(entry):
        lost.append("remark")
    if not lost:
        return []
    done = "it was" if len(lost) == 1 else "they were"
    return [f"Its neighbours have no place for the {' and the '.join(lost)}, so {done} left out."]


def _copy(reflected: Reflected) -> Copy:
    return Copy(reflected.path, reflected.line, reflected.entry)


def listed(link: str, place: Listed) -> Line:
    """The answer to a work that the list has already."""
    return Line(
        link, "duplicate", f"Listed already in {full_name(place.section, place.group)}.",
        entry=place.listing.document.lines[place.entry.start].strip(), path=place.listing.file,
        line=place.entry.start + 1, section=place.section.path, title=facts(place.entry, place.group).title,
    )  # fmt: skip


def repeated(link: str, first: Line) -> Line:
    """The answer to a work that the same request names twice."""
    if first.outcome != "added":
        return replace(first, link=link)
    entry = first.entry.partition("\n")[0].strip()
    reason = "It is asked for twice, and added once."
    return replace(first, link=link, outcome="duplicate", reason=reason, entry=entry, copies=())


def waiting(link: str, title: str, error: NeedsPerson) -> Line:
    """The answer to a work that a person has to decide on: what happened, then what to do."""
    return Line(link, "waiting", sentences(error.what, error.hint), title=title)


def no_section(best: Sequence[Suggestion]) -> NeedsPerson:
    """No section was named, and none is sure."""
    ways = f"one of these, or add a line `Section: …` to the issue: {_commands(best)}"
    return NeedsPerson(
        "No section was named.",
        f"Comment {ways}." if best else f"Comment {_ANY}, or add a line `Section: …` to the issue.",
    )


def unknown_section(error: SectionUnknown, best: Sequence[Suggestion]) -> SectionUnknown:
    """The section that was named does not exist; others may fit."""
    likely = f"By its title, it may belong in one of these: {_commands(best)}." if best else ""
    return SectionUnknown(error.what, sentences(error.hint, likely))


def filed(best: Sequence[Suggestion]) -> str:
    """For a work that was filed without being told where."""
    others = _commands(best[1:]) or _ANY
    return f"Filed by its title under “{full_name(best[0].section)}”; to move it, comment {others}."


def _commands(best: Sequence[Suggestion]) -> str:
    return "; ".join(f"`/section {full_name(one.section)}`" for one in best)


def typed(reason: str) -> str:
    """A reason as it is said at a terminal, where options stand for what is done in an issue."""
    for said, instead in _TYPED:
        reason = said.sub(instead, reason)
    return reason
