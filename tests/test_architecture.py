"""The code is the house that docs/architecture.md draws: its diagram is read here, not repeated."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise, product
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_MODULE, LONGEST_FUNCTION = 250, 40

OUTSIDE = {"asyncio", "ftplib", "http", "select", "smtplib", "socket", "ssl", "subprocess", "urllib.request"}
OUTSIDE |= {"arxiv", "github", "httpx", "requests", "stamina", "time"}
CLOCK = {"now", "today", "utcnow"}
SLOW = {"arxiv", "github", "httpx", "lxml", "requests", "rich", "stamina"}
EMPTY_NAMES = {"common", "helper", "helpers", "misc", "util", "utils"}


@dataclass(frozen=True)
class Module:
    """A module of the package, by its dotted name."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        return room_of(self.name)

    @cached_property
    def imports(self) -> set[str]:
        """Every name imported, wherever it stands: modules, and names in modules as ``module.name``."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{self.name} imports by a relative path, which nobody can search for"
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
        return found

    @cached_property
    def inward(self) -> set[str]:
        """The modules of this package it imports."""
        inside = {name for name in self.imports if name.partition(".")[0] == "bot"}
        return {name if name in MODULES else name.rpartition(".")[0] for name in inside}


def room_of(module: str) -> str:
    """``bot.works.edge`` is in ``works``, ``bot.add`` in ``add``; the package itself is in no room."""
    return module.partition(".")[2].partition(".")[0]


def read_modules() -> dict[str, Module]:
    modules = {}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        modules[name] = Module(name, path)
    return modules


@dataclass(frozen=True)
class Plan:
    """The diagram: who may import whom, whose values only, and which rooms are pure."""

    leads: dict[str, set[str]]
    lends: dict[str, set[str]]
    pure: set[str]

    def allows(self, importer: str, module: str) -> bool:
        """Whether a module of the room ``importer`` may import ``module``."""
        target = room_of(module)
        if not target or target == importer or target in self.reach(importer):
            return True
        lenders = self.lends[importer].union(*(self.lends[room] for room in self.reach(importer)))
        return target in lenders and module == f"bot.{target}.model"

    def reach(self, room: str) -> set[str]:
        return self.leads[room].union(*(self.reach(below) for below in self.leads[room]))


def read_plan(page: str) -> Plan:
    """Reads the arrows (``a & b --> c --> d``, ``a -.-> b``) and the class ``pure`` of the first diagram."""
    diagram = page.partition("```mermaid\n")[2].partition("```")[0]
    arrows: dict[str, dict[str, set[str]]] = {"-->": defaultdict(set), "-.->": defaultdict(set)}
    for line in diagram.splitlines():
        parts = re.split(r"(-->|-\.->)", line)
        groups = [[room.strip() for room in part.split("&")] for part in parts[::2]]
        for arrow, (above, below) in zip(parts[1::2], pairwise(groups), strict=True):
            for room, other in product(above, below):
                arrows[arrow][room].add(other)
    pure = re.search(r"class (\S+) pure", diagram)
    assert pure
    return Plan(arrows["-->"], arrows["-.->"], set(pure[1].split(",")))


DOORS = {"", "__main__"}  # ``import bot`` and ``python -m bot``
MODULES = read_modules()
PLAN = read_plan((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("needs a git checkout to know which files belong to the project")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def loaded_by(code: str) -> set[str]:
    """Top-level packages that a fresh interpreter holds after running the code."""
    report = "import sys; print('\\n'.join({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def own_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the function, from ``def`` to its last, without the docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or 0) - docstring.lineno + 1
    return lines


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_the_diagram_shows_every_room():
    drawn = set(PLAN.leads).union(*PLAN.leads.values())
    assert {module.room for module in MODULES.values()} - DOORS <= drawn
    assert PLAN.pure <= drawn


def test_imports_follow_the_arrows():
    assert [
        f"{module.name} imports {name}"
        for module in MODULES.values()
        for name in sorted(module.inward)
        if module.room not in DOORS and not PLAN.allows(module.room, name)
    ] == []


def test_no_module_imports_itself_by_a_detour():
    try:
        TopologicalSorter({module.name: module.inward for module in MODULES.values()}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_pure_rooms_lead_only_to_pure_rooms_and_values():
    world = {"add", "cli", "demo", "forge", "reconcile", "run", "works"}
    assert {room: PLAN.reach(room) & world for room in PLAN.pure} == {room: set() for room in PLAN.pure}


def test_pure_rooms_touch_neither_network_nor_programs_nor_clock():
    pure = [module for module in MODULES.values() if module.room in PLAN.pure]
    imports = [
        f"{module.name} imports {name}"
        for module in pure
        for name in sorted(module.imports)
        if any(f"{name}.".startswith(f"{package}.") for package in OUTSIDE)
    ]
    clock = [
        f"{module.name}:{node.lineno} asks for .{node.attr}"
        for module in pure
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in CLOCK
    ]
    assert imports + clock == []


def test_help_loads_nothing_slow():
    ask = "import sys; sys.argv = ['paperlist', '--help']\nfrom bot.cli import main"
    answered = f"{ask}\ntry: main()\nexcept SystemExit as end: assert not end.code"
    assert loaded_by(answered) & SLOW == set()


def test_modules_are_short():
    lengths = {module.name: module.text.count("\n") for module in MODULES.values()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_are_short():
    assert [
        f"{module.name}:{function.lineno} {function.name} has {own_length(function)} lines"
        for module in MODULES.values()
        for function in functions(module)
        if own_length(function) > LONGEST_FUNCTION
    ] == []


def test_every_module_has_a_name_that_says_something():
    assert [
        path for path in tracked() if path.suffix == ".py" and {path.stem, path.parent.name} & EMPTY_NAMES
    ] == []


def test_no_file_knows_the_machine_it_was_written_on():
    # Spelt in two halves so that this line is not one of them; such a folder in an address is no match.
    machine = re.compile(rb"(?<![\w.~-])/(?:wo" + rb"rk|ro" + rb"ot)/")
    assert [str(path.relative_to(ROOT)) for path in tracked() if machine.search(path.read_bytes())] == []
