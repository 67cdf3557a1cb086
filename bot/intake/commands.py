"""Commands in comments: ``/section LLM serving`` on a line of its own.

A command changes the request as the issue states it; the issue's text stays as it is. So what is asked for
can be read again at any time from the issue and its comments, and is stored nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.identifiers import identify
from bot.intake.mentions import mentions
from bot.intake.model import Request, UnusedLink, Wanted
from bot.intake.sections import clean_section
from bot.intake.titles import bare_title

FIELDS: Final = ("title", "venue", "code", "note")
ORDERS: Final = ("add", "retry", "close", "help")
HELP: Final = (
    ("section NAME", "where it belongs"),
    ("title TEXT", "its title"),
    ("venue TEXT", "where it was published"),
    ("code ADDRESS", "where its code is"),
    ("note TEXT", "a few words beside it"),
    ("drop LINK", "leave this link out"),
    ("add", "of a conference: add the works that are ticked above"),
    ("retry", "work it out again; also after an approval, or when a person closed the pull request"),
    ("close", "give the request up"),
    ("help", "this list"),
)
"""Every command with its argument, and what it does."""

_KNOWN = frozenset((*FIELDS, *ORDERS, "section", "drop"))
_LINE = re.compile(r" {0,3}/([a-z][a-z-]*)(?:[ \t]+(\S.*?))?[ \t]*", re.I)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LONGEST = 1_000  # characters of an argument


@dataclass(frozen=True, slots=True)
class Command:
    """One command; ``name`` in lower case, ``value`` as written."""

    name: str
    value: str = ""

    @property
    def known(self) -> bool:
        """Whether it means something: a name of the list, and an argument where one is due."""
        return self.name in ORDERS or (self.name in _KNOWN and bool(self.value))


def read_commands(body: str) -> tuple[Command, ...]:
    """The commands of a comment, in order.

    Each stands on a line of its own. What is quoted or stands in a code block is somebody's example, and
    ``/usr/bin`` is no command.
    """
    found, fence = [], ""
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        bar = _FENCE.match(line)
        if fence:
            fence = "" if bar and bar[1].startswith(fence) and not line.strip(" `~") else fence
        elif bar:
            fence = bar[1]
        elif command := _LINE.fullmatch(line):
            found.append(Command(command[1].lower(), (command[2] or "")[:_LONGEST]))
    return tuple(found)


def apply(request: Request, commands: Iterable[Command]) -> Request:
    """The request as its commands leave it; a later one overrules an earlier one.

    A field is of one work. Where several are asked for, the command names the one it means by its link:
    ``/title https://arxiv.org/abs/2401.00001 Its title``.
    """
    for command in commands:
        if not command.known or command.name in ORDERS:
            continue
        if command.name == "section":
            works = tuple(replace(work, section="") for work in request.works)
            request = replace(request, section=clean_section(command.value), works=works)
        elif command.name == "drop":
            request = _without(request, command.value)
        else:
            request = _with_field(request, command)
    return request


def _without(request: Request, link: str) -> Request:
    at = _named(request, link)
    if at is None:
        return _with_problem(request, f"`/drop` names a link that was not asked for: {link}")
    gone = request.works[at]
    unused = UnusedLink(gone.link or gone.title, "dropped by a command")
    rest = (*request.works[:at], *request.works[at + 1 :])
    return replace(request, works=rest, unused=(*request.unused, unused))


def _with_field(request: Request, command: Command) -> Request:
    first, _, rest = command.value.partition(" ")
    at, value = _named(request, first), rest.strip()
    if at is None or not value:
        at, value = (0 if len(request.works) == 1 else None), command.value
    if at is None:
        count = len(request.works)
        what = f"`/{command.name}` is of one work, but {count} are asked for. Name the one you mean:"
        return _with_problem(request, f"{what} `/{command.name} LINK …`.")
    work = request.works[at]
    changed = _changed(work, command.name, value)
    if changed is None:
        return _with_problem(
            request, "`/code` needs an address, as in `/code https://github.com/owner/name`."
        )
    return replace(request, works=(*request.works[:at], changed, *request.works[at + 1 :]))


def _changed(work: Wanted, name: str, value: str) -> Wanted | None:
    if name == "code":
        address = next((mention.text for mention in mentions(value) if mention.address), "")
        return replace(work, code=address) if address else None
    if name == "title":
        return replace(work, title=bare_title(value))
    return replace(work, venue=bare_title(value)) if name == "venue" else replace(work, note=value)


def _named(request: Request, link: str) -> int | None:
    """Which of the works a link names, whatever form it has."""
    name = identify(link)
    for at, work in enumerate(request.works):
        if link == work.link or (name is not None and name == work.identifier):
            return at
    return None


def _with_problem(request: Request, problem: str) -> Request:
    return replace(request, problems=(*request.problems, problem))
