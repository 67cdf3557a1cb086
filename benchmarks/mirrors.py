"""What becomes of a list in two languages when works are added, and when the two drift apart.

uv run python -m benchmarks.mirrors LIST MIRROR
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from bot.errors import UsageError
from bot.identifiers import identify
from bot.listing.drift import compare
from bot.listing.duplicates import names
from bot.listing.facts import facts
from bot.listing.join import Joining
from bot.listing.lists import Lists
from bot.listing.mirrors import counterparts
from bot.listing.model import Entry
from bot.listing.reflect import reflect
from bot.works.model import Work

LIST, MIRROR = "list.md", "list.zh.md"
AGAIN, ROUNDS = 150, 40
GONE, ADDED, MOVED = 12, 3, 3  # entries of each round


class Two(dict[str, bytes]):
    """The two files and no others."""

    def read(self, path: str) -> bytes:
        """A file's bytes. Raises UsageError when there is none."""
        if path not in self:
            raise UsageError(f"There is no {path}.")
        return self[path]

    def without(self, taken: dict[str, list[Entry]], put: dict[int, list[str]] | None = None) -> Two:
        """Both, less some entries of each, and with lines put into the mirror."""
        found = Two()
        for path, data in self.items():
            left: list[str] = []
            out = {line for entry in taken.get(path, []) for line in range(entry.start, entry.end)}
            for number, line in enumerate(data.decode().split("\n")):
                left += (put or {}).get(number, []) if path == MIRROR else []
                left += [] if number in out else [line]
            found[path] = "\n".join(left).encode()
        return found

    def open(self) -> Lists:
        """Read both."""
        return Lists.open(self, LIST, (MIRROR,))


def add_again(two: Two, seed: int = 2) -> None:
    """Take a work out of both, add it, and see whether it stands under the same heading of the mirror."""
    lists = two.open()
    ours, theirs = names(lists.listings[LIST]), names(lists.mirrors[MIRROR])
    once = [name for name in ours if len(ours[name]) == 1 == len(theirs.get(name, ()))]
    right = 0
    for name in random.Random(seed).sample(once, min(AGAIN, len(once))):
        (section, group, entry), (other, _, copy) = ours[name][0], theirs[name][0]
        known = facts(entry, group)
        work = Work(known.title, known.url, identify(known.url) or name, venue=known.venue)
        now = two.without({LIST: [entry], MIRROR: [copy]}).open()
        _, into, part = now.find(" > ".join(section.path), {})
        joining = [Joining(work, into, part)]
        ((done,),) = reflect(now, joining, now.add_all(joining))
        above = [one for one in now.mirrors[MIRROR].sections if one.line < done.line - 1]
        right += bool(done.line) and above[-1].path == other.path
    print(f"added again: {right} of {min(AGAIN, len(once))} under the right heading of the mirror")


def drift_apart(two: Two) -> None:
    """Take entries from either, move some, and see what is named."""
    lists = two.open()
    ours, mirror = lists.listings[LIST], lists.mirrors[MIRROR]
    here, there = ([entry for _, _, entry in one.entries] for one in (ours, mirror))
    assert len(here) == len(there), "entry by entry, the two have to say the same"
    seen = {"missing": [0, 0], "added": [0, 0], "moved": [0, 0]}
    for seed in range(ROUNDS):
        pick = random.Random(seed)
        chosen = pick.sample(
            [i for i, one in enumerate(there) if one.end == one.start + 1], GONE + ADDED + MOVED
        )
        gone, added, moved = chosen[:GONE], chosen[GONE:-MOVED], chosen[-MOVED:]
        put: dict[int, list[str]] = {}
        for i in moved:
            away = [one for one in mirror.sections if len(one.entries) > 4 and there[i] not in one.entries]
            at = pick.choice(away).entries[0].start
            put.setdefault(at, []).append(mirror.document.lines[there[i].start])
        taken = {LIST: [here[i] for i in added], MIRROR: [there[i] for i in (*gone, *moved)]}
        now = two.without(taken, put).open()
        found = compare(now.listings[LIST], now.mirrors[MIRROR])
        for name, wanted, said in (
            ("missing", {here[i].text for i in gone}, {one.entry.text for one in found.missing}),
            ("added", {there[i].text for i in added}, {one.entry.text for one in found.added}),
            ("moved", {here[i].text for i in moved}, {one.entry.text for one, _ in found.moved}),
        ):
            seen[name][0] += len(wanted & said)
            seen[name][1] += len(said - wanted)
    for (name, (right, wrong)), each in zip(seen.items(), (GONE, ADDED, MOVED), strict=True):
        print(f"{name}: {right} of {each * ROUNDS} named, {wrong} others")


def main(paths: list[str]) -> None:
    """Print all figures of a pair."""
    two = Two(zip((LIST, MIRROR), (Path(path).read_bytes() for path in paths), strict=True))
    lists = two.open()
    ours, mirror = lists.listings[LIST], lists.mirrors[MIRROR]
    for one, other in counterparts(ours, mirror).items():
        print(f"{one.name} = {other.name}")
    drift = compare(ours, mirror)
    print(f"as they are: {len(drift.missing)} missing, {len(drift.added)} added, {len(drift.moved)} moved")
    add_again(two)
    drift_apart(two)


if __name__ == "__main__":
    main(sys.argv[1:])
