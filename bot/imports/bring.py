"""Everything a source holds, brought into a list: like `bot.add`, but for many works at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot import answers
from bot.add import Course, Plan
from bot.config import Config
from bot.imports.answers import line_of, no_section, same_address, same_as, spelt
from bot.imports.known import unlike
from bot.imports.known import works as known_works
from bot.imports.model import Item
from bot.imports.sections import Path, Target, joined, match, outline, under_own_name
from bot.ledger import Outcome
from bot.listing import venues
from bot.listing.duplicates import find_listed, find_titled, telling
from bot.listing.lists import Lists
from bot.listing.model import Group, Section
from bot.listing.moments import when
from bot.works.model import Found, Unresolved, Work
from bot.works.resolve import OFFLINE, Lookup


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
    lookup: Lookup = OFFLINE,
    section: str = "",
    mapping: Mapping[str, str | bool] | None = None,
    newest_first: bool = False,
) -> Brought:
    """Work out what importing ``items`` does to a list.

    Into a list that has no sections yet, those of the source go with their works. Into any other, a work
    whose section means none of ours waits. An item whose ``section`` is the path of a section of ours goes
    there.

    Args:
        section: where all works go, whatever their source says.
        mapping: the list's section for one of the source, both as ``A > B``, or for the title of a work;
            False leaves it out.
        newest_first: how works stand in a section that has none yet; else as they are given.

    Raises:
        UsageError: the mapping names a section that is none.
        NeedsPerson: so does ``section``; or the headings could not be made.
    """
    if section:
        lists.find(section, config.aliases)
    items = under_own_name(items, mapping or {})
    found = known_works(items, lookup, partial(find_titled, lists))
    empty = not section and is_empty(lists)
    house = not any(listing.entries for listing in lists)
    targets = {} if section or empty else match(items, lists, mapping or {}, config.aliases)
    course = Course(lists, config, [spelt(item) for item in items])
    for number, (item, work) in enumerate(zip(items, found, strict=True)):
        target = Target(section or "-") if section or empty else targets[item.section]
        _decide(course, number, item, work, target)
    _title_only(course, items)
    joining = {i: items[i] for i in course.works}
    if empty:
        places = _new_places(joining.values(), lists)
    else:
        names = {item.section: section or targets[item.section].name for item in joining.values()}
        places = {path: lists.find(name, config.aliases)[1:] for path, name in names.items()}
    order = sorted(joining, key=lambda i: -_moment(course.works[i])) if newest_first else joining
    course.places = {i: places[items[i].section] for i in order}
    course.join(house=house)
    for number, first in course.repeated.items():
        course.lines[number] = same_as(items[number], items[first], course.lines[first])
    return Brought(course.plan(), targets)


def is_empty(lists: Lists) -> bool:
    """Is it a list that holds nothing yet, not even sections: at most a title and some text?"""
    return len(lists.sections) <= 1 and not any(listing.entries for listing in lists)


def _decide(course: Course, number: int, item: Item, work: Found, target: Target) -> None:
    """Whether one item is listed, is said twice, lacks something, or shall join the list."""
    left = f"The mapping leaves out “{joined(item.section)}”." if target.out else ""
    if isinstance(work, Unresolved):
        outcome: Outcome = "refused" if work.gone or left else "waiting"
        if not item.link and (place := find_titled(course.lists, item.title)):
            course.lines[number] = answers.listed(course.links[number], place)
        else:
            course.lines[number] = line_of(item, outcome, left or work.reason)
        return
    # A whole title says more than a link, which people paste in the wrong place.
    keys = [key for key in (telling(work.title), work.identifier, *work.also) if key]
    if place := find_listed(course.lists, work):
        course.lines[number] = answers.listed(course.links[number], place)
    elif left:
        course.lines[number] = line_of(item, "refused", left)
    elif (first := course.first(keys)) is not None:
        other = course.works[first].title
        if unlike(work.title, other):
            course.lines[number] = line_of(item, "waiting", same_address(other))
        else:
            course.repeated[number] = first
    elif not target.name:
        course.lines[number] = line_of(item, "waiting", no_section(item, target))
    else:
        course.let_join(number, work, keys)


def _title_only(course: Course, items: Sequence[Item]) -> None:
    """An item without a link is the work of that title, wherever in the source that stands."""
    for number, line in list(course.lines.items()):
        first = None if items[number].link else course.first([telling(items[number].title)])
        if line.outcome == "waiting" and first is not None:
            del course.lines[number]
            course.repeated[number] = first


def _moment(work: Work) -> float:
    """When a work appeared, as its entry will show it; 0 when that is not known."""
    venue = venues.read(work.venue)
    return when(venue.year if venue and venue.year else work.date[:4], work.identifier) or 0.0


def _new_places(items: Iterable[Item], lists: Lists) -> dict[Path, tuple[Section, Group | None]]:
    """The sections of an empty list, made from those of the source; none for no works."""
    main = next(iter(lists))
    _, paths = outline(items)
    made = lists.add_sections([path for path in paths.values() if path], main.file)
    top = lists.listings[main.file].sections[min(1, len(main.sections) - 1)]
    return {path: (made[below] if below else top, None) for path, below in paths.items()}
