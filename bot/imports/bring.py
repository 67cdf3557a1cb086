"""Everything a source holds, brought into a list: like `bot.add`, but for many works at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot import answers
from bot.add import Plan
from bot.config import Config
from bot.errors import NeedsPerson
from bot.forge.model import Change
from bot.imports.answers import line_of, no_section, same_address, same_as, spelt
from bot.imports.known import unlike
from bot.imports.known import works as known_works
from bot.imports.model import Item
from bot.imports.sections import Path, Target, match, outline, shown, under_own_name
from bot.ledger import Ledger, Line, Outcome
from bot.listing import venues
from bot.listing.duplicates import telling
from bot.listing.join import Joining
from bot.listing.lists import Lists
from bot.listing.model import Group, Section
from bot.listing.moments import when
from bot.listing.reflect import reflect
from bot.listing.values import listed_link, preferred_form
from bot.works.model import Found, Unresolved, Work

if TYPE_CHECKING:
    from bot.works.cache import Cache
    from bot.works.edge import Network


@dataclass(slots=True)
class _Course:
    """What has been decided so far, by the number of the item.

    Attributes:
        lines: the answers that are final.
        works: the works that shall join the list.
        earlier: items that say the same as an earlier one, and which.
        keys: identifiers and titles of the works, with the number of the first that has them.
    """

    lines: dict[int, Line] = field(default_factory=dict)
    works: dict[int, Work] = field(default_factory=dict)
    earlier: dict[int, int] = field(default_factory=dict)
    keys: dict[object, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brought:
    """An import worked out; nothing is written yet.

    Attributes:
        plan: an answer for every item, in the same order, and the files that change.
        sections: what each section of the source was taken to mean; empty where the list got its sections
            from the source, or one was named for all.
    """

    plan: Plan
    sections: Mapping[Path, Target]


def bring(
    items: Sequence[Item],
    lists: Lists,
    *,
    config: Config,
    network: Network | None = None,
    cache: Cache | None = None,
    section: str = "",
    mapping: Mapping[str, str | bool] | None = None,
    newest_first: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Brought:
    """Work out what importing ``items`` does to a list.

    Into a list that has no sections yet, those of the source go with their works. Into any other, a work
    whose section means none of ours waits. An item whose ``section`` is the path of a section of ours goes
    there.

    Args:
        network: None to fetch nothing: titles must be given, or be known from ``cache``.
        section: where all works go, whatever their source says.
        mapping: the list's section for one of the source, both as ``A > B``, or for the title of a work;
            False leaves it out.
        newest_first: how works stand in a section that has none yet; else as they are given.
        progress: told how many works were looked up, and of how many.

    Raises:
        UsageError: the mapping names a section that is none.
        NeedsPerson: so does ``section``; or the headings could not be made.
    """
    if section:
        lists.find(section, config.aliases)
    items = under_own_name(items, mapping or {})
    found = known_works(items, network=network, cache=cache, progress=progress, listed=lists.find_titled)
    empty = not section and is_empty(lists)
    targets = {} if section or empty else match(items, lists, mapping or {}, config.aliases)
    course = _Course()
    for number, (item, work) in enumerate(zip(items, found, strict=True)):
        target = Target(section or "-") if section or empty else targets[item.section]
        _decide(course, number, item, work, lists=lists, target=target)
    _title_only(course, items)
    _join(course, items, lists, targets, config, section=section, empty=empty, newest_first=newest_first)
    for number, line in course.lines.items():
        if line.outcome == "duplicate":
            course.lines[number] = replace(line, line=lists.line_now(line.path, line.line - 1) + 1)
    for number, first in course.earlier.items():
        course.lines[number] = same_as(items[number], items[first], course.lines[first])
    lines = tuple(course.lines[number] for number in range(len(items)))
    changes = tuple(Change(path, lists.before[path], data) for path, data in lists.after.items())
    added = tuple(course.works[i] for i, line in enumerate(lines) if line.outcome == "added")
    return Brought(Plan(Ledger(lines), changes, added), targets)


def is_empty(lists: Lists) -> bool:
    """Is it a list that holds nothing yet, not even sections: at most a title and some text?"""
    return len(lists.sections) <= 1 and not any(listing.entries for listing in lists)


def _decide(course: _Course, number: int, item: Item, work: Found, *, lists: Lists, target: Target) -> None:
    """Whether one item is listed, is said twice, lacks something, or shall join the list."""
    if isinstance(work, Unresolved):
        left = f"The mapping leaves out “{shown(item.section)}”." if target.out else ""
        outcome: Outcome = "refused" if work.gone or left else "waiting"
        if not item.link and (place := lists.find_titled(item.title)):
            course.lines[number] = answers.listed(spelt(item), place)
        else:
            course.lines[number] = line_of(item, outcome, left or work.reason)
    elif place := lists.find_listed(work):
        course.lines[number] = answers.listed(spelt(item), place)
    elif target.out:
        course.lines[number] = line_of(item, "refused", f"The mapping leaves out “{shown(item.section)}”.")
    elif (first := _first_with(course, work)) is not None:
        other = course.works[first].title
        if unlike(work.title, other):
            course.lines[number] = line_of(item, "waiting", same_address(other))
        else:
            course.earlier[number] = first
    elif not target.name:
        course.lines[number] = line_of(item, "waiting", no_section(item, target))
    else:
        course.works[number] = work
        for key in _keys(work):
            course.keys.setdefault(key, number)


def _title_only(course: _Course, items: Sequence[Item]) -> None:
    """An item without a link is the work of that title, wherever in the source that stands."""
    for number, line in list(course.lines.items()):
        item = items[number]
        first = None if item.link else course.keys.get(telling(item.title))
        if line.outcome == "waiting" and first is not None:
            del course.lines[number]
            course.earlier[number] = first


def _keys(work: Work) -> list[object]:
    """What a work is known by; a whole title says more than a link, which people paste in the wrong place."""
    return [key for key in (telling(work.title), work.identifier, *work.also) if key]


def _first_with(course: _Course, work: Work) -> int | None:
    return next((course.keys[key] for key in _keys(work) if key in course.keys), None)


def _join(
    course: _Course,
    items: Sequence[Item],
    lists: Lists,
    targets: Mapping[Path, Target],
    config: Config,
    *,
    section: str,
    empty: bool,
    newest_first: bool,
) -> None:
    """Put the works that shall join into the list, and write down what became of them."""
    numbers = sorted(course.works, key=lambda i: -_moment(course.works[i]) if newest_first else i)
    house = not any(listing.entries for listing in lists)
    if not numbers:
        return
    if empty:
        places = _new_places([items[i] for i in numbers], lists)
    else:
        names = {items[i].section: section or targets[items[i].section].name for i in numbers}
        places = {path: lists.find(name, config.aliases)[1:] for path, name in names.items()}
    forms = {listing.file: config.link_form or preferred_form(listing) for listing in lists}
    joining = []
    for i in numbers:
        into, group = places[items[i].section]
        link = listed_link(course.works[i].link, forms[into.file], force=bool(config.link_form))
        course.works[i] = replace(course.works[i], link=link)
        joining.append(Joining(course.works[i], into, group))
    added = lists.add_all(joining, house=house)
    mirrored = reflect(lists, joining, added)
    for i, one, made, copies in zip(numbers, joining, added, mirrored, strict=True):
        link = spelt(items[i])
        if isinstance(made, NeedsPerson):
            course.lines[i] = answers.waiting(link, items[i].title, made)
        else:
            course.lines[i] = answers.added(link, one, made, copies)


def _moment(work: Work) -> float:
    """When a work appeared, as its entry will show it; 0 when that is not known."""
    venue = venues.read(work.venue)
    return when(venue.year if venue and venue.year else work.date[:4], work.identifier) or 0.0


def _new_places(items: Sequence[Item], lists: Lists) -> dict[Path, tuple[Section, Group | None]]:
    """The sections of an empty list, made from those of the source."""
    main = next(iter(lists))
    _, paths = outline(items)
    made = lists.add_sections([path for path in paths.values() if path], main.file)
    top = lists.listings[main.file].sections[min(1, len(main.sections) - 1)]
    return {path: (made[below] if below else top, None) for path, below in paths.items()}
