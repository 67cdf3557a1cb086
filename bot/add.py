"""One request, top to bottom: works, section, line, proof, and an answer to every link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.config import Config, FileReader
from bot.errors import NeedsPerson, SectionUnknown
from bot.intake.model import Request, Wanted
from bot.ledger import Copy, Ledger, Line
from bot.listing.compose import describe
from bot.listing.duplicates import Listed, telling
from bot.listing.facts import facts
from bot.listing.find import shown
from bot.listing.join import Joining
from bot.listing.lists import Lists
from bot.listing.reflect import Reflected, reflect
from bot.listing.suggest import suggest
from bot.listing.values import listed_link, preferred_form
from bot.works.model import Found, Unresolved, Work
from bot.works.resolve import resolve

if TYPE_CHECKING:
    from bot.listing.model import Group, Listing, Section
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
    lists = Lists.open(files, config.file, config.mirrors)
    listed = [None if request.again else lists.find_named(one.identifier) for one in request.works]
    fresh = [one for one, place in zip(request.works, listed, strict=True) if place is None]
    found = iter(resolve(fresh, network=network, cache=cache, progress=progress))
    course = _Course(request, lists, config)
    for number, (wanted, place) in enumerate(zip(request.works, listed, strict=True)):
        if place:
            course.lines[number] = _duplicate(wanted, place)
        else:
            _decide(course, number, next(found))
    _join(course)
    lines = tuple(course.lines[number] for number in range(len(request.works)))
    changes = tuple(Change(path, lists.before[path], data) for path, data in lists.after.items())
    works = tuple(course.joining[i].work for i, line in enumerate(lines) if line.outcome == "added")
    return Plan(Ledger(lines), changes, works)


@dataclass(slots=True)
class _Course:
    """What has been decided so far, by the number of the work in its request.

    Attributes:
        lines: the answers.
        joining: works that shall join the list.
        keys: under what they would be found, and the number of the first of them.
        repeated: works that are one of them once more, and which.
    """

    request: Request
    lists: Lists
    config: Config
    lines: dict[int, Line] = field(default_factory=dict)
    joining: dict[int, Joining] = field(default_factory=dict)
    keys: dict[tuple[object, ...], int] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)


def _decide(course: _Course, number: int, work: Found) -> None:
    """Whether a work is listed, lacks something, or shall join the list."""
    wanted, request, lists = course.request.works[number], course.request, course.lists
    if isinstance(work, Unresolved):
        course.lines[number] = Line(_spelt(wanted), "refused" if work.gone else "waiting", work.reason)
        return
    place = lists.find_listed(work)
    if place and not request.again:
        course.lines[number] = _duplicate(wanted, place)
        return
    try:
        listing, section, group, remark = _place(course, wanted, work)
    except NeedsPerson as error:
        course.lines[number] = _waiting(wanted, work, said(error))
        return
    if place and (place := lists.find_listed(work, section)):
        course.lines[number] = _duplicate(wanted, place)
        return
    where = id(section) if request.again else 0
    keys = [(key, where) for key in (work.identifier, *work.also, telling(work.title)) if key]
    first = next((course.keys[key] for key in keys if key in course.keys), number)
    if first != number:
        course.repeated[number] = first
        return
    course.keys |= dict.fromkeys(keys, number)
    form = course.config.link_form or preferred_form(listing)
    link = listed_link(work.link, form, force=bool(course.config.link_form))
    work = replace(work, link=link, remarks=(*work.remarks, *remark))
    course.joining[number] = Joining(work, section, group)


def _place(
    course: _Course, wanted: Wanted, work: Work
) -> tuple[Listing, Section, Group | None, tuple[str, ...]]:
    """Where a work is to stand, and what the requester should know of the choice.

    A section that was named is never exchanged for another. Where none was named, a work goes where it
    surely belongs.

    Raises:
        NeedsPerson: that cannot be said; the hint offers the likeliest sections as commands.
    """
    lists, name = course.lists, wanted.section or course.request.section
    best = [] if course.request.again else suggest(
        lists, work.title, work.abstract, link=work.identifier, date=work.date
    )  # fmt: skip
    commands = [f"`/section {shown(one.section)}`" for one in best]
    offers = "; ".join(commands)
    if name:
        try:
            return *lists.find(name, course.config.aliases), ()
        except SectionUnknown as error:
            likely = f"By its title, it may belong in one of these: {offers}." if offers else ""
            raise SectionUnknown(error.what, " ".join(filter(None, (error.hint, likely)))) from None
    if best and best[0].sure:
        section, others = best[0].section, "; ".join(commands[1:])
        remark = (
            f"Filed by its title under “{shown(section)}”; to move it, comment {others or '`/section …`'}."
        )
        return lists.listings[section.file], section, None, (remark,)
    raise NeedsPerson(
        "No section was named.",
        f"Comment one of these, or add a line `Section: …` to the issue: {offers}."
        if offers else "Comment `/section …`, or add a line `Section: …` to the issue.",
    )  # fmt: skip


def _join(course: _Course) -> None:
    """Put what shall join into the list, and bring the answers to where everything stands then."""
    wanted, lists = course.request.works, course.lists
    joining = list(course.joining.values())
    added = lists.add_all(joining)
    mirrored = reflect(lists, joining, added, again=course.request.again)
    course.lines = {
        number: replace(line, line=lists.line_now(line.path, line.line - 1) + 1) if line.line else line
        for number, line in course.lines.items()
    }
    names: dict[int, str] = {}
    for (number, one), answer, copies in zip(course.joining.items(), added, mirrored, strict=True):
        if isinstance(answer, NeedsPerson):
            course.lines[number] = _waiting(wanted[number], one.work, said(answer))
            continue
        placed, entry = answer
        names[number] = shown(placed.section, placed.group)
        course.lines[number] = Line(
            _spelt(wanted[number]), "added",
            " ".join([*one.work.remarks, *describe(placed.written.missing), *saying(copies)]),
            entry="\n".join(text for text in placed.written.lines if text), path=one.section.file,
            line=entry.start + 1, section=one.section.path, title=one.work.title, copies=written(copies),
        )  # fmt: skip
    for number, first in course.repeated.items():
        course.lines[number] = _repeated(wanted[number], course.lines[first], names.get(first, ""))


def saying(copies: Iterable[Reflected]) -> list[str]:
    """What became of the work in each mirror, a sentence each."""
    return [one.said for one in copies]


def written(copies: Iterable[Reflected]) -> tuple[Copy, ...]:
    """The lines that went into mirrors."""
    return tuple(Copy(one.path, one.line, one.entry) for one in copies if one.line)


def said(error: NeedsPerson) -> str:
    """What an answer says of an error: what happened, then what to do."""
    return " ".join(filter(None, (error.what, error.hint)))


def _waiting(wanted: Wanted, work: Work, reason: str) -> Line:
    return Line(_spelt(wanted), "waiting", reason, title=work.title)


def _repeated(wanted: Wanted, first: Line, name: str) -> Line:
    """The answer to a work that the same request names twice."""
    if first.outcome != "added":
        return replace(first, link=_spelt(wanted))
    return replace(
        first, link=_spelt(wanted), outcome="duplicate", reason=f"Listed already in {name}.",
        entry=first.entry.partition("\n")[0].strip(), copies=(),
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
