"""Map the sections of real lists to those of other real lists, by what stands in them.

    uv run python -m benchmarks.mapping [--misses]

Two sections mean the same when they have one name, or when most of the works that both lists hold stand in
both. The answer is hidden: the works in common are not asked about, nor is a name that both sections bear.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.readd import sources
from bot.imports.sections import SURE, Path, joined, likeliest
from bot.listing.facts import facts, title_key
from bot.listing.find import full_name, normal
from bot.listing.lists import Lists

_NO_PAPERS = ("public-apis", "sindresorhus", "vinta")
_FAMILY = ("llmsys.md", "llmsys.zh.md", "AmberLJC+LLMSys-PaperList.md")  # versions of one list
_SHARED, _MOST = 2, 2 / 3  # works in common, and the share of them that one section must hold


@dataclass(frozen=True, slots=True)
class Case:
    """A section of one list, and what was taken for it in another."""

    name: str
    score: float
    right: bool


def cases() -> Iterator[Case]:
    """Every section whose like is known, in every other list."""
    known = {name: (lists, _titles(lists)) for name, lists in _lists()}
    for one, (_, ours) in known.items():
        for other, (lists, theirs) in known.items():
            if one == other or {one, other} <= set(_FAMILY):
                continue
            homes = defaultdict(set)
            for path, titles in theirs.items():
                for title in titles:
                    homes[title_key(title)].add(path)
            for path, titles in ours.items():
                fresh = [title for title in titles if title_key(title) not in homes]
                named = {place for place in theirs if normal(place[-1]) == normal(path[-1])}
                right = named | _holding(
                    [homes[key] for title in titles if (key := title_key(title)) in homes]
                )
                best = likeliest(lists, () if named else path, fresh)
                if right and fresh and best:
                    name = f"{one}: {joined(path)} -> {other}: {full_name(best[0].section)}"
                    yield Case(name, best[0].score, best[0].section.path in right)


def _holding(places: list[set[Path]]) -> set[Path]:
    """Sections in which most of the works in common stand."""
    votes = Counter(path for some in places for path in some)
    return {path for path, count in votes.items() if len(places) >= _SHARED and count >= _MOST * len(places)}


def _lists() -> Iterator[tuple[str, Lists]]:
    for name, data in sources():
        lists = Lists.read({"README.md": data})
        if not name.startswith(_NO_PAPERS) and len(_titles(lists)) > 2:
            yield name, lists


def _titles(lists: Lists) -> dict[Path, list[str]]:
    found: dict[Path, list[str]] = defaultdict(list)
    for listing in lists:
        for section, group, entry in listing.entries:
            if title := facts(entry, group).title:
                found[section.path].append(title)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    found = list(cases())
    print(f"{len(found)} sections, right at first: {sum(one.right for one in found)}")
    for least in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        some = [one for one in found if one.score >= least]
        chosen = "  <- taken without being asked for" if least == SURE else ""
        print(f"score >= {least:.2f}: right {sum(one.right for one in some)} of {len(some)}{chosen}")
    if misses:
        print(*(f"{one.score:.2f} {one.name}" for one in found if not one.right), sep="\n")


if __name__ == "__main__":
    main()
