"""The sections of a source, and the sections of ours that they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.errors import NeedsPerson, UsageError
from bot.imports.model import Item
from bot.listing import dates
from bot.listing.facts import title_key
from bot.listing.find import full_name, normal
from bot.listing.lists import Lists
from bot.listing.suggest import Suggestion, suggest

Path = tuple[str, ...]
STEP = " > "
SURE = 0.9
"""Least score of a suggestion that is taken unasked: `benchmarks.mapping` finds it right 19 times in 20."""
_LIKELY = 0.5
_TITLES = 30  # of a section's works that tell what it is about


@dataclass(frozen=True, slots=True)
class Target:
    """What a section of the source means.

    Attributes:
        name: the section of ours, as `Lists.find` understands it; empty when it is not known.
        candidates: sections of ours that may be meant, best first.
        out: whether its works are left out.
    """

    name: str = ""
    candidates: tuple[str, ...] = ()
    out: bool = False


def joined(path: Path) -> str:
    """A path of headings as people write it."""
    return STEP.join(path)


def match(
    items: Iterable[Item], lists: Lists, given: Mapping[str, str | bool], aliases: Mapping[str, str]
) -> dict[Path, Target]:
    """What every section of a source means: as given, else by its name, else by what stands in it."""
    titles: dict[Path, list[str]] = {}
    for item in items:
        titles.setdefault(item.section, []).append(item.title)
    return {path: _target(path, some, lists, given, aliases) for path, some in titles.items()}


def under_own_name(items: Sequence[Item], given: Mapping[str, str | bool]) -> list[Item]:
    """The items; each that the mapping names by its title is a section of its own."""
    names = {title_key(name): name for name in given}
    named = [(item, names.get(title_key(item.title), "") if item.title else "") for item in items]
    return [replace(item, section=(name,)) if name else item for item, name in named]


def _target(
    path: Path,
    titles: Sequence[str],
    lists: Lists,
    given: Mapping[str, str | bool],
    aliases: Mapping[str, str],
) -> Target:
    said = given.get(joined(path))
    if said is False:
        return Target(out=True)
    if isinstance(said, str) and said:
        return Target(_checked(said, path, lists, aliases))
    if len(lists.sections) == 1:  # a list of one section has no choice
        return Target(full_name(lists.sections[0]))
    candidates: list[str] = []
    for name in _names(path):
        try:
            _, section, group = lists.find(name, aliases)
        except NeedsPerson:
            continue
        return Target(full_name(section, group))
    if path:
        best = likeliest(lists, path, titles)
        if best and _is_sure(best[0], path):
            return Target(full_name(best[0].section))
        candidates += [full_name(one.section) for one in best]
    return Target(candidates=tuple(candidates))


def likeliest(lists: Lists, path: Path, titles: Sequence[str]) -> list[Suggestion]:
    """Sections of ours for one of a source, by the works in it and its heading, if it has one."""
    told = [*filter(None, titles[:_TITLES]), *([_topic(path)] if path else [])]
    return suggest(lists, told[0], ". ".join(told[1:])) if told else []


def _is_sure(best: Suggestion, path: Path) -> bool:
    """Is it surely meant, or more likely than not while one heading holds all words of the other?"""
    theirs, ours = (set(normal(name).split()) for name in (_topic(path), best.section.name))
    near = bool(theirs and ours) and (theirs <= ours or ours <= theirs)
    return best.score >= (_LIKELY if near else SURE)


def _checked(name: str, path: Path, lists: Lists, aliases: Mapping[str, str]) -> str:
    try:
        lists.find(name, aliases)
    except NeedsPerson as error:
        raise UsageError(
            f"The mapping gives “{name}” for “{joined(path)}”. {error.what}",
            error.hint or "Mend the mapping.",
        ) from None
    return name


def _names(path: Path) -> Iterable[str]:
    """The section's path, then shorter ends of it; years sort a list and name no subject."""
    kept = [name for name in path if not _is_year(name)]
    for start in range(len(kept)):
        yield joined(tuple(kept[start:]))


def _topic(path: Path) -> str:
    return next((name for name in reversed(path) if not _is_year(name)), path[-1])


def _is_year(name: str) -> bool:
    found = dates.find(name)
    return found is not None and normal(name) == found.value[:4]


def outline(items: Iterable[Item]) -> tuple[str, dict[Path, Path]]:
    """How a source's sections become those of an empty list: its title, and each one's path below it.

    A first heading that all works share is the title of the source, and becomes none of its sections.
    """
    paths = list(dict.fromkeys(item.section for item in items))
    firsts = {path[:1] for path in paths}
    title = next(iter(firsts))[0] if len(firsts) == 1 and paths[0] else ""
    return title, {path: path[1:] if title else path for path in paths}
