"""Repeat what people did by hand: commits of a list's history that added one entry and nothing else.

    uv run python -m benchmarks.history CHECKOUT… [--most 12] [--misses] [--foreign]

For each such commit the list is taken as it stood before, and the entry is added from what it says. Checkouts
may be bare. A maintainer who wonders where the bot would put papers runs it on their own list.
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.readd import work_of
from bot.errors import NeedsPerson, UsageError
from bot.listing.facts import facts
from bot.listing.lists import Lists
from bot.listing.model import Listing
from bot.text import link_target

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Addition:
    """One entry that a person added.

    Attributes:
        commit: its short name.
        before, after: the file.
        line: 0-based, of the entry in ``after``.
    """

    commit: str
    path: str
    before: bytes
    after: bytes
    line: int


@dataclass
class Tally:
    """What was measured over one repository, or all.

    Attributes:
        tried, refused: additions repeated; of them not written.
        damaged: old lines changed (must stay 0).
        slot, near: written on the person's line, blank lines aside; within one entry of it.
        alike: sum of the likenesses of the two texts, 0 to 1 each.
        notes: one for every miss.
        foreign: one for every line with a word that neither the work nor the person's line has, and few
            entries of the list: it may be true of one neighbour alone.
    """

    tried: int = 0
    refused: int = 0
    damaged: int = 0
    slot: int = 0
    near: int = 0
    alike: float = 0.0
    notes: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for name in ("tried", "refused", "damaged", "slot", "near", "alike"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notes += other.notes
        self.foreign += other.foreign
        return self


def additions(checkout: Path) -> Iterator[Addition]:
    """The commits that put one entry into one Markdown file, in a random order that is always the same."""
    log = _git(checkout, "log", "--no-merges", "--numstat", "--format=commit %h").decode("utf-8", "replace")
    commits = [part.split("\n") for part in log.split("commit ") if part.strip()]
    random.Random(0).shuffle(commits)
    for name, *changes in commits:
        counted = [change.split("\t") for change in changes if change.strip()]
        if len(counted) != 1 or len(counted[0]) != 3:
            continue
        added, gone, path = counted[0]
        if added not in ("1", "2") or gone != "0" or not path.endswith(".md"):
            continue
        before, after = (_git(checkout, "show", f"{commit}:{path}") for commit in (f"{name}^", name))
        old, new = before.split(b"\n"), after.split(b"\n")
        at = next(
            (i for i, (left, right) in enumerate(zip(old, new, strict=False)) if left != right), len(old)
        )
        if (line := next((i for i in range(at, min(at + 2, len(new))) if new[i].strip()), -1)) >= 0:
            yield Addition(name, path, before, after, line)


def repeat(one: Addition) -> Tally | None:
    """Add the same entry; None where the line that was added is no entry, or a second of its work."""
    try:
        theirs, ours = Lists.read({one.path: one.after}), Lists.read({one.path: one.before})
    except UsageError:
        return None
    place = next((place for place in theirs.listings[one.path].entries if place[2].start == one.line), None)
    if place is None:
        return None
    section, group, entry = place
    said = facts(entry, group)
    if not (said.title and link_target(said.url) and section.path) or one.before.find(said.url.encode()) >= 0:
        return None
    listing = ours.listings[one.path]
    target = next((found for found in listing.sections if found.path == section.path), None)
    if target is None:
        return None
    inner = next((found for found in target.groups if group.label and found.label == group.label), None)
    lines = one.after.decode("utf-8", "replace").split("\n")
    human = "\n".join(lines[entry.start : entry.end])
    work = work_of(said, entry, group)
    try:
        placed, _ = ours.add(work, listing, target, inner)
    except NeedsPerson as error:
        return Tally(1, 1, notes=[f"{one.commit} refused: {error.what[:150]}"])
    written = "\n".join(placed.written.lines)
    tally = _compared(one, human, placed.insertion.line, ours.after[one.path], written)
    if words := _foreign(written, f"{human} {work}", theirs.listings[one.path]):
        tally.foreign.append(f"{one.commit} {' '.join(words)}:\n    {human}\n    {written}")
    return tally


def _foreign(written: str, known: str, listing: Listing) -> list[str]:
    """Words of the line that are not known of the work and that less than a quarter of the entries have."""
    entries = [f"{entry.text} {' '.join(entry.cells)}".casefold() for _, _, entry in listing.entries]
    usual = Counter(word for text in entries for word in set(_WORD.findall(text)))
    odd = dict.fromkeys(_WORD.findall(written.casefold()))
    said = set(_WORD.findall(known.casefold()))
    return [word for word in odd if word not in said and usual[word] < len(entries) / 4]


def _compared(one: Addition, human: str, at: int, after: bytes, written: str) -> Tally:
    old = one.before.decode("utf-8", "replace").split("\n")
    low, high = sorted((at, one.line))
    between = [line for line in old[low:high] if line.strip()]
    slot, kept = not between, old[:at] == after.decode("utf-8", "replace").split("\n")[:at]
    alike = difflib.SequenceMatcher(None, written, human, autojunk=False).ratio()
    notes = [] if slot else [f"{one.commit} line {one.line + 1}, here {at + 1}:\n    {human}\n    {written}"]
    return Tally(1, 0, not kept, slot, len(between) <= 1, alike, notes)


def _git(checkout: Path, *command: str) -> bytes:
    """What git prints; nothing where it fails, as for the parent of the first commit."""
    return subprocess.run(["git", "-C", str(checkout), *command], capture_output=True, check=False).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("checkouts", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=12, help="additions of each, drawn by a fixed seed")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--foreign", action="store_true", help="lines that may say what a neighbour is")
    given = parser.parse_args()
    total = Tally()
    print(f"{'list':48} tried refused damaged  slot  near  likeness")
    for checkout in given.checkouts:
        tally = Tally()
        for one in additions(checkout):
            if tally.tried < given.most and (done := repeat(one)):
                tally += done
        total += tally
        print(_row(str(checkout), tally), flush=True)
    print(_row("all", total))
    if given.misses:
        print(*total.notes, sep="\n")
    if given.foreign:
        print(*total.foreign, sep="\n")
    sys.exit(bool(total.damaged))


def _row(name: str, tally: Tally) -> str:
    written = tally.tried - tally.refused
    shares = f"{tally.slot / tally.tried:5.0%} {tally.near / tally.tried:5.0%}" if tally.tried else ""
    alike = f"{tally.alike / written:9.3f}" if written else ""
    return f"{name[-48:]:48} {tally.tried:5} {tally.refused:7} {tally.damaged:7} {shares} {alike}"


if __name__ == "__main__":
    main()
