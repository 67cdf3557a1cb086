"""One request, top to bottom: works, section, line, proof, and an answer to every link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot import answers
from bot.config import Config, FileReader
from bot.errors import NeedsPerson, SectionUnknown
from bot.forge.model import Change
from bot.intake.model import Request, Wanted
from bot.ledger import Ledger, Line
from bot.listing.duplicates import telling
from bot.listing.join import Joining
from bot.listing.lists import Lists
from bot.listing.reflect import reflect
from bot.listing.suggest import Suggestion, suggest
from bot.listing.values import listed_link, preferred_form
from bot.works.model import Found, Unresolved, Work
from bot.works.resolve import resolve

if TYPE_CHECKING:
    from bot.listing.model import Group, Section
    from bot.works.cache import Cache
    from bot.works.edge import Network


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
            course.lines[number] = answers.listed(_spelt(wanted), place)
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
    link = _spelt(wanted)
    if isinstance(work, Unresolved):
        course.lines[number] = Line(link, "refused" if work.gone else "waiting", work.reason)
        return
    place = lists.find_listed(work)
    if place and not request.again:
        course.lines[number] = answers.listed(link, place)
        return
    try:
        section, group, remark = _place(course, wanted, work)
    except NeedsPerson as error:
        course.lines[number] = answers.waiting(link, work.title, error)
        return
    if place := lists.find_listed(work, section) if place else lists.find_told(work, section):
        course.lines[number] = answers.listed(link, place)
        return
    where = id(section) if request.again else 0
    keys = [(key, where) for key in (work.identifier, *work.also, telling(work.title)) if key]
    first = next((course.keys[key] for key in keys if key in course.keys), number)
    if first != number:
        course.repeated[number] = first
        return
    course.keys |= dict.fromkeys(keys, number)
    form = course.config.link_form or preferred_form(lists.listings[section.file])
    listed = listed_link(work.link, form, force=bool(course.config.link_form))
    work = replace(work, link=listed, remarks=(*work.remarks, *remark))
    course.joining[number] = Joining(work, section, group)


def _place(course: _Course, wanted: Wanted, work: Work) -> tuple[Section, Group | None, tuple[str, ...]]:
    """Where a work is to stand, and what the requester should know of the choice.

    A section that was named is never exchanged for another. Where none was named, a work goes where it
    surely belongs.

    Raises:
        NeedsPerson: that cannot be said; the hint offers the likeliest sections as commands.
    """
    if name := wanted.section or course.request.section:
        try:
            return *course.lists.find(name, course.config.aliases)[1:], ()
        except SectionUnknown as error:
            raise answers.unknown_section(error, _likely(course, work)) from None
    best = _likely(course, work)
    if best and best[0].sure:
        return best[0].section, None, (answers.filed(best),)
    raise answers.no_section(best)


def _likely(course: _Course, work: Work) -> list[Suggestion]:
    """The sections where it may belong; whoever wants a listed work once more has to say where."""
    if course.request.again:
        return []
    return suggest(course.lists, work.title, work.abstract, link=work.identifier, date=work.date)


def _join(course: _Course) -> None:
    """Put what shall join into the list, and bring the answers to where everything stands then."""
    links = [_spelt(wanted) for wanted in course.request.works]
    lists, joining = course.lists, list(course.joining.values())
    added = lists.add_all(joining)
    mirrored = reflect(lists, joining, added, again=course.request.again)
    course.lines = {
        number: replace(line, line=lists.line_now(line.path, line.line - 1) + 1) if line.line else line
        for number, line in course.lines.items()
    }
    for (number, one), made, copies in zip(course.joining.items(), added, mirrored, strict=True):
        if isinstance(made, NeedsPerson):
            course.lines[number] = answers.waiting(links[number], one.work.title, made)
        else:
            course.lines[number] = answers.added(links[number], one, made, copies)
    for number, first in course.repeated.items():
        course.lines[number] = answers.repeated(links[number], course.lines[first])


def _spelt(wanted: Wanted) -> str:
    """The link as the requester gave it, or what stood in its place."""
    return wanted.link or (str(wanted.identifier) if wanted.identifier else wanted.title)
