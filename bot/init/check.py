"""What is looked over for a list, each point with its state and how to mend it. Here: what lies in files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot import config as configuration
from bot.config import Config, FileReader
from bot.errors import NeedsPerson, PaperlistError
from bot.form import drop_down
from bot.form.choices import choices
from bot.form.keep import keep
from bot.init import workflow
from bot.init.find import check_by_hand
from bot.init.release import Release
from bot.listing.lists import Lists
from bot.text import plural

State = Literal["ok", "mend", "unknown"]
INIT = "Run `paperlist init`, commit and push."


@dataclass(frozen=True, slots=True)
class Check:
    """One point.

    Attributes:
        name: what was looked at.
        state: ``unknown`` where it could not be seen.
        what: what was found, one sentence.
        mend: what to do, or where to look; empty when all is well.
    """

    name: str
    state: State
    what: str
    mend: str = ""


def check_files(files: FileReader, release: Release, names_section: Callable[[str], bool]) -> Iterator[Check]:
    """The list, its configuration, the form and the workflow.

    Args:
        files: the checkout.
        release: the program that runs now; the workflow is held against it.
        names_section: whether what stands below this label in an issue is taken for the section.
    """
    try:
        settings = configuration.load(files)
    except PaperlistError as error:
        yield Check("configuration", "mend", error.what, error.hint)
        settings = Config()
    else:
        yield Check("configuration", "ok", f"The list is {settings.file}.")
    lists = None
    try:
        lists = Lists.open(files, settings.file, settings.mirrors)
        check_by_hand(lists)
        found = choices(lists)
        if not found:
            raise NeedsPerson(f"{settings.file} shows no section with entries.", f"Is it the list? {INIT}")
        entries = sum(len(one.entries) for one in found)
        what = f"{plural(len(found), 'section')}, {entries} {'entry' if entries == 1 else 'entries'}."
        yield Check("list", "ok", what)
    except PaperlistError as error:
        named = lists is None and settings.file != Config().file
        hint = f"Mend `file` in {configuration.PATH}." if named else error.hint
        yield Check("list", "mend", error.what, hint)
    if lists:
        yield _form(_text(files, drop_down.PATH), lists, settings, names_section)
    yield _workflow(_text(files, workflow.PATH), release)


def worst(checks: Iterable[Check]) -> int:
    """The exit status: 3 when a person has to mend something."""
    return 3 if any(one.state == "mend" for one in checks) else 0


def _form(text: str, lists: Lists, settings: Config, names_section: Callable[[str], bool]) -> Check:
    if not text:
        return Check("form", "mend", f"There is no {drop_down.PATH}.", INIT)
    try:
        kept = keep(text, choices(lists), lists.sections, settings.aliases)
    except PaperlistError as error:
        return Check("form", "mend", error.what, error.hint)
    if said := kept.said:
        return Check("form", "mend", said, f"{INIT} Or: paperlist lint --fix")
    if not names_section(kept.found.label):
        what = f"What is chosen under “{kept.found.label}” is not read as the section."
        return Check("form", "mend", what, f"Give the drop-down the label Category in {drop_down.PATH}.")
    return Check("form", "ok", "Its choices fit the sections of the list.")


def _workflow(text: str, release: Release) -> Check:
    name = "workflow"
    if not text:
        return Check(name, "mend", f"There is no {workflow.PATH}.", INIT)
    try:
        if not workflow.calls(text, release):
            return Check(
                name, "mend", f"{workflow.PATH} does not call {release.repository}.", "Rename it. " + INIT
            )
        if lacks := workflow.missing(text, release):
            return Check(name, "mend", f"It lacks {', '.join(lacks)}.", INIT)
    except PaperlistError as error:
        return Check(name, "mend", error.what, error.hint)
    at = workflow.pinned(text, release)
    if release.commit and at and at != release.commit:
        return Check(name, "mend", f"It runs another version, {at[:12]}, than this one.", INIT)
    told = "It starts where it should, with the permissions it needs."
    rare = "It has no schedule: what an event loses waits for the next push."
    return Check(name, "ok", told if workflow.scheduled(text) else rare)


def _text(files: FileReader, path: str) -> str:
    try:
        return files.read(path).decode("utf-8", "replace")
    except PaperlistError:
        return ""
