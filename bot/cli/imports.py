"""``paperlist import``."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.folder import Folder
from bot.cli.lists import settled
from bot.cli.options import as_json
from bot.cli.output import print_json, progress_of, unified_diff
from bot.config import Config
from bot.errors import UsageError
from bot.imports.bring import Brought, bring
from bot.imports.charset import as_utf8
from bot.imports.mapping import dump, load
from bot.imports.model import Collection, Item
from bot.imports.open import NoWorks, collect
from bot.imports.sections import outline
from bot.imports.shelf import shelf
from bot.imports.waiting import to_find
from bot.listing.lists import Lists
from bot.text import plural

if TYPE_CHECKING:
    from bot.imports.review import Review
    from bot.works.edge import Network

_PATIENCE = 4 * 3600.0  # seconds for looking up what lacks facts; arXiv is asked every three
_SHOWN = 20  # works of one outcome that are named on a terminal


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--section", default="", help="Where all works go, whatever their source says.")
@click.option("--into", default="", help="The list; made where there is none.  [default: README.md]")
@click.option("--map", "mapping", default="", help="A file with sections of the source and of the list.")
@click.option("--review", default="", help="A file of boxes to tick, for conferences; made by the first run.")
@click.option("--newest-first", is_flag=True, help="How works stand in a section that has none yet.")
@click.option(
    "--links", "libraries", multiple=True, help="A list that knows links; adds no works. Repeatable."
)
@click.option("--waiting", default="", help="A file that gets the titles of the works that wait.")
@click.option("--offline", is_flag=True, help="Fetch nothing; use the cache and what the sources say.")
@click.option("--write", is_flag=True, help="Write the list instead of only showing the diff.")
@as_json
def command(
    sources: tuple[str, ...],
    *,
    section: str,
    into: str,
    mapping: str,
    review: str,
    newest_first: bool,
    libraries: tuple[str, ...],
    waiting: str,
    offline: bool,
    write: bool,
    as_json: bool,
) -> int:
    """Take in other people's lists: Markdown, BibTeX, CSV, JSON, or titles, one a line.

    SOURCE is a file, - for standard input, an address, github:owner/repo, or a conference
    (dblp:conf/sosp/2025). What is listed already is left out, and the answer says what became of every work.

    \b
    Examples:
      paperlist import github:someone/awesome-papers --map sections.yml
      paperlist import refs.bib --section "LLM Serving" --write
      paperlist import dblp:conf/sosp/2025 --review sosp25.md

    Next: fill in what the mapping leaves open or tick what belongs, and run it again with --write.
    """
    folder, settings = settled(into)
    given = _given(mapping)
    with _network(offline=offline) as network:
        collections = [collect(source, lambda: _allowed(network)) for source in sources]
        known, told = _known(libraries, lambda: _allowed(network))
        items = [item for one in collections if not one.conference or section for item in one.items]
        lists = _open(folder, settings, items, collections)
        items = shelf([*items, *known], lists).complete(items)
        if not section and any(one.conference for one in collections):
            picked = _review(collections, lists, settings, network, file=review)
            items += picked.items
            told += picked.told
        brought = _bring(items, lists, settings, network, section=section, given=given, newest=newest_first)
    if mapping and brought.sections:
        _keep(mapping, dump(brought.sections, given))
    _write(items, brought, given, folder if write else None, waiting)
    problems = [*(problem for one in collections for problem in one.problems if not one.conference), *told]
    diff = unified_diff(brought.plan.changes)
    if as_json:
        print_json({"ledger": rows(items, brought), "diff": diff, "problems": problems})
    else:
        _show(items, brought, problems, diff, write=write)
    return brought.plan.ledger.status if items else 0


def _write(
    items: Sequence[Item], brought: Brought, given: dict[str, str | bool], folder: Folder | None, waiting: str
) -> None:
    if folder is None:
        return
    for change in brought.plan.changes:
        folder.write(change.path, change.after)
    if waiting:
        _keep(waiting, to_find(items, brought, given).encode("utf-8"))


def _review(
    collections: Sequence[Collection],
    lists: Lists,
    settings: Config,
    network: Network | None,
    *,
    file: str,
) -> Review:
    """What was ticked; the file to tick in, when there is none yet."""
    from bot.imports.review import review

    conferences = [one for one in collections if one.conference]
    if not file:
        raise UsageError(
            f"{conferences[0].name} is a conference, of which only some works belong in a list.",
            "Add --review FILE and tick what belongs, or --section S to take all of it.",
        )
    kept = _kept(file)
    text = None if kept is None else as_utf8(kept).decode("utf-8")
    picked = review(conferences, lists, text, network=network, aliases=settings.aliases)
    if text is None:
        _keep(file, picked.page.encode("utf-8"))
        click.echo(f"Tick what belongs in {file}, then run this again.", err=True)
    return picked


def _known(libraries: Sequence[str], network: Callable[[], Network]) -> tuple[list[Item], list[str]]:
    """What lists that know links hold, and which of them hold nothing."""
    items: list[Item] = []
    told: list[str] = []
    for source in libraries:
        try:
            items += collect(source, network).items
        except NoWorks as error:
            told.append(f"{error.what} No link was taken from it.")
    return items, told


def _given(mapping: str) -> dict[str, str | bool]:
    kept = _kept(mapping) if mapping else None
    return {} if kept is None else load(kept, mapping)


def _kept(file: str) -> bytes | None:
    """What a file holds that people fill in between two runs; None before the first."""
    folder, name = Folder.around(file)
    return folder.read(name) if Path(file).exists() else None


def _keep(file: str, data: bytes) -> None:
    folder, name = Folder.around(file)
    folder.write(name, data)


def _bring(
    items: Sequence[Item],
    lists: Lists,
    settings: Config,
    network: Network | None,
    *,
    section: str,
    given: dict[str, str | bool],
    newest: bool,
) -> Brought:
    from bot.works.cache import Cache
    from bot.works.resolve import Lookup

    lacking = sum(not (item.title and item.link) for item in items) if network else 0
    with progress_of(lacking) as progress:
        lookup = Lookup(network, Cache.from_environment(os.environ), progress)
        return bring(
            items, lists, config=settings, lookup=lookup, section=section, mapping=given, newest_first=newest
        )


@contextmanager
def _network(*, offline: bool) -> Iterator[Network | None]:
    if offline:
        yield None
        return
    from bot.works.edge import Network

    with Network.from_environment(os.environ, budget=_PATIENCE) as network:
        yield network


def _allowed(network: Network | None) -> Network:
    if network is None:
        raise UsageError("This source has to be fetched, and --offline forbids it.", "Leave --offline out.")
    return network


def _open(
    folder: Folder,
    settings: Config,
    items: Sequence[Item],
    collections: Sequence[Collection],
) -> Lists:
    """The list; a new one, with its title, where there is no such file."""
    path = settings.file
    if (folder.root / path).exists():
        return Lists.open(folder, path, settings.mirrors)
    title = outline(items)[0] if items else ""
    lists = Lists.read({path: f"# {title or Path(collections[0].name).stem}\n".encode()})
    lists.before[path] = b""
    return lists


def rows(items: Sequence[Item], brought: Brought) -> list[dict[str, object]]:
    """The ledger, each line with its item's place in the source."""
    return [
        {**line.row, "where": item.where} for item, line in zip(items, brought.plan.ledger.lines, strict=True)
    ]


def _show(
    items: Sequence[Item], brought: Brought, problems: Sequence[str], diff: str, *, write: bool
) -> None:
    lines = brought.plan.ledger.lines
    click.echo(diff, nl=False)
    for outcome in ("waiting", "refused", "duplicate"):
        some = [(item, line) for item, line in zip(items, lines, strict=True) if line.outcome == outcome]
        for item, line in some[:_SHOWN]:
            click.echo(f"{outcome}: {line.title or line.link} ({item.where}). {line.reason}", err=True)
        if len(some) > _SHOWN:
            click.echo(f"{outcome}: {len(some) - _SHOWN} more; --json names all of them.", err=True)
    for problem in problems:
        click.echo(problem, err=True)
    counts = Counter(line.outcome for line in lines)
    told = ", ".join(f"{counts[name]} {name}" for name in ("added", "duplicate", "waiting", "refused"))
    click.echo(f"{plural(len(lines), 'work')}: {told}.", err=True)
    if diff and not write:
        click.echo("Nothing is written yet: add --write.", err=True)
