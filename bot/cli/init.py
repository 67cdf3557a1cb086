"""``paperlist init``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import indent

import click

from bot.cli.folder import Folder, hold_to_top
from bot.cli.options import as_json
from bot.cli.output import print_json, unified_diff
from bot.errors import UsageError
from bot.init.setup import Setup

NEXT = """\
Next:
  1. Look at the files, then commit and push them to {branch}:
       git add .github && git commit -m "Take paper requests by issue" && git push
  2. On GitHub, under Settings > Actions > General > Workflow permissions:
     allow GitHub Actions to create and approve pull requests.
  3. If you like, make the labels that the forms put on each request (or: Issues > Labels > New label):
       gh label create add-paper && gh label create add-conference
  4. See whether anything is missing:
       GITHUB_TOKEN=$(gh auth token) paperlist doctor
"""


AGAIN = """\
Next: look at the files, then commit and push them to {branch}:
  git add .github && git commit -m "Bring the files of paperlist up to date" && git push
"""


@click.command("init")
@click.option("--file", default="", help="The list, if it is not the one that is found.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@as_json
def command(file: str, dry_run: bool, as_json: bool) -> int:
    """Bring the bot to the list in this folder, or up to date there.

    Learns the list; writes the issue form, the workflow and, where the list is not README.md, a
    configuration. Nothing else is changed, and what people added to these files stays.

    \b
    Examples:
      paperlist init --dry-run
      paperlist init
      paperlist init --file docs/papers.md

    Next: commit and push what it wrote; paperlist doctor says what is missing.
    """
    from bot.init import workflow
    from bot.init.release import this_release
    from bot.init.setup import set_up

    folder = Folder()
    hold_to_top(folder.root, "init")
    paths, branch, warning = _checkout(folder.root)
    release = this_release()
    done = set_up(folder, paths, release, branch, file)
    if not dry_run:
        for one in done.files:
            folder.write(one.path, one.after)
    if as_json:
        print_json(_data(done, dry_run=dry_run))
    else:
        _show(done, dry_run=dry_run)
        if done.files and not dry_run:
            first = any(one.path == workflow.PATH and not one.before for one in done.files)
            click.echo((NEXT if first else AGAIN).format(branch=branch), nl=False)
    if done.files and not release.commit:
        tag = release.uses.rpartition("@")[2]
        warning += (
            f"\n{workflow.PATH} names the tag {tag}, which can be moved. "
            f"Before you push, write the commit in its place, which this says:"
            f"\n  git ls-remote https://github.com/{release.repository} {tag}"
        )
    for said in (warning.strip(), *map(str, done.left)):
        if said:
            click.echo(f"paperlist: {said}", err=True)
    return 3 if done.left else 0


def _checkout(root: Path) -> tuple[list[str], str, str]:
    """The files of this folder, the default branch, and a warning where it is no git checkout."""
    from bot.forge.checkout import Checkout

    try:
        git = Checkout(root).git
        listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except UsageError:
        paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.*") if path.is_file())
        return paths, "main", "This folder is no git checkout: git init, commit, and push it to GitHub."
    paths = [path for path in listed.split("\0") if path]
    return paths, _default_branch(git), ""


def _default_branch(git: Callable[..., str]) -> str:
    for ask in (("rev-parse", "--abbrev-ref", "origin/HEAD"), ("symbolic-ref", "--short", "HEAD")):
        try:
            found = git(*ask)
        except UsageError:
            continue
        if (name := found.removeprefix("origin/")) != "HEAD":
            return name
    return "main"


def _data(done: Setup, *, dry_run: bool) -> dict[str, object]:
    return {
        "file": done.file,
        "sections": [asdict(one) for one in done.learnt],
        "samples": [
            {"section": one.choice, "text": one.text, "refused": one.refused} for one in done.samples
        ],
        "files": [{"path": one.path, "what": one.what} for one in done.files],
        "written": not dry_run,
        "left": [str(one) for one in done.left],
    }


def _show(done: Setup, *, dry_run: bool) -> None:
    rows = [("section", "entries", "style", "order")]
    rows += [(one.choice, str(one.entries), one.style, one.order) for one in done.learnt]
    click.echo(f"{done.file} is the list; this is what it shows:\n")
    click.echo(_table(rows))
    click.echo("So would “Attention Is All You Need” be listed:\n")
    for sample in done.samples:
        click.echo(f"  {sample.choice}\n{indent(sample.text or sample.refused, '    ')}")
    click.echo("")
    if dry_run:
        click.echo(unified_diff(done.files), nl=False)
    for one in done.files:
        click.echo(f"{'would write' if dry_run else 'wrote'} {one.path} ({one.what})")
    if not done.files and not done.left:
        click.echo("All files are as they should be.")
    click.echo("")


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    from bot.listing.rows import width

    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "".join(
        "  "
        + "  ".join(cell + " " * (widths[column] - width(cell)) for column, cell in enumerate(row)).rstrip()
        + "\n"
        for row in rows
    )
