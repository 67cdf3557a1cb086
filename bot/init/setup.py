"""The files that a list needs, as they are and as they should be. Nothing here writes one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot import config as configuration
from bot.config import Config, FileReader
from bot.errors import NeedsPerson, PaperlistError, UsageError
from bot.forge.model import Change
from bot.form import conference, drop_down
from bot.form.choices import choices
from bot.form.keep import keep
from bot.form.make import issue_form
from bot.init import workflow
from bot.init.find import check_by_hand, find_list
from bot.init.learn import Learnt, Sample, learn_sections, samples
from bot.init.release import Release
from bot.listing.lists import Lists

_DEFAULT = "README.md"
_SETTINGS = """\
# What this list decides for itself; everything else is learnt from the list.
# All keys: https://github.com/{repository}/blob/main/docs/configuration.md

# The list. Without this line it is README.md.
file: {file}
"""


@dataclass(frozen=True, slots=True)
class Written(Change):
    """A file to write, and what happens to it in a word."""

    what: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What a list needs.

    Attributes:
        file: the list's main file.
        learnt: its sections, as the form offers them.
        samples: lines that would be written.
        files: those to write; empty when all are as they should be.
        left: files that only a person can mend, each with the reason.
    """

    file: str
    learnt: tuple[Learnt, ...]
    samples: tuple[Sample, ...]
    files: tuple[Written, ...] = ()
    left: tuple[PaperlistError, ...] = field(default=())


def set_up(files: FileReader, paths: Iterable[str], release: Release, branch: str, file: str = "") -> Setup:
    """Learn a list and work out the files it needs.

    Args:
        files: the checkout.
        paths: every file in it, relative to its root.
        release: the program that the workflow is to run.
        branch: the default branch.
        file: the list, where the caller knows it.

    Raises:
        UsageError: the configuration is at fault, or the file named cannot be read.
        NeedsPerson: there is no list, or none that can be added to.
    """
    settings = configuration.load(files)
    lists = _open(files, paths, settings, file)
    main = next(iter(lists.listings))
    learnt = learn_sections(lists)
    if not learnt:
        raise NeedsPerson(f"{main} has no headings to choose from.", "Give it one above its entries.")
    makers: dict[str, Callable[[str], str]] = {
        drop_down.PATH: lambda old: _form(old, lists, settings),
        conference.PATH: lambda old: old or conference.TEXT,  # whoever has changed it knows why
        workflow.PATH: lambda old: _workflow(old, release, branch),
        configuration.PATH: lambda old: _settings(old, settings, main, release),
    }
    made: list[Written] = []
    left: list[PaperlistError] = []
    for path, make in makers.items():
        before = _read(files, path)
        try:
            after = make(before)
        except PaperlistError as error:
            left.append(error)
            continue
        if after != before:
            what = "updated" if before else "new"
            made.append(Written(path, before.encode(), after.encode(), what))
    shown = samples(lists, learnt, settings.link_form)
    return Setup(main, tuple(learnt), tuple(shown), tuple(made), tuple(left))


def _open(files: FileReader, paths: Iterable[str], settings: Config, file: str) -> Lists:
    if not file and settings == dataclasses.replace(settings, file=_DEFAULT):
        return find_list(files, paths)
    settings = settings.of(file)
    lists = Lists.open(files, settings.file, settings.mirrors)
    check_by_hand(lists)
    return lists


def _form(old: str, lists: Lists, settings: Config) -> str:
    offered = choices(lists)
    if old:
        return keep(old, offered, lists.sections, settings.aliases).text
    return issue_form((one.path for one in offered), (one.path for one in lists.sections))


def _workflow(old: str, release: Release, branch: str) -> str:
    return workflow.updated(old, release, branch) if old else workflow.workflow(release, branch)


def _settings(old: str, settings: Config, main: str, release: Release) -> str:
    """Only where something needs saying: the list has another name than readers of nothing would think."""
    if main == settings.file:
        return old
    if not old:
        return _SETTINGS.format(repository=release.repository, file=_scalar(main))
    if settings.file != _DEFAULT:
        raise UsageError(f"{configuration.PATH} says file: {settings.file}, not {main}.", "Change it there.")
    return f"{old.rstrip()}\n\n# The list. Without this line it is README.md.\nfile: {_scalar(main)}\n"


def _scalar(path: str) -> str:
    return path if path.replace("/", "").replace(".", "").replace("-", "").isalnum() else f'"{path}"'


def _read(files: FileReader, path: str) -> str:
    try:
        return files.read(path).decode("utf-8")
    except UsageError:
        return ""
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8.", "Save it as UTF-8, or delete it.") from None
