"""One request, top to bottom: works, section, line, proof, and an answer to every link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.config import Config, FileReader
from bot.errors import NeedsPerson
from bot.intake.model import Request, Wanted
from bot.ledger import Ledger, Line
from bot.listing.compose import describe
from bot.listing.duplicates import Listed
from bot.listing.facts import facts
from bot.listing.find import shown
from bot.listing.lists import Lists
from bot.listing.suggest import suggest
from bot.listing.values import listed_link, preferred_form
from bot.works.model import Found, Unresolved, Work
from bot.works.resolve import resolve

if TYPE_CHECKING:
    from bot.works.cache import Cache
    from bot.works.edge import Network


@dataclass(frozen=True, slots=True)
class Change:
    """One file of the list: its path from the root, its bytes at the base, its bytes to be."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """A request worked out; nothing is written yet.

    Attributes:
        ledger: the answer to every work asked for.
        changes: the files that change.
        works: what was added, parallel to ``ledger.of("added")``.
    """

    ledger: Ledger
    changes: tuple[Change, ...]
    works: tuple[Work, ...]


def plan(
    request: Request,
    files: FileReader,
    *,
    network: Network | None,
    config: Config,
    cache: Cache | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Work out what a request does to the list as it stands in ``files``.

    Args:
        network: None to fetch nothing: titles must be given, or be known from ``cache``.

    Raises:
        UsageError: the list cannot be read.
    """
    lists = Lists.open(files, config.file)
    listed = [None if request.again else lists.find_named(one.identifier) for one in request.works]
    fresh = [one for one, place in zip(request.works, listed, strict=True) if place is None]
    found = iter(resolve(fresh, network=network, cache=cache, progress=progress))
    lines: list[Line] = []
    works: list[Work] = []
    for wanted, place in zip(request.works, listed, strict=True):
        if place:
            lines.append(_duplicate(wanted, place))
            continue
        work = next(found)
        line = _answer(wanted, work, request, lists, config)
        lines = [*_moved(lines, line), line]
        if line.outcome == "added" and isinstance(work, Work):
            works.append(work)
    changes = [Change(path, lists.before[path], data) for path, data in lists.after.items()]
    return Plan(Ledger(tuple(lines)), tuple(changes), tuple(works))


def _answer(wanted: Wanted, work: Found, request: Request, lists: Lists, config: Config) -> Line:
    """What becomes of one work; adds it to ``lists`` if all is well."""
    link = _spelt(wanted)
    if isinstance(work, Unresolved):
        return Line(link, "refused" if work.gone else "waiting", work.reason)
    place = lists.find_listed(work)
    if place and not request.again:
        return _duplicate(wanted, place)
    name = wanted.section or request.section
    if not name:
        return Line(link, "waiting", _ask_for_section(work, lists), title=work.title)
    try:
        listing, section, group = lists.find(name, config.aliases)
        if place and (place := lists.find_listed(work, section)):
            return _duplicate(wanted, place)
        form = config.link_form or preferred_form(listing)
        work = replace(work, link=listed_link(work.link, form, force=bool(config.link_form)))
        placed, entry = lists.add(work, listing, section, group)
    except NeedsPerson as error:
        return Line(link, "waiting", " ".join(filter(None, (error.what, error.hint))), title=work.title)
    return Line(
        link, "added", " ".join([*work.remarks, *describe(placed.written.missing)]),
        entry="\n".join(text for text in placed.written.lines if text), path=listing.file,
        line=entry.start + 1, section=section.path, title=work.title,
    )  # fmt: skip


def _duplicate(wanted: Wanted, place: Listed) -> Line:
    title = facts(place.entry, place.group).title
    return Line(
        _spelt(wanted), "duplicate", f"Listed already in {shown(place.section, place.group)}.",
        entry=place.listing.document.lines[place.entry.start].strip(), path=place.listing.file,
        line=place.entry.start + 1, section=place.section.path, title=title,
    )  # fmt: skip


def _spelt(wanted: Wanted) -> str:
    """The link as the requester gave it, or what stood in its place."""
    return wanted.link or (str(wanted.identifier) if wanted.identifier else wanted.title)


def _ask_for_section(work: Work, lists: Lists) -> str:
    best = suggest(lists, work.title, work.abstract)
    if not best:
        return "No section was named. Comment `/section …`, or add a line `Section: …` to the issue."
    names = "; ".join(f"`/section {shown(one.section)}`" for one in best)
    return f"No section was named. Comment one of these, or add a line `Section: …` to the issue: {names}."


def _moved(lines: list[Line], new: Line) -> list[Line]:
    """Earlier answers with the line numbers they have once the new entry stands above them."""
    if new.outcome != "added":
        return lines
    size = new.entry.count("\n") + 1
    return [
        replace(line, line=line.line + size) if line.path == new.path and line.line >= new.line else line
        for line in lines
    ]
