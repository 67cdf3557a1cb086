"""The files a list consists of, and the edits made to them so far. Nothing here writes a file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.config import FileReader
from bot.errors import NeedsPerson, UsageError
from bot.listing.find import find
from bot.listing.generated import origin
from bot.listing.headings import outlined
from bot.listing.join import Joining, add_to
from bot.listing.linked import named_on_github, only_targets, targets
from bot.listing.mirrors import Mirrors, find_mirrors, is_mirror, language
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.place import Placed
from bot.listing.read import read
from bot.markdown.change import Shift
from bot.markdown.document import Document
from bot.works.model import Work

Added = tuple[Placed, Entry]
"""Where a work was put, and its entry as it is now read."""
MOST_FILES = 40
_DEPTH = 2
_LEAST = 3  # linked works that make a file a list
# Beside a list, but no part of it: papers about the project, and the list in other languages, its mirrors.
_OTHER = re.compile(
    r"^(?:contributing|license|licence|code[_-]of[_-]conduct|changelog|security|support|authors|history|todo)\b"
    r"|[._-](?:zh|cn|zh-cn|en|ja|jp|ko|kr|fr|de|es|ru|pt|it|ar)\.md$",
    re.I,
)


@dataclass(eq=False)
class Lists:
    """A list over one or more files, as it stands after the edits so far.

    Attributes:
        listings: by path, the main file first.
        before: every file's bytes as they were read.
        after: the bytes of the files that were edited.
        shifts: where the lines of a file went, edit by edit.
        mirrors: the same in other languages, by path; `bot.listing.reflect` brings them what was added.
        mirrored: the file that each of them mirrors.
    """

    listings: dict[str, Listing]
    before: dict[str, bytes]
    after: dict[str, bytes] = field(default_factory=dict)
    shifts: dict[str, list[Shift]] = field(default_factory=dict)
    mirrors: dict[str, Listing] = field(default_factory=dict)
    mirrored: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, files: FileReader, main: str, mirrors: Mirrors = "learn") -> Lists:
        """Read the main file, the local files it links that hold entries of their own, and their mirrors.

        Args:
            mirrors: those of the main file, where they are not to be learnt.

        Raises:
            UsageError: the main file cannot be read, or is no text.
        """
        data = files.read(main)
        lists = cls({main: read(Document.parse(data), main)}, {main: data})
        lists._open_mirrors(files, main, mirrors)
        waiting = [(path, 1) for path in _linked(lists.listings[main])]
        tried = {main}
        while waiting and len(lists.listings) < MOST_FILES:
            path, depth = waiting.pop(0)
            if path in tried or path in lists.mirrors:
                continue
            tried.add(path)
            try:
                data = files.read(path)
                listing = read(Document.parse(data), path)
            except UsageError:
                continue  # a broken link is the linter's matter, not the reader's
            if depth < _DEPTH:
                waiting += [(other, depth + 1) for other in _linked(listing)]
            if _is_list(listing) and not _is_version(listing, lists.listings[main]):
                lists.listings[path] = listing
                lists.before[path] = data
                if mirrors == "learn":
                    lists._open_mirrors(files, path, mirrors)
        return lists

    def _open_mirrors(self, files: FileReader, path: str, said: Mirrors) -> None:
        for mirror, data in find_mirrors(files, self.listings[path], said):
            if mirror.file not in self.before:
                self.mirrors[mirror.file] = mirror
                self.mirrored[mirror.file] = path
                self.before[mirror.file] = data

    @classmethod
    def read(cls, files: Mapping[str, bytes]) -> Lists:
        """Read these files and no others; the first is the main one."""
        return cls({path: read(Document.parse(data), path) for path, data in files.items()}, dict(files))

    def __iter__(self) -> Iterator[Listing]:
        return iter(self.listings.values())

    @property
    def sections(self) -> list[Section]:
        """All sections, without headings that only point to a file that is read too."""
        return [
            one for listing in self for one in listing.sections if one.path and not self._points(listing, one)
        ]

    def _points(self, listing: Listing, section: Section) -> bool:
        if section.entries or section.line < 0:
            return False
        text = listing.document.lines[section.line : section.end]
        return any(path in self.listings for path in targets(text, listing.file))

    def find(self, name: str, aliases: Mapping[str, str]) -> tuple[Listing, Section, Group | None]:
        """The section that is meant; see `bot.listing.find.find` for the forms and errors."""
        section, group = find(self.sections, name, aliases)
        return self.listings[section.file], section, group

    def names_file(self, text: str, file: str) -> bool:
        """Does this text of a file lead to another file of the list, and nowhere else?"""
        return any(path in self.listings for path in only_targets(text, file))

    def add(
        self, work: Work, listing: Listing, section: Section, group: Group | None = None
    ) -> tuple[Placed, Entry]:
        """Put ``work`` where it belongs, with proof; gives its place and the entry as it is now read.

        Raises:
            NeedsPerson: the file is a program's, there is no list to join, or the proof refused.
        """
        (added,) = self._add_to(listing, [Joining(work, section, group)])
        if isinstance(added, NeedsPerson):
            raise added
        return added

    def add_all(self, joining: Sequence[Joining]) -> list[Added | NeedsPerson]:
        """Put works where they belong, each file read and proved once for all of them.

        Sections and groups known before are those of files that were; ask for them again.

        Returns:
            For each in the same order, its place and the entry as it is now read, or why it was not added.
        """
        done: dict[int, Added | NeedsPerson] = {}
        for file in dict.fromkeys(one.section.file for one in joining):
            numbers = [i for i, one in enumerate(joining) if one.section.file == file]
            added = self._add_to(self.listings[file], [joining[i] for i in numbers])
            done |= zip(numbers, added, strict=True)
        return [done[i] for i in range(len(joining))]

    def _add_to(self, listing: Listing, joining: Sequence[Joining]) -> list[Added | NeedsPerson]:
        check_kept_by_hand(listing)
        joined = add_to(listing, joining)
        done: dict[int, Added | NeedsPerson] = dict(joined.failed)
        if joined.data is not None:
            self.shifts.setdefault(listing.file, []).append(Shift(joined.insertions))
            changed = self.replace(listing.file, joined.data)
            entries = {entry.start: entry for _, _, entry in changed.entries}
            for number, (placed, line) in joined.placed.items():
                entry = entries.get(line)
                done[number] = placed, entry or Entry(line, line + 1, changed.document.lines[line])
        return [done[i] for i in range(len(joining))]

    def line_now(self, file: str, line: int) -> int:
        """Where a 0-based line of a file as it was read stands after the works that were added."""
        for shift in self.shifts.get(file, ()):
            line = shift.start(line)
        return line

    def replace(self, file: str, data: bytes) -> Listing:
        """Take a file of the list, or a mirror, as it is after an edit."""
        changed = read(Document.parse(data), file)
        (self.mirrors if file in self.mirrors else self.listings)[file] = changed
        self.after[file] = data
        return changed

    def add_sections(self, paths: Iterable[tuple[str, ...]], file: str) -> dict[tuple[str, ...], Section]:
        """Make headings at the end of a file, with proof; gives their sections.

        Args:
            paths: below the file's title; headings above that are missing are made too.

        Raises:
            NeedsPerson: the file is a program's, or the proof refused.
        """
        paths = list(paths)
        listing = self.listings[file]
        if not paths:
            return {}
        check_kept_by_hand(listing)
        data, made = outlined(listing, paths)
        changed = self.replace(file, data)
        return dict(zip(made, changed.sections[-len(made) :], strict=True))


def _is_list(listing: Listing) -> bool:
    """Does a linked file list works? Any text has a few points and links."""
    linked = sum("://" in entry.text for _, _, entry in listing.entries)
    return linked >= _LEAST and linked * 2 >= len(listing.entries)


def check_kept_by_hand(listing: Listing) -> None:
    """Raises NeedsPerson when the file is a program's."""
    source = origin(listing.document)
    if source is not None:
        hint = f"Add the work to {source} instead." if source else "Add the work to what it is made from."
        raise NeedsPerson(f"{listing.file} is made by a program, which would drop the new line.", hint)


def _is_version(listing: Listing, main: Listing) -> bool:
    """Is it the list once more, in another language or of another day, rather than a part of it?"""
    if not posixpath.basename(listing.file).lower().startswith("readme"):
        return False
    return bool(language(listing.file)) or is_mirror(main, listing)


def _linked(listing: Listing) -> list[str]:
    """The files that may belong to the list."""
    lines = listing.document.lines
    found = dict.fromkeys((*targets(lines, listing.file), *named_on_github(lines)))
    return [path for path in found if not _OTHER.search(posixpath.basename(path))]
