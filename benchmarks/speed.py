"""How long things take, each in a process of its own, best of several runs.

uv run python -m benchmarks.speed [--entries 50000]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import log
from pathlib import Path

_MISTUNE = """
import sys, mistune
text = open(sys.argv[1], encoding="utf-8").read()
mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough", "task_lists", "url"])(text)
"""
_BARE = """
import sys, mistune
mistune.create_markdown(renderer="ast")(open(sys.argv[1], encoding="utf-8").read())
"""
_TABLES = _BARE.replace('"ast"', '"ast", plugins=["table"]')
_ADD = """
import sys
from bot.identifiers import identify
from bot.listing.duplicates import find_listed, find_named
from bot.listing.lists import Lists
from bot.works.model import Work
link = "https://arxiv.org/abs/2503.77777"
work = Work("Otter: Batching Requests by the River", link, identify(link), venue="NSDI 2025")
lists = Lists.read({"README.md": open(sys.argv[1], "rb").read()})
assert find_named(lists, work.identifier) is None
assert find_listed(lists, work) is None
lists.add(work, *lists.find("Topic 2", {}))
"""
_LINT = """
import runpy, sys
sys.argv = ["paperlist", "lint", "--format", "json", sys.argv[1]]
try:
    runpy.run_module("bot", run_name="__main__")
except SystemExit:
    pass
"""
_ENGINE = """
import sys, time
from bot.identifiers import identify
from bot.listing.duplicates import find_listed
from bot.listing.lists import Lists
from bot.works.model import Work
link = "https://arxiv.org/abs/2503.77777"
work = Work("Otter: Batching Requests by the River", link, identify(link), venue="NSDI 2025")
best = 9.0
for path in sys.argv[1:]:
    data = open(path, "rb").read()
    start = time.process_time()
    lists = Lists.read({"README.md": data})
    assert find_listed(lists, work) is None
    lists.add(work, *lists.find("Topic 2", {}))
    best = min(best, time.process_time() - start)
print(best)
"""
_TURNS = 4
_REPORT = """
import resource
_used = resource.getrusage(resource.RUSAGE_SELF)
print(_used.ru_utime + _used.ru_stime, _used.ru_maxrss / 1024)
"""


def make_list(entries: int, first: int = 0) -> str:
    """A list of made-up works from the number ``first`` on, in many sections, 146 bytes an entry."""
    parts = ["# Reading\n"]
    for section in range(max(1, entries // 100)):
        parts.append(f"\n## Topic {section}\n\n")
        parts += [_entry(first + section * 100 + i) for i in range(min(100, entries))]
    return "".join(parts)


def make_plain(entries: int) -> str:
    """The same works with titles that no link shows, two labelled links and a badge."""
    parts = ["# Reading\n"]
    for i in range(entries):
        title, number = _work(i)
        paper = f"[[Paper]](https://arxiv.org/abs/{number}) [[Code]](https://github.com/x/{i})"
        badge = f"![stars](https://img.shields.io/github/stars/x/{i}?style=social)"
        parts += [f"\n## Topic {i // 100}\n\n"] if i % 100 == 0 else []
        parts.append(f"- {title} {paper} {badge} | SOSP' {i % 20 + 5:02}\n")
    return "".join(parts)


def make_table(rows: int, size: int = 100) -> str:
    """The same works as rows of tables of that size, in as many sections."""
    parts = ["# Reading\n"]
    for section in range(max(1, rows // size)):
        parts.append(f"\n## Topic {section}\n\n| Title | Venue | Date | Code |\n|---|---|---|---|\n")
        for i in range(section * size, section * size + min(size, rows)):
            title, number = _work(i)
            link = f"[{title}](https://arxiv.org/abs/{number})"
            code = f"[GitHub](https://github.com/x/{i})"
            parts.append(f"| {link} | SOSP' {i % 20 + 5:02} | {2005 + i % 20}-{i % 12 + 1:02} | {code} |\n")
    return "".join(parts)


def _work(i: int) -> tuple[str, str]:
    """Title and arXiv number of a made-up work."""
    animal = ("Heron", "Stork", "Crane", "Ibis", "Egret")[i % 5]
    title = f"{animal}{i}: Serving Made-Up Models by the Waterside at Scale"
    return title, f"{2000 + i // 9000 % 500}.{i % 100000:05}"


def _entry(i: int) -> str:
    title, number = _work(i)
    links = f"[{title}](https://arxiv.org/abs/{number}) | [Code](https://github.com/x/{i})"
    return f"- {links} | SOSP' {i % 20 + 5:02}\n"


def cost(code: str, *arguments: str, runs: int = 3) -> tuple[float, float]:
    """Seconds of CPU and MiB at the peak of a fresh interpreter that runs ``code``; the best of ``runs``."""
    found = []
    for _ in range(runs):
        run = [sys.executable, "-c", code + _REPORT, *arguments]
        said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
        seconds, memory = said.split()[-2:]
        found.append((float(seconds), float(memory)))
    return min(found)


def engine(paths: list[Path]) -> float:
    """Seconds of CPU that reading, looking for duplicates and adding with proof take, once all is loaded.

    Every list is another one, so that nothing kept from the one before can help.
    """
    run = [sys.executable, "-c", _ENGINE, *map(str, paths)]
    return float(subprocess.run(run, capture_output=True, text=True, check=True).stdout)


def _show_lint(name: str, make: Callable[[int], str], entries: int, folder: Path) -> None:
    """Lint against the bare parse, and how its time grows from a fifth of the entries on.

    With its plugin for tables mistune reads them as such; without, as running text. All take turns, so that
    a slow minute of the machine is in none of them alone.
    """
    path = folder / "lint.md"
    path.write_text(make(entries // 5), encoding="utf-8")
    small = cost(_LINT, str(path))[0]
    path.write_text(make(entries), encoding="utf-8")
    turns = [[cost(code, str(path), runs=1) for code in (_BARE, _TABLES, _LINT)] for _ in range(_TURNS)]
    (parse, _), (tables, _), (seconds, memory) = (min(turn[i] for turn in turns) for i in range(3))
    growth = log(seconds / small) / log(5)
    figures = f"{seconds:6.2f} s {memory:6.0f} MiB   {seconds / parse:.2f} x"
    print(f"  {name:<20} {figures}, bare parse {parse:.2f} s, exponent {growth:.2f}")
    if "tables" in name:
        print(f"    with mistune's tables {tables:.2f} s, {seconds / tables:.2f} x")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=50_000)
    entries = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        large, *small = [Path(folder) / f"{i}.md" for i in range(7)]
        large.write_text(make_list(entries), encoding="utf-8")
        for i, path in enumerate(small):
            path.write_text(make_list(330, first=5000 * i), encoding="utf-8")
        parse, add = cost(_MISTUNE, str(large)), cost(_ADD, str(large))
        print(f"list of {entries:,} entries, {large.stat().st_size / 1e6:.1f} MB")
        print(f"  bare mistune parse   {parse[0]:6.2f} s {parse[1]:6.0f} MiB")
        print(f"  add                  {add[0]:6.2f} s {add[1]:6.0f} MiB   {add[0] / parse[0]:.2f} x")
        _show_lint("lint, bullets", make_list, entries, Path(folder))
        _show_lint("lint, plain titles", make_plain, entries, Path(folder))
        _show_lint("lint, tables", make_table, entries, Path(folder))
        _show_lint("lint, small tables", lambda count: make_table(count, 10), entries, Path(folder))
        print(f"engine alone, 48 kB    {engine(small) * 1000:6.0f} ms")
    bare = cost("", runs=5)[0]
    help_ = cost("import runpy, sys\nsys.argv = ['paperlist', '--help']\ntry:\n    runpy.run_module('bot')\n"
                 "except SystemExit:\n    pass\n", runs=5)[0]  # fmt: skip
    print(f"paperlist --help       {help_ * 1000:6.0f} ms, bare interpreter {bare * 1000:.0f} ms")


if __name__ == "__main__":
    main()
