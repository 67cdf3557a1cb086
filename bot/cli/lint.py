"""``paperlist lint``."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bot import config
from bot.cli.folder import Folder
from bot.cli.online import ask, refuse
from bot.errors import UsageError
from bot.forge.model import Change
from bot.lint import RULES, Finding, Page, check_settings, choose, examine, fix, open_book
from bot.lint.model import fails
from bot.lint.rule import Rule
from bot.lint.run import collector_at_rest


@click.command("lint")
@click.argument("files", nargs=-1)
@click.option("--fix", "mend", is_flag=True, help="Mend what is safe to mend.")
@click.option("--diff", is_flag=True, help="With --fix: show the changes instead of writing them.")
@click.option("--changed-since", metavar="REV", default="", help="Judge only what changed since this commit.")
@click.option("--select", metavar="R,…", default="", help="Only these rules.")
@click.option("--ignore", metavar="R,…", default="", help="All but these rules.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="Report."
)
@click.option("--online", is_flag=True, help="Ask sources and links, too: titles, withdrawals, dead links.")
@click.option("--list", "show", is_flag=True, help="Show the rules.")
def command(
    files: tuple[str, ...],
    *,
    mend: bool,
    diff: bool,
    changed_since: str,
    select: str,
    ignore: str,
    form: str,
    online: bool,
    show: bool,
) -> int:
    """Report what is wrong with a list, by its own habits; --fix mends what is safe.

    \b
    Examples:
      paperlist lint
      paperlist lint README.md --fix --diff
      paperlist lint --changed-since origin/main --ignore missing-venue

    Next: paperlist lint --list shows the rules; docs/rules.md explains each with examples.
    """
    if diff and not mend:
        raise UsageError("--diff shows what --fix would change.", "Give both: paperlist lint --fix --diff")
    if show:
        click.echo(_catalogue(), nl=False)
        return 0
    rules = choose(_names(select), _names(ignore))
    pages = open_book([_open(file) for file in files or (_configured(),)])
    check_settings(pages)
    if online:
        ask(pages, rules)
    else:
        refuse(_names(select), rules)
    if mend:
        pages = _mend(pages, rules, diff)
        if diff:
            return 0
    with collector_at_rest():
        found = [finding for page in pages for finding in _examine(page, rules, changed_since)]
        gc.freeze()  # all is found: to search it for garbage, now and at the end, takes a fifth of the time
    _print(pages, found, rules, form)
    return int(fails(found))


def _names(option: str) -> list[str]:
    return [name.strip() for name in option.split(",") if name.strip()]


def _configured() -> str:
    return config.load(Folder()).file


def _open(file: str) -> Page:
    folder, path = Folder.holding(file)
    data = folder.read(path)
    beside = (folder.root / path).parent
    page = Page(file, data, lambda name: _is_there(beside / name), config.load(folder))
    page.files = folder
    return page


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name so long that no file can have it
        return False


def _examine(page: Page, rules: Sequence[Rule], since: str) -> list[Finding]:
    found = examine(page, rules)
    if not since:
        return found
    from bot.lint.changes import of_change

    before = _before(page, since)
    return of_change(before, page, examine(before, rules) if before else [], found, rules)


def _before(page: Page, revision: str) -> Page | None:
    """The file at a commit; None when it was not there."""
    from bot.forge.checkout import Checkout

    path = Path(page.path).resolve()
    root = Path(Checkout(path.parent, revision).git("rev-parse", "--show-toplevel"))
    checkout = Checkout(root, revision)
    name = path.relative_to(root.resolve()).as_posix()
    if not checkout.git("ls-tree", "--name-only", revision, "--", f":(literal){name}"):
        return None
    return page.holding(checkout.read(name))


def _mend(pages: list[Page], rules: Sequence[Rule], diff: bool) -> list[Page]:
    """The pages with their safe fixes, written unless only shown."""
    mended: list[Page] = []
    for change in _beside(pages, rules):
        _carry_out(change, "mended", diff)
    for page in pages:
        fixed = fix(page, rules)
        if fixed.data != page.data:
            _carry_out(Change(page.path, page.data, fixed.data), f"mended {fixed.count}", diff)
        mended.append(page.holding(fixed.data))
    return open_book(mended)


def _carry_out(change: Change, done: str, diff: bool) -> None:
    from bot.cli.output import unified_diff

    if diff:
        click.echo(unified_diff([change]), nl=False)
        return
    folder, path = Folder.holding(change.path)
    folder.write(path, change.after)
    click.echo(f"{change.path}: {done}.", err=True)


def _beside(pages: Sequence[Page], rules: Sequence[Rule]) -> Iterator[Change]:
    """Other files that findings are mended in."""
    for page in pages:
        wanted = {path: data for one in examine(page, rules) for path, data in one.beside}
        for path, data in wanted.items():
            if page.files:
                yield Change(path, page.files.read(path), data)


def _print(pages: Sequence[Page], found: list[Finding], rules: Sequence[Rule], form: str) -> None:
    from bot.lint.reports import commands, data, report, sarif, summary

    if form == "json":
        click.echo(json.dumps(data(found), ensure_ascii=False, indent=2))
    elif form == "sarif":
        click.echo(json.dumps(sarif(found, rules, _summaries()), ensure_ascii=False, indent=2))
    elif form == "github":
        from bot.forge.actions import summarise

        click.echo(commands(found), nl=False)
        summarise(os.environ, summary(found))
    else:
        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")  # https://no-color.org
        click.echo(report(pages, found, color=color), nl=False, color=color)
        if not found:
            click.echo("Nothing to report.", err=True)


def _summaries() -> dict[str, str]:
    from bot.lint.registry import summaries

    return summaries()


def _catalogue() -> str:
    said = _summaries()
    width = max(map(len, RULES))
    return "".join(
        f"{name:<{width}}  {rule.severity:<7}  {said[name]}{' (--online)' if rule.asks else ''}\n"
        for name, rule in RULES.items()
    )
