"""Other people's lists, taken on: `init` in a scratch repository, then one request by the form it wrote.

uv run python -m benchmarks.adopt [--lists FOLDER] [--sections]
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.add import plan
from bot.config import load
from bot.errors import PaperlistError, UsageError
from bot.forge.checkout import Checkout
from bot.forge.events import Event
from bot.forge.local import Local
from bot.forge.model import Issue, branch_for
from bot.form.drop_down import PATH, find_drop_down
from bot.form.make import LABEL
from bot.init.release import Release
from bot.init.setup import Setup, set_up
from bot.reconcile.desk import Desk
from bot.run import run

RELEASE = Release("heron/paperlist", "1.0.0", "3d3c42e5aac5ba805825da76410c181273ba90b1")
TITLE, LINK, VENUE = "Otter: Batching Requests by the River", "https://arxiv.org/abs/2412.99999", "NSDI 2025"
SPREAD = "llmsys-repo"  # the further files of one list


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of a list.

    Attributes:
        setup: what `init` learnt and wrote; None where it refused.
        refused: why it did.
        choice: the section that was asked for.
        added: the lines of the pull request, each with ``+`` or ``-`` before it.
        seconds: from `init` to the pull request.
    """

    name: str
    setup: Setup | None
    refused: str = ""
    choice: str = ""
    added: tuple[str, ...] = ()
    seconds: float = 0.0


class _Files(dict[str, bytes]):
    def read(self, path: str) -> bytes:
        if path not in self:
            raise UsageError(f"There is no {path}.")
        return self[path]


def repositories(lists: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Each list as the files of a repository."""
    for path in sorted(lists.glob("*+*.md")):
        files = {"README.md": path.read_bytes()}
        if "LLMSys" in path.name:
            beside = lists / SPREAD
            files |= {one.relative_to(beside).as_posix(): one.read_bytes() for one in beside.rglob("*.md")}
        yield path.stem, files


def adopt(name: str, files: Mapping[str, bytes], folder: Path) -> Adopted:
    """Run `init` in a scratch repository, commit what it wrote, and ask for a paper by the form.

    Args:
        files: the repository.
        folder: an empty folder for it.
    """
    started = time.perf_counter()
    try:
        setup = set_up(_Files(files), list(files), RELEASE, "main")
    except PaperlistError as error:
        return Adopted(name, None, str(error))
    for path, data in {**files, **{one.path: one.after for one in setup.files}}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-qm", "Begin"],
    ):
        subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)
    choice = max(setup.learnt, key=lambda one: one.entries).choice
    offered = [one.value for one in find_drop_down((folder / PATH).read_text("utf-8")).options]
    assert choice in offered
    forge = Local(folder)
    said = {"Link": LINK, "Category": choice, "Title": TITLE, "Venue": VENUE}
    body = "\n\n".join(f"### {label}\n\n{value}" for label, value in said.items())
    issue = Issue(1, "[Paper] Otter", body, "eve", (LABEL,))
    forge.issues[1] = issue
    settings = load(forge)
    run(
        Event("issues", "opened", "heron/list", "main", issue, number=1, fresh=True),
        Desk(forge, lambda request: plan(request, forge, settings), lambda: settings),
    )
    return Adopted(name, setup, "", choice, tuple(_changed(folder)), time.perf_counter() - started)


def _changed(folder: Path) -> Iterator[str]:
    git = Checkout(folder).git
    branch = branch_for(1)
    if git("for-each-ref", f"refs/heads/{branch}"):
        for line in git("diff", "--unified=0", "main", branch).split("\n"):
            if line[:1] in "+-" and not line.startswith(("+++", "---")):
                yield line


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lists", type=Path, default=Path(__file__).parents[2] / "shared" / "lists")
    parser.add_argument("--sections", action="store_true")
    given = parser.parse_args()
    for name, files in repositories(given.lists):
        with tempfile.TemporaryDirectory() as folder:
            done = adopt(name, files, Path(folder))
        if done.setup is None:
            print(f"{name}: refused. {done.refused}")
            continue
        print(f"{name}: {len(done.setup.learnt)} sections, {done.seconds:.1f} s, {done.choice}")
        print("\n".join(f"    {line}" for line in done.added) or "    nothing")
        if given.sections:
            for one in done.setup.learnt:
                print(f"      {one.entries:5} {one.style:9} {one.order:15} {one.choice}")


if __name__ == "__main__":
    main()
