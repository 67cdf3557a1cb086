"""A list as the rules see it: read once, each fact worked out when first asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from bot.config import Config, FileReader
from bot.identifiers import Identifier, identify
from bot.lint.model import Edit, Flaw, Severity
from bot.lint.part import Gap, Part, gaps, parts
from bot.listing.facts import facts
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.read import read
from bot.listing.slots import Span
from bot.listing.words import LINE_LABELS, label_role
from bot.markdown.document import Block, Document
from bot.markdown.links import Link, links
from bot.works.model import Answers

_FIELD = re.compile(rf"\W*(?:{'|'.join(sorted(LINE_LABELS))})\W{{0,3}}[:：]", re.I)
_LABEL = re.compile(
    r"(?P<label>[^\n:：]{2,20})[:：]\s*(?:https?://|<http|\[http|$|无|暂无|[Nn]one\b|[Cc]oming\b)"
)
_CHINESE = re.compile("论文|代码|数据集|主页|解读|视频|链接|项目")
_REMARK = re.compile(r"\s*[(（].*")
_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->", re.S)
_COUNT = re.compile(r"^\d+[.)]\s+")


class Item:
    """An entry with all that it says.

    Attributes:
        parts: the entry's text; for a table, its cells.
        facts: title, address, venue, date and so on.
        is_row: whether it stands in a table.
        is_field: one field of a work that stands above (``Link: …``), not a work of its own.
        title: what the work is called; where the entry only says where it is, the name above.
        name: the work's name, by its address.
    """

    # All is read at once: nearly every rule asks, and to ask each time whether it is there takes longer.
    __slots__ = (
        "_by_slot", "_gaps", "entry", "facts", "group", "is_field", "is_row", "name", "parts", "section",
        "title",
    )  # fmt: skip

    def __init__(self, section: Section, group: Group, entry: Entry, lines: list[str]) -> None:
        self.section = section
        self.group = group
        self.is_row = group.kind == "table"
        self.entry = entry
        self.parts = parts(entry, group, lines)
        self.facts = facts(entry, group)
        self.is_field = _is_field(entry, group)
        above = (group.label or section.name) if self.is_field else ""
        self.title = _COUNT.sub("", above) or self.facts.title
        self.name: Identifier | None = identify(self.facts.url) if self.facts.url else None
        self._gaps: list[tuple[Part, Gap]] | None = None
        self._by_slot: dict[str, list[tuple[Part, Span]]] = {}
        for part in self.parts:
            for span in part.spans:
                self._by_slot.setdefault(span.slot, []).append((part, span))

    @property
    def line(self) -> int:
        """0-based first line."""
        return self.entry.start

    def flaw(self, message: str, hint: str, severity: Severity | None = None) -> Flaw:
        """What is wrong with the whole entry."""
        return Flaw.of_entry(self.entry, message, hint, severity)

    @property
    def scheme(self) -> str:
        """What kind of name the work has: ``arxiv``, ``doi``, ``github``; empty for none."""
        return self.name.scheme if self.name else ""

    @property
    def is_beside(self) -> bool:
        """Does it lead to what stands beside a paper (its code, its page), and to no paper?"""
        return bool(self.spans("project", "code", "data", "demo")) and not self.spans("url")

    @property
    def address(self) -> tuple[int, int]:
        """Line and column of its address; of the entry where it has none."""
        shown = (
            part.place(span.start)
            for part in self.parts
            for span in part.spans
            if part.said(span) == self.facts.url
        )
        return next(shown, (self.line, 0))

    @property
    def gaps(self) -> list[tuple[Part, Gap]]:
        """Every separator, with the part it stands in."""
        if self._gaps is None:
            self._gaps = [(part, gap) for part in self.parts for gap in gaps(part)]
        return self._gaps

    def spans(self, *slots: str) -> list[tuple[Part, Span]]:
        """The stretches of these slots, each with the part it stands in."""
        by_slot = self._by_slot
        if len(slots) == 1:
            return by_slot.get(slots[0], [])
        present = [slot for slot in slots if slot in by_slot]
        if len(present) < 2:  # so it is nearly always, and every rule asks
            return by_slot[present[0]] if present else []
        return [(part, span) for part in self.parts for span in part.spans if span.slot in slots]

    def links_of(self, line: str) -> list[Link] | None:
        """The links of the entry's line, found when its parts were read; None when they may not be all.

        Cells are the whole line when nothing in it could be more than a link, and each of these is known.
        """
        if self.is_row:
            if len(self.parts) < len(self.entry.cells) or "`" in line or "\\" in line or "<" in line:
                return None
            found = [link.moved(part.column) for part in self.parts for link in part.links]
            return found if line.count("](") == sum(not link.bare for link in found) else None
        if len(self.entry.prefix) + len(self.entry.text) != len(line):
            return None
        return [link.moved(len(self.entry.prefix)) for link in self.parts[0].links]


def _is_field(entry: Entry, group: Group) -> bool:
    if group.kind == "table":
        return False
    if _FIELD.match(entry.text):
        return True
    said = _LABEL.match(entry.text)
    label = _REMARK.sub("", said["label"]) if said else ""
    return bool(label) and bool(label_role(label) or _CHINESE.search(label))


class Page:
    """A file under examination.

    Attributes:
        path: as findings show it.
        exists: whether a path relative to the file's folder leads to a file or folder.
        config: what the maintainer says of the rules.
        answers: what sources and links said of what stands here; None when they were not asked.
        files: the list's other files, where they are at hand.
        book: all pages examined together, this one among them.
    """

    def __init__(
        self,
        path: str,
        data: bytes,
        exists: Callable[[str], bool] | None = None,
        config: Config | None = None,
    ) -> None:
        self.path = path
        self.data = data
        self.exists = exists
        self.config = config or Config()
        self.answers: Answers | None = None
        self.files: FileReader | None = None
        self.book: Sequence[Page] = (self,)

    def holding(self, data: bytes) -> Page:
        """The same file with another content; it knows of no other page yet."""
        page = Page(self.path, data, self.exists, self.config)
        page.answers = self.answers
        page.files = self.files
        return page

    @cached_property
    def document(self) -> Document:
        return Document.parse(self.data)

    @cached_property
    def listing(self) -> Listing:
        return read(self.document, self.path)

    @property
    def lines(self) -> list[str]:
        return self.document.lines

    def flaw(self, line: int, message: str, hint: str, edits: tuple[Edit, ...] = ()) -> Flaw:
        """What is wrong with a whole line, such as a heading."""
        return Flaw(line, 0, message, hint, len(self.lines[line]), edits)

    def spans(self, *slots: str) -> Iterator[tuple[Part, Span]]:
        """The stretches of these slots in all entries, each with the part it stands in."""
        return (place for item in self.items for place in item.spans(*slots))

    @cached_property
    def items(self) -> list[Item]:
        """Every entry, in order."""
        return [Item(section, group, entry, self.lines) for section, group, entry in self.listing.entries]

    @cached_property
    def groups(self) -> list[list[Item]]:
        """The entries of each group that has any."""
        found: dict[int, list[Item]] = {}
        for item in self.items:
            found.setdefault(id(item.group), []).append(item)
        return list(found.values())

    @cached_property
    def code(self) -> frozenset[int]:
        """Lines that show text as it is, or not at all: code blocks and comments of several lines."""
        return frozenset(
            line
            for block in self.document.walk()
            if block.kind == "code"
            or (block.kind == "html" and block.end > block.start + 1 and self._is_comment(block))
            for line in range(block.start, block.end)
        )

    def _is_comment(self, block: Block) -> bool:
        return bool(_COMMENT.fullmatch(self.document.source(block).strip()))

    @cached_property
    def links(self) -> list[tuple[int, Link]]:
        """Every link and image outside code, with its line; those that span lines are left out."""
        return list(self._links())

    def _links(self) -> Iterator[tuple[int, Link]]:
        items = {item.line: item for item in self.items if item.group.kind in ("bullet", "table")}
        for number, line in enumerate(self.lines):
            if number in self.code:
                continue
            item = items.get(number)
            found = item.links_of(line) if item else None
            yield from ((number, link) for link in (links(line) if found is None else found))
