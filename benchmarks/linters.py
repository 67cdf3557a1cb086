"""How long this linter and two others take on the same list, and how much each finds.

uv run python -m benchmarks.linters [LIST…]

Needs Node 20 or later with npm, which installs the others from its registry, as ``linters/package-lock.json``
pins them, into a folder that is thrown away. Each run is a process of its own, start-up included; the best of
three counts. The list stands alone in an empty folder: awesome-lint asks GitHub only about a list with a
remote there, and reports one finding for want of it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed import make_list

PINNED = Path(__file__).parent / "linters"
ENTRIES = 500  # of the made-up list
RUNS = 3
_MARKDOWNLINT = re.compile(r"^README\.md:\d+", re.M)
_AWESOME = re.compile(r"^\s+\S\s+\d+:\d+\s", re.M)

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Linter:
    """One command, and how the findings in its output are counted."""

    name: str
    command: list[str]
    count: Callable[[Done], int]


def linters(modules: Path) -> list[Linter]:
    """This linter, and those installed below ``modules``."""
    return [
        Linter(
            "paperlist",
            [sys.executable, "-m", "bot", "lint", "--format", "json"],
            lambda done: len(json.loads(done.stdout)),
        ),
        _node("markdownlint-cli2", modules, lambda done: len(_MARKDOWNLINT.findall(done.stderr))),
        _node("awesome-lint", modules, lambda done: len(_AWESOME.findall(done.stdout))),
    ]


def _node(name: str, modules: Path, count: Callable[[Done], int]) -> Linter:
    package = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))
    script = package["bin"] if isinstance(package["bin"], str) else package["bin"][name]
    return Linter(f"{name} {package['version']}", ["node", str(modules / name / script)], count)


def measure(linter: Linter, folder: Path) -> tuple[float, int]:
    """Seconds on the clock, best of several, and findings, of the ``README.md`` in a folder."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        done = subprocess.run(
            [*linter.command, "README.md"], cwd=folder, capture_output=True, text=True, check=False
        )
        best = min(best, time.perf_counter() - start)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{linter.name} failed:\n{done.stderr}")
    return best, linter.count(done)


def main() -> None:
    lists = {Path(path).name: Path(path).read_text(encoding="utf-8") for path in sys.argv[1:]}
    lists = lists or {f"{ENTRIES} made-up entries": make_list(ENTRIES)}
    with tempfile.TemporaryDirectory() as place:
        installed, folder = Path(place, "node"), Path(place, "list")
        folder.mkdir()
        shutil.copytree(PINNED, installed)
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=installed, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        print("| list | linter | seconds | findings |\n|---|---|---:|---:|")
        for name, text in lists.items():
            (folder / "README.md").write_text(text, encoding="utf-8")
            for linter in linters(installed / "node_modules"):
                seconds, findings = measure(linter, folder)
                print(f"| {name} | {linter.name} | {seconds:.2f} | {findings} |", flush=True)


if __name__ == "__main__":
    main()
