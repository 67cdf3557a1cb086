"""A list as its readers see it: sections, groups of like entries, entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bot.identifiers import Identifier
from bot.listing import slots
from bot.listing.outline import shape
from bot.listing.shape import Shape
from bot.markdown.document import Block, Document

_SOME = 30  # entries looked at to know what a group holds

Kind = Literal["bullet", "numbered", "table", "paragraph", "heading"]


@dataclass(slots=True, eq=False)
class Entry:
    """One listed work and where it stands.

    Attributes:
        start, end: 0-based lines, end exclusive.
        text: what is shown, without marker and box; further lines keep their indent relative to the marker.
        prefix: indent, marker, gap and box, as written (``- [ ] ``), or a heading's marker and number
            (``#### 3. ``), or ``**``; a row has none.
        stop: 0-based line after everything below it, entries of its own included.
        cells: the row's cells as written between the pipes, for tables.
    """

    start: int
    end: int
    text: str
    prefix: str = ""
    cells: tuple[str, ...] = ()
    stop: int = 0
    _spans: tuple[slots.Span, ...] | None = None
    _cell_spans: tuple[tuple[slots.Span, ...], ...] | None = None

    def __post_init__(self) -> None:
        self.stop = max(self.stop, self.end)

    @property
    def headed(self) -> bool:
        """Is it a heading with points below, or a line in bold in place of one?"""
        return self.prefix.lstrip().startswith(("#", "**"))

    @property
    def spans(self) -> tuple[slots.Span, ...]:
        """The parts of a bullet or paragraph; computed once, when first asked for."""
        if self._spans is None:
            self._spans = slots.reader(headed=self.headed)(self.text)
        return self._spans

    def cell_spans(self, roles: Sequence[str]) -> tuple[tuple[slots.Span, ...], ...]:
        """The parts of each cell of a row whose columns have these roles; computed once as well."""
        if self._cell_spans is None:
            self._cell_spans = tuple(map(slots.read_cell, self.cells, roles))
        return self._cell_spans

    @property
    def shape(self) -> Shape:
        """How the parts are put together."""
        return shape(self.text, self.spans)


@dataclass(eq=False)
class Group:
    """Like entries that stand together: one list, one table, one run of paragraphs.

    Attributes:
        kind: how entries are marked; those of a ``heading`` are headings with a few labelled points below.
        label: what the group is called inside its section (``2024``); empty for the section's own.
        label_line: 0-based line of the label; -1 when there is none.
        start, end: 0-based lines of the block, end exclusive.
        block: the list or table; None for paragraphs.
        header: cells of a table's header row.
        navigation: a table of contents, news or the like: nothing in it is an entry.
        roles: what each column of a table holds; filled by `bot.listing.columns`.
        level: of the headings that are its entries, else 0; so it is for lines in bold in place of headings.
    """

    kind: Kind
    label: str
    label_line: int
    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)
    block: Block | None = None
    header: tuple[str, ...] = ()
    navigation: bool = False
    roles: tuple[str, ...] | None = None
    level: int = 0

    @property
    def style(self) -> str:
        """How it looks, in the words of the command line, which knows no headings as entries."""
        return "paragraph" if self.kind == "heading" else self.kind

    @cached_property
    def works(self) -> bool:
        """Are these listed works, not navigation or plain points of a text?

        Works have links, or at least here and there a year or a venue.
        """
        if self.navigation:
            return False
        some = self.entries[:_SOME]
        if any("://" in entry.text or "](" in entry.text for entry in some):
            return True
        return any(span.slot in ("date", "venue") for entry in some for span in entry.spans)


@dataclass(eq=False)
class Section:
    """A heading and what it governs, down to the next heading.

    Attributes:
        path: every heading above and its own, first level first, as plain text.
        anchor: GitHub's anchor of the heading, without ``#``.
        line: 0-based line of the heading; -1 for what stands before the first one.
        level: 1 to 6; 0 for what stands before the first heading.
        end: 0-based line of the next heading, exclusive.
        groups: in order of their place.
    """

    path: tuple[str, ...]
    anchor: str
    line: int
    level: int
    end: int
    body: int
    groups: list[Group] = field(default_factory=list)
    file: str = "README.md"

    @property
    def name(self) -> str:
        """The heading itself."""
        return self.path[-1] if self.path else ""

    @property
    def entries(self) -> list[Entry]:
        """All entries of all groups but navigation."""
        return [entry for group in self.groups if group.works for entry in group.entries]


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rest of the file does, for groups too small to tell.

    Attributes:
        trend: pooled date trend of all groups, -1 to 1; support: how many entries it rests on.
        alphabetical: share of neighbouring entries in alphabetical order; pairs: of how many.
    """

    trend: float = 0.0
    support: float = 0.0
    alphabetical: float = 0.0
    pairs: int = 0


@dataclass(eq=False)
class Listing:
    """A file, read as a list.

    Attributes:
        file: its path relative to the list's root.
        habits, names, texts: what was learnt of the whole file, kept once asked for.
    """

    document: Document
    file: str
    sections: list[Section]
    habits: Habits | None = None
    names: dict[Identifier, list[tuple[Section, Group, Entry]]] | None = None
    texts: tuple[str, list[int]] | None = None

    @cached_property
    def entries(self) -> list[tuple[Section, Group, Entry]]:
        """Every entry with its section and group, in order."""
        return [
            (section, group, entry)
            for section in self.sections
            for group in section.groups
            if group.works
            for entry in group.entries
        ]
