"""Take entries out of real lists, add them again with their own facts, and see what comes back.

    uv run python -m benchmarks.readd [--sample 40] [--misses] [part of a file's name]

An entry that follows its section's majority template should come back as the same line; in a list that is
ordered by what it holds, at the same place. No old line may ever change.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import NeedsPerson
from bot.identifiers import Identifier, identify
from bot.listing import slots
from bot.listing.alphabet import alphabet
from bot.listing.columns import roles
from bot.listing.facts import Facts, facts, parts
from bot.listing.habits import learn
from bot.listing.lists import Lists
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.moments import moments
from bot.listing.outline import shape
from bot.listing.words import PLACEHOLDER
from bot.markdown.anchors import heading_text
from bot.markdown.links import links
from bot.works.model import Work

SHARED = Path(__file__).parents[2] / "shared"
_LEAST = 3  # entries of a group that share a template, for it to be one


@dataclass
class Tally:
    """What was measured over one file, or all.

    Attributes:
        tried, refused: entries taken out; of them not added again, with the reasons.
        changed: old lines that changed, in any file (must stay 0).
        typical, same: entries that follow their section's template; of them back as the same line.
        ordered, kept: entries that stand in order, in lists with an order by content; of them back at the
            same place. (One that breaks the order comes back where the order wants it.)
        loose, newest: other entries; of them added where the list's newest entries go.
        notes: one line for every miss.
    """

    tried: int = 0
    refused: int = 0
    changed: int = 0
    typical: int = 0
    same: int = 0
    ordered: int = 0
    kept: int = 0
    loose: int = 0
    newest: int = 0
    notes: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for name in ("tried", "refused", "changed", "typical", "same", "ordered", "kept", "loose", "newest"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notes += other.notes
        return self


def sources() -> Iterator[tuple[str, bytes]]:
    """Every list there is to measure on, by a short name."""
    paths = [
        *SHARED.glob("lists/*.md"),
        *SHARED.glob("lists/llmsys-repo/**/*.md"),
        *SHARED.glob("seeds/*.md"),
    ]
    for path in sorted(paths):
        if path.name == "README.md" and path.parent.name in ("lists", "seeds"):
            continue  # about the material, not of it
        data = path.read_bytes()
        if b"generated" not in data[:2000].lower():
            yield path.name, data


def measure(data: bytes, sample: int, seed: int = 0) -> Tally:
    """Take out and add again up to ``sample`` entries of one list."""
    whole = Lists.read({"README.md": data}).listings["README.md"]
    places = [place for place in whole.entries if _usable(place)]
    chosen = random.Random(seed).sample(places, min(sample, len(places)))
    total = Tally()
    for section, group, entry in chosen:
        total += _again(whole, section, group, entry)
    return total


def _usable(place: tuple[Section, Group, Entry]) -> bool:
    _, group, entry = place
    said = facts(entry, group)
    return bool(said.title and said.url) and len(group.entries) > 1 and entry.stop == entry.end


def _again(whole: Listing, section: Section, group: Group, entry: Entry) -> Tally:
    lines = whole.document.lines
    taken = lines[entry.start : entry.end]
    gap = 0
    if entry.end < len(lines) and not lines[entry.end].strip() and not (lines[entry.start - 1].strip()):
        gap = 1  # of two blank lines around it, one goes with it
    if group.kind == "heading":
        gap = _end(entry, lines) - entry.end
    rest = [*lines[: entry.start], *lines[entry.end + gap :]]
    old = ("\n".join(rest) + "\n").encode()
    after = Lists.read({"README.md": old})
    at = group.entries.index(entry)
    tally = Tally(tried=1)
    try:
        listing, target, inner = _target(after, section, group)
        placed, _ = after.add(work_of(facts(entry, group), entry, group), listing, target, inner)
    except NeedsPerson as error:
        tally.refused = 1
        tally.notes.append(f"refused: {error.what} | {taken[0][:100]}")
        return tally
    new = after.after["README.md"].decode().split("\n")
    tally.changed = not _only_added(rest, new)
    got = [line for line in placed.written.lines if line.strip()]
    if _typical(entry, group):
        tally.typical = 1
        tally.same = _careless(got) == _careless(taken)
        if not tally.same:
            tally.notes.append(
                "line:\n    was " + "\n        ".join(taken) + "\n    got " + "\n        ".join(got)
            )
    old = placed.group
    order = learn(listing, placed.section, old) if old else None
    back = sum(one.start < placed.insertion.line for one in old.entries) if old else 0
    found = [facts(one, group) for one in group.entries]
    keys = (
        [alphabet(one.title) for one in found] if order and order.name == "alphabetical" else moments(found)
    )
    if order and order.strict and _in_order(keys, at, falling=order.name == "date-descending"):
        tally.ordered = 1
        tally.kept = back == at or _tied(keys, at, back)
        if not tally.kept:
            tally.notes.append(f"place: {at} became {back} of {len(group.entries)}, {order}: {taken[0][:90]}")
    else:
        tally.loose = 1
        ends = (0, len(group.entries) - 1)
        tally.newest = back in ends or bool(order and order.venues)
    return tally


def _end(entry: Entry, lines: list[str]) -> int:
    """Where the heading after an entry begins; what stands between the two goes with the entry."""
    at = entry.end
    while at < len(lines) and not lines[at].startswith("#"):
        at += 1
    return at


def _target(after: Lists, section: Section, group: Group) -> tuple[Listing, Section, Group | None]:
    """Section and group of the list without the entry, by their place in the file."""
    listing = after.listings["README.md"]
    target = next(one for one in listing.sections if one.line == section.line)
    inner = next((one for one in target.groups if one.start == group.start and one.kind == group.kind), None)
    return listing, target, inner


def work_of(said: Facts, entry: Entry, group: Group) -> Work:
    note = next(
        (
            text[span.start : span.end]
            for text, spans in parts(entry, group)
            for span in spans
            if span.slot == "note"
        ),
        "",
    )
    others = {role: link for role, link in said.links.items() if link != said.url}
    code = others.pop("code", "")
    name = identify(said.url) or Identifier("url", said.url)
    authors = (said.authors,) if said.authors else ()
    return Work(
        said.title, said.url, name, authors=authors, date=_own_date(said, entry, group), venue=said.venue,
        code=code, links=others, note=note,
    )  # fmt: skip


def _own_date(said: Facts, entry: Entry, group: Group) -> str:
    """The date, unless it is only the venue's year, which the venue says already."""
    shown = any(span.slot == "date" for _, spans in parts(entry, group) for span in spans)
    return said.date if shown else ""


def _only_added(old: list[str], new: list[str]) -> bool:
    """Are all old lines there, in their order, with one run of new ones among them?"""
    old = [*old, ""]
    head = 0
    while head < len(old) and head < len(new) and old[head] == new[head]:
        head += 1
    tail = len(old) - head
    return new[len(new) - tail :] == old[head:] if tail else True


def _typical(entry: Entry, group: Group) -> bool:
    """Has the entry the template that more of its group have than any other?"""
    if not _knowable(entry, group):
        return False
    count = Counter(_template(one, group) for one in group.entries)
    template, size = count.most_common(1)[0]
    return size >= _LEAST and template == _template(entry, group)


def _knowable(entry: Entry, group: Group) -> bool:
    """Does it say only what a request can say: no mark, nickname or column of the list's own making?"""
    title = facts(entry, group).title
    for text, role in _texts(entry, group):
        if role in ("", "text") and group.kind == "table" and not PLACEHOLDER.match(text.strip()):
            return False
        for span in slots.read(text, role):
            said = text[span.start : span.end]
            if span.slot in ("mark", "org", "keywords", "number") or (span.slot == "note" and links(said)):
                return False
            if span.slot == "short" and not title.startswith(heading_text(said)):
                return False
    return True


def _template(entry: Entry, group: Group) -> object:
    prefix = re.sub(r"\d+|\[[xX]\]", "", entry.prefix)
    return prefix, tuple(
        shape(text.strip(), slots.read(text.strip(), role)) for text, role in _texts(entry, group)
    )


def _texts(entry: Entry, group: Group) -> list[tuple[str, str]]:
    if group.kind != "table":
        return [(entry.text, "")]
    return [(cell, role) for role, cell in zip(roles(group), entry.cells, strict=False)]


def _in_order(keys: Sequence[Any], at: int, *, falling: bool) -> bool:
    """Does the entry stand between its neighbours as the order wants it?"""
    if keys[at] is None:
        return False
    around = [
        next((key for key in side if key is not None), None) for side in (keys[:at][::-1], keys[at + 1 :])
    ]
    before, after = reversed(around) if falling else around
    return (before is None or before <= keys[at]) and (after is None or keys[at] <= after)


def _tied(keys: Sequence[Any], at: int, index: int) -> bool:
    """Do the entries between the two places say nothing about which comes first?"""
    low, high = sorted((at, index))
    return {key for key in keys[low : high + 1] if key is not None} == {keys[at]}


def _careless(lines: list[str]) -> str:
    """Without white space and running number."""
    return re.sub(r"\s+", "", re.sub(r"^\s*\|?\s*\d+[.)]?\s", "", "\n".join(lines)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    total = Tally()
    heads = ("same line", "same place", "newest end")
    print(f"{'file':48} entries refused changed " + " ".join(f"{head:>13}" for head in heads))
    for name, data in sources():
        if given.name in name:
            tally = measure(data, given.sample)
            total += tally
            print(_row(name, tally), flush=True)
    print(_row("all", total))
    if given.misses:
        print(*total.notes, sep="\n")
    sys.exit(bool(total.changed))


def _row(name: str, tally: Tally) -> str:
    shares = [(tally.same, tally.typical), (tally.kept, tally.ordered), (tally.newest, tally.loose)]
    cells = " ".join(f"{part:5}/{of:<4}{part / of if of else 1:3.0%}" for part, of in shares)
    return f"{name[:48]:48} {tally.tried:7} {tally.refused:7} {tally.changed:7} {cells}"


if __name__ == "__main__":
    main()
