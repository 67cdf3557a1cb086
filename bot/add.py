"""One request, top to bottom: works, section, line, proof, and an answer to every link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot import answers
from bot.config import Config, FileReader
from bot.errors import NeedsPerson, SectionUnknown
from bot.forge.model import Change
from bot.intake.model import Request, Wanted
from bot.ledger import Ledger, Line
from bot.listing.duplicates import find_listed, find_named, find_told, telling
from bot.listing.join import Joining
from bot.listing.lists import Lists
from bot.listing.reflect import reflect
from bot.listing.suggest import Suggestion, suggest
from bot.listing.values import listed_link
from bot.works.model import Found, Unresolved, Work
from bot.works.resolve import OFFLINE, Lookup, resolve

if TYPE_CHECKING:
    from bot.listing.model import Group, Section


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


def plan(request: Request, files: FileReader, config: Config, lookup: Lookup = OFFLINE) -> Plan:
    """Work out what a request does to the list as it stands in ``files``.

    Raises:
        UsageError: the list cannot be read.
    """
    lists = Lists.open(files, config.file, config.mirrors)
    listed = [None if request.again else find_named(lists, one.identifier) for one in request.works]
    fresh = [one for one, place in zip(request.works, listed, strict=True) if place is None]
    found = iter(resolve(fresh, lookup))
    course = Course(lists, config, [_spelt(wanted) for wanted in request.works])
    for number, place in enumerate(listed):
        if place:
            course.lines[number] = answers.listed(course.links[number], place)
        else:
            _decide(course, request, number, next(found))
    course.join(again=request.again)
    for number, first in course.repeated.items():
        course.lines[number] = answers.repeated(course.links[number], course.lines[first])
    return course.plan()


def _decide(course: Course, request: Request, number: int, work: Found) -> None:
    """Whether a work is listed, lacks something, or shall join the list."""
    wanted, link, lists = request.works[number], course.links[number], course.lists
    if isinstance(work, Unresolved):
        course.lines[number] = Line(link, "refused" if work.gone else "waiting", work.reason)
        return
    place = find_listed(lists, work)
    if place and not request.again:
        course.lines[number] = answers.listed(link, place)
        return
    try:
        section, group, remark = _place(course, request, wanted, work)
    except NeedsPerson as error:
        course.lines[number] = answers.waiting(link, work.title, error)
        return
    listing = lists.listings[section.file]
    if place := find_listed(lists, work, section) if place else find_told(listing, section, work):
        course.lines[number] = answers.listed(link, place)
        return
    where = id(section) if request.again else 0
    keys = [(key, where) for key in (work.identifier, *work.also, telling(work.title)) if key]
    if (first := course.first(keys)) is not None:
        course.repeated[number] = first
        return
    course.let_join(number, replace(work, remarks=(*work.remarks, *remark)), keys)
    course.places[number] = section, group


def _place(
    course: Course, request: Request, wanted: Wanted, work: Work
) -> tuple[Section, Group | None, tuple[str, ...]]:
    """Where a work is to stand, and what the requester should know of the choice.

    A section that was named is never exchanged for another. Where none was named, a work goes where it
    surely belongs.

    Raises:
        NeedsPerson: that cannot be said; the hint offers the likeliest sections as commands.
    """
    if name := wanted.section or request.section:
        try:
            return *course.lists.find(name, course.config.aliases)[1:], ()
        except SectionUnknown as error:
            raise answers.unknown_section(error, _likely(course.lists, request, work)) from None
    best = _likely(course.lists, request, work)
    if best and best[0].sure:
        return best[0].section, None, (answers.filed(best),)
    raise answers.no_section(best)


def _likely(lists: Lists, request: Request, work: Work) -> list[Suggestion]:
    """The sections where it may belong; whoever wants a listed work once more has to say where."""
    if request.again:
        return []
    return suggest(lists, work.title, work.abstract, link=work.identifier, date=work.date)


def _spelt(wanted: Wanted) -> str:
    """The link as the requester gave it, or what stood in its place."""
    return wanted.link or (str(wanted.identifier) if wanted.identifier else wanted.title)


@dataclass(slots=True)
class Course:
    """What has been decided so far, by the number of the work.

    Attributes:
        links: how each work was named.
        lines: the answers.
        works: those that shall join the list.
        places: where they shall, in the order in which they do.
        keys: under what they would be found, and the number of the first of them.
        repeated: works that are one of them once more, and which.
    """

    lists: Lists
    config: Config
    links: Sequence[str]
    lines: dict[int, Line] = field(default_factory=dict)
    works: dict[int, Work] = field(default_factory=dict)
    places: dict[int, tuple[Section, Group | None]] = field(default_factory=dict)
    keys: dict[object, int] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)

    def let_join(self, number: int, work: Work, keys: Iterable[object]) -> None:
        """The work shall join the list, and any other with one of these keys is the same."""
        self.works[number] = work
        self.keys |= dict.fromkeys(keys, number)

    def first(self, keys: Iterable[object]) -> int | None:
        """The work that has one of these keys already, if any has."""
        return next((self.keys[key] for key in keys if key in self.keys), None)

    def join(self, *, again: bool = False, house: bool = False) -> None:
        """Put what shall join into the list, and bring the answers to where everything stands then.

        Args:
            again: whether a work may stand elsewhere, too.
            house: whether a list without any entry gets the style of the house.
        """
        lists, form = self.lists, self.config.link_form
        for number, (section, _) in self.places.items():
            link = listed_link(self.works[number].link, lists.listings[section.file], form)
            self.works[number] = replace(self.works[number], link=link)
        joining = [Joining(self.works[number], *place, house) for number, place in self.places.items()]
        added = lists.add_all(joining)
        mirrored = reflect(lists, joining, added, again=again)
        for number, line in self.lines.items():
            if line.line:
                self.lines[number] = replace(line, line=lists.line_now(line.path, line.line - 1) + 1)
        for number, one, made, copies in zip(self.places, joining, added, mirrored, strict=True):
            if isinstance(made, NeedsPerson):
                self.lines[number] = answers.waiting(self.links[number], one.work.title, made)
            else:
                self.lines[number] = answers.added(self.links[number], one, made, copies)

    def plan(self) -> Plan:
        """What came of it, when every work has its answer."""
        lines = tuple(self.lines[number] for number in range(len(self.links)))
        before, after = self.lists.before, self.lists.after
        changes = tuple(Change(path, before[path], data) for path, data in after.items())
        works = tuple(self.works[i] for i, line in enumerate(lines) if line.outcome == "added")
        return Plan(Ledger(lines), changes, works)
