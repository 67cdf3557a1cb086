"""No entry is lost: what stood on the base stands after a change, or the change says that it does not.

A change says so with a line in a commit's message or in the pull request's text, one for each entry, by its
link or its title: ``Removes: https://arxiv.org/abs/2401.00001`` or ``Changes: Its title``. ``*`` stands for
all of them. What only moved, or got another number or other spaces, is not altered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot import config
from bot.config import FileReader
from bot.errors import UsageError
from bot.identifiers import Identifier, identify
from bot.listing.columns import roles
from bot.listing.facts import facts, title_key
from bot.listing.lists import Lists
from bot.listing.model import Entry, Group, Listing

_SAYS = re.compile(r"[ \t>*+-]*(?:\*\*)?(removes|changes)(?:\*\*)?[ \t]*:[ \t]*(\S.*?)[ \t]*", re.I)


@dataclass(frozen=True, slots=True)
class Stands:
    """An entry as it stands in a list; ``line`` is 1-based."""

    file: str
    line: int
    title: str
    link: str
    text: str

    @property
    def name(self) -> Identifier | None:
        """The work's name by its link."""
        return identify(self.link) if self.link else None


@dataclass(frozen=True, slots=True)
class Loss:
    """An entry of the base that is gone, or altered to what stands in ``now``."""

    entry: Stands
    now: Stands | None = None


def losses(before: FileReader, after: FileReader) -> list[Loss]:
    """The entries of one state of a list that another one does not have as they were.

    Args:
        before: the list on the base; a base without one has nothing to lose.
        after: the list after the change.
    """
    try:
        settings = config.load(before)
        lists = Lists.open(before, settings.file, settings.mirrors)
    except UsageError:
        return []
    try:
        now = Lists.open(after, config.load(after).file, tuple(lists.mirrors))
    except UsageError:
        now = Lists({}, {})
    found = _lost(list(_entries(lists)), list(_entries(now)))
    for (
        path,
        mirror,
    ) in lists.mirrors.items():  # what stands in one language is not lost for standing in another
        kept = [now.mirrors[path]] if path in now.mirrors else []
        found += _lost(list(_entries([mirror])), list(_entries(kept)))
    return found


def _lost(old: Sequence[Stands], new: Sequence[Stands]) -> list[Loss]:
    texts, stood = {entry.text for entry in new}, {entry.text for entry in old}
    fresh = [entry for entry in new if entry.text not in stood]
    return [
        Loss(entry, _same_work(entry, fresh) or _same_work(entry, new))
        for entry in old
        if entry.text not in texts
    ]


def unsaid(found: Iterable[Loss], texts: Iterable[str]) -> list[Loss]:
    """The losses that a change does not own up to.

    Args:
        found: all of them.
        texts: commit messages, and the text of the pull request.
    """
    said: dict[str, list[str]] = {"removes": [], "changes": []}
    for text in texts:
        for line in text.splitlines():
            if match := _SAYS.fullmatch(line):
                said[match[1].lower()].append(match[2])
    return [loss for loss in found if not any(_meant(what, loss) for what in _claims(said, loss))]


def _claims(said: dict[str, list[str]], loss: Loss) -> list[str]:
    """Saying that an entry goes says also that it changes, but not the other way round."""
    return said["removes"] + (said["changes"] if loss.now else [])


def _meant(what: str, loss: Loss) -> bool:
    entry = loss.entry
    plain = what.strip("<>“”\"'`")
    name = identify(plain)
    return (
        plain in ("*", entry.link)
        or (name is not None and name == entry.name)
        or (bool(title_key(plain)) and title_key(plain) == title_key(entry.title))
    )


def _entries(listings: Iterable[Listing]) -> Iterator[Stands]:
    for listing in listings:
        for _, group, entry in listing.entries:
            said = facts(entry, group)
            yield Stands(listing.file, entry.start + 1, said.title, said.url, _text(entry, group))


def _text(entry: Entry, group: Group) -> str:
    """What an entry says, whatever its number, padding and line ends are."""
    if group.kind != "table":
        return " ".join(entry.text.split())
    cells = zip(roles(group), entry.cells, strict=False)
    return " | ".join(" ".join(cell.split()) for role, cell in cells if role != "number")


def _same_work(entry: Stands, among: Iterable[Stands]) -> Stands | None:
    """The nearest entry of the same work; one may be listed in several places."""
    key = title_key(entry.title)
    same = [
        one
        for one in among
        if (entry.name is not None and entry.name == one.name) or (key and key == title_key(one.title))
    ]
    return min(same, key=lambda one: (one.file != entry.file, abs(one.line - entry.line)), default=None)
