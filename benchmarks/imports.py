"""Import whole lists into an empty one, look at what came of every entry, and import them again.

    uv run python -m benchmarks.imports [--misses] [part of a file's name]
    uv run python -m benchmarks.imports --speed [--entries 5000]

Nothing is fetched. Every entry of a source must have an answer; the second import must add nothing; the
titles in the new list must be those of the source.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.speed import cost, make_list
from bot.config import Config
from bot.imports.bring import bring
from bot.imports.model import Item
from bot.imports.open import local, read
from bot.listing.facts import facts
from bot.listing.lists import Lists

SHARED = Path(__file__).parents[2] / "shared"
EMPTY = b"# Reading\n"
_RUN = """
import runpy, sys
sys.argv = {}
try:
    runpy.run_module("bot")
except SystemExit:
    pass
"""


@dataclass
class Tally:
    """What was measured over one source, or all.

    Attributes:
        items: entries of the source; outcomes: what became of them.
        same: added works whose title in the new list is the source's, to the letter.
        again: works that the second import added (must stay 0).
        notes: one line for every work that was not added, and every title that differs.
    """

    items: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    same: int = 0
    again: int = 0
    notes: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        self.items += other.items
        self.outcomes += other.outcomes
        self.same += other.same
        self.again += other.again
        self.notes += other.notes
        return self


def sources() -> Iterator[Path]:
    """Every list there is to measure on."""
    for path in sorted([*SHARED.glob("seeds/*"), *SHARED.glob("lists/*.md")]):
        if path.name != "README.md":
            yield path


def measure(path: Path) -> Tally:
    """Import one source into an empty list, twice."""
    return measure_items(list(read(local(str(path))).items))


def measure_items(items: list[Item]) -> Tally:
    """Bring items into an empty list, twice."""
    lists = Lists.read({"README.md": EMPTY})
    brought = bring(items, lists, config=Config())
    total = Tally(len(items))
    lines = brought.plan.ledger.lines
    new = Lists.read({"README.md": lists.after.get("README.md", EMPTY)})
    titles = {e.start + 1: facts(e, group).title for one in new for _, group, e in one.entries}
    for item, line in zip(items, lines, strict=True):
        total.outcomes[line.outcome] += 1
        if line.outcome != "added":
            total.notes.append(f"{line.outcome:<9}  {item.where}: {item.title[:60]}: {line.reason}")
        elif titles.get(line.line) == item.title:
            total.same += 1
        else:
            total.notes.append(f"title      {item.where}: {item.title} -> {titles.get(line.line)}")
    second = bring(items, new, config=Config())
    total.again = len(second.plan.ledger.of("added"))
    total.notes += [f"again      {line.title}" for line in second.plan.ledger.of("added")]
    return total


def speed(entries: int) -> None:
    """Seconds and MiB of the whole command, into no list and into one of 1,000 entries."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.md"
        source.write_text(make_list(entries, first=20_000), encoding="utf-8")
        for held in (0, 1000):
            into = Path(folder) / f"list{held}.md"
            if held:
                into.write_text(make_list(held), encoding="utf-8")
            arguments = ["paperlist", "import", str(source), "--into", str(into), "--offline", "--write"]
            arguments += ["--section", "Topic 2"] if held else []
            seconds, memory = cost(_RUN.format(arguments), runs=1)
            assert into.read_text(encoding="utf-8").count("](https://arxiv.org/") == held + entries
            print(f"{entries:,} into a list of {held:,}: {seconds:.1f} s, {memory:.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--entries", type=int, default=5000)
    arguments = parser.parse_args()
    if arguments.speed:
        speed(arguments.entries)
        return
    whole = Tally()
    print(f"{'items':>6} {'added':>6} {'listed':>6} {'wait':>6} {'refuse':>6} {'titles':>7} {'again':>5}")
    for path in sources():
        if arguments.name not in path.name:
            continue
        found = measure(path)
        whole += found
        print(_row(found), path.name)
        if arguments.misses:
            print(*found.notes, sep="\n")
    print(_row(whole), "all")


def _row(tally: Tally) -> str:
    added = tally.outcomes["added"]
    counts = [tally.items, added, *(tally.outcomes[name] for name in ("duplicate", "waiting", "refused"))]
    share = f"{100 * tally.same / added:.2f}%" if added else "-"
    return " ".join(f"{count:>6}" for count in counts) + f" {share:>7} {tally.again:>5}"


if __name__ == "__main__":
    main()
