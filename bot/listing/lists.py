"""The files a list consists of, and the edits made to them so far. Nothing here writes a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.identifiers import Identifier
from bot.listing.duplicates import Listed, find_listed, find_named
from bot.listing.find import find
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.place import Placed, place
from bot.listing.read import read
from bot.markdown.document import Document
from bot.markdown.proof import prove
from bot.works.model import Work


@dataclass(eq=False)
class Lists:
    """A list over one or more files, as it stands after the edits so far.

    Attributes:
        listings: by path, the main file first.
        before: every file's bytes as they were read.
        after: the bytes of the files that were edited.
    """

    listings: dict[str, Listing]
    before: dict[str, bytes]
    after: dict[str, bytes]

    @classmethod
    def read(cls, files: Mapping[str, bytes]) -> Lists:
        """Read the files; the first is the main one. Raises UsageError for what is no text."""
        return cls({path: read(Document.parse(data), path) for path, data in files.items()}, dict(files), {})

    def __iter__(self) -> Iterator[Listing]:
        return iter(self.listings.values())

    def find(self, name: str, aliases: Mapping[str, str]) -> tuple[Listing, Section, Group | None]:
        """The section that is meant; see `bot.listing.find.find` for the forms and errors."""
        section, group = find([one for listing in self for one in listing.sections], name, aliases)
        return self.listings[section.file], section, group

    def find_named(self, name: Identifier | None) -> Listed | None:
        """The entry that lists the work of that name, if any does."""
        return find_named(self, name) if name else None

    def find_listed(self, work: Work) -> Listed | None:
        """The entry that lists ``work`` already, if any does."""
        return find_listed(self, work)

    def add(
        self, work: Work, listing: Listing, section: Section, group: Group | None = None
    ) -> tuple[Placed, Entry]:
        """Put ``work`` where it belongs, with proof; gives its place and the entry as it is now read.

        Raises:
            NeedsPerson: there is no list to join, or the proof refused.
        """
        placed = place(work, listing, section, group)
        heading = section.line if section.line >= 0 else None
        data = prove(listing.document, placed.insertion, heading=heading, expected=placed.kind)
        changed = read(Document.parse(data), listing.file)
        self.listings[listing.file] = changed
        self.after[listing.file] = data
        line = next(i for i, text in enumerate(placed.insertion.lines, placed.insertion.line) if text)
        entry = next((one for _, _, one in changed.entries if one.start == line), None)
        return placed, entry or Entry(line, line + 1, changed.document.lines[line])
