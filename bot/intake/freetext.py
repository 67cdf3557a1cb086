"""Free text: which links are works, what is said of each, and where they are to stand."""

from __future__ import annotations

from bot.intake.blocks import Block, split_blocks
from bot.intake.draft import Drafts, note
from bot.intake.headings import Headings, bold_line, heading_section, heading_title
from bot.intake.labels import bare_words, field_of, label_of
from bot.intake.lines import Line, read_lines, without_comments
from bot.intake.linked import labels_a_link, outside, own_label, role_of
from bot.intake.mentions import Mention, mentions
from bot.intake.placing import Placing
from bot.intake.roles import refused, role_by_address
from bot.intake.sections import Said, clean_section, section_in
from bot.intake.titles import bare_title, is_title, is_title_case, is_whole, line_title, words_title
from bot.intake.venues import date_in, venue_in
from bot.intake.words import LINKED, NO_VALUES, VALUES

_BELOW_ALL = 7  # the level of a bold line that serves as a heading


class Reader:
    """Reads lines in order.

    Attributes:
        drafts: the works, and the links that are none.
        sections: sections given with a label; ``said``: those named in prose.
        prose: the lines in which people talk, without links.
        links: every link and id of the text, in order.
    """

    def __init__(self, *, quotes: bool = False) -> None:
        self.drafts = Drafts()
        self.sections: list[Said] = []
        self.said: list[Said] = []
        self.prose: list[str] = []
        self.links: list[Mention] = []
        self._quotes = quotes
        self._headings = Headings()
        self._placing = Placing(self.drafts)
        self._under = ""  # a label that stands above lines of links
        self._awaited = ""  # a label whose value is the next line
        self._columns: tuple[str, ...] = ()
        self._indent = -1  # of the list item that began the current work

    def read(self, body: str) -> Reader:
        """Read a body; may be called again for what follows."""
        for part in split_blocks(without_comments(body)):
            if isinstance(part, dict):
                self._block(part)
                continue
            every = read_lines(part)
            lines = [at for at, line in enumerate(every) if line.text]
            for at, after in zip(lines, [*lines[1:], -1], strict=False):
                self.drafts.apart = at == 0 or not every[at - 1].text
                self._line(every[at], every[after] if after > 0 else Line(""))
        return self

    def _line(self, line: Line, after: Line) -> None:
        found = mentions(line.text)
        self.links += found
        for mention in found:
            if line.quoted and not self._quotes:
                self.drafts.drop(mention, "quoted from somebody else")
            elif mention.inside and (reason := refused(mention)):
                self.drafts.drop(mention, reason)
        if line.quoted and not self._quotes:
            return
        if line.cells:
            self._row(line.cells)
            return
        self._columns = ()
        bold = bold_line(line.text)
        if (line.level and not found) or (
            bold and not line.item and after.item and not label_of(line.text)[0]
        ):
            self._heading(line, after)
        elif not line.text.startswith("/"):
            self._text(line, found, field_of(bold) if bold and not found else "")
        else:
            self._say(line.text)

    def _heading(self, line: Line, after: Line) -> None:
        level = line.level or _BELOW_ALL
        self._under = self._awaited = self._placing.pending = ""
        if field := field_of(bare_title(line.text)):
            self._headings.enter(level, "")
            self._announce(field)
            return
        self.drafts.close()
        self._indent = -1
        self._placing.pending = heading_title(line.text)
        names_work = self._placing.pending or labels_a_link(after, mentions(after.text))
        self._headings.enter(level, "" if names_work else heading_section(line.text))
        self.drafts.group = self._headings.path

    def _announce(self, field: str) -> None:
        """A label with nothing behind it: the lines below are its value."""
        if field in VALUES:
            self._awaited = field
        else:
            self._under = field

    def _text(self, line: Line, found: list[Mention], bare: str) -> None:
        field, value = (bare, "") if bare else label_of(line.text)
        if field and not value:
            self._announce(field)
            return
        if not field and self._awaited:
            field, value = self._awaited, line.text
        elif field:
            self._under = ""
        self._awaited = ""
        if field in VALUES:
            self._value(field, value, nested=bool(line.item) and line.indent > 0)
        elif found:
            if self._begins(line, found[0], field):
                self.drafts.close()
            self._linked(line, line.text, found, field or self._under)
        elif field == "paper" and is_title(bare_title(value)):
            self._title(bare_title(value))
        elif not field:
            self._words(line)

    def _begins(self, line: Line, first: Mention, field: str) -> bool:
        """Whether a list item begins another work rather than tells more of the one above."""
        if not line.item or 0 <= self._indent < line.indent:
            return False
        self._indent = line.indent
        if field or own_label(first) or refused(first):
            return False
        return role_by_address(first) != "code" or bool(words_title(first.words, "") or line_title(first.gap))

    def _linked(self, line: Line, text: str, found: list[Mention], default: str, title: str = "") -> None:
        if not line.item:
            self._say(outside(text, found))
        self._placing.line(text, found, default, item=bool(line.item), title=title)

    # Words

    def _words(self, line: Line) -> None:
        """A line without links and labels."""
        self._say(line.text)
        title = line_title(line.text)
        begins = bool(title) or line.text.startswith("**") or line.item[:1].isdigit()
        if line.item and begins and not 0 <= self._indent < line.indent:
            self._indent = line.indent
            self._placing.pending = ""
            draft = self.drafts.start(
                title, sure=bool(title) and (is_title_case(title) or not is_whole(title))
            )
            said = line.text.replace(title, " ") if title else line.text
            note(draft, venue=venue_in(said), date=date_in(said))
        elif not line.item:
            self._placing.pending = title or (
                self._placing.pending if is_title_case(self._placing.pending) else ""
            )

    def _say(self, text: str) -> None:
        self.prose.append(text)
        self._said(text)

    def _said(self, text: str) -> None:
        if name := section_in(text):
            self.said.append(Said(len(self.drafts.all), name))

    # Values of labels

    def _value(self, field: str, value: str, *, nested: bool = False) -> None:
        found = mentions(value)
        words = bare_title(outside(value, found))
        if field == "section":
            if name := clean_section(words):
                self.sections.append(Said(len(self.drafts.all), name, nested))
            if found:
                self._linked(Line(value), value, found, "")
        elif field == "title":
            self._title(words or (bare_title(found[0].words) if found else ""))
            if found:
                self._linked(Line(value), value, found, "paper", words)
        elif found and field in ("venue", "other"):
            self._linked(Line(value), value, found, "anthology" if field == "venue" else "")
        elif field == "other":
            self._said(value)
        elif field in ("venue", "authors", "date", "note") and not found:
            self._tell(field, value if field == "note" else bare_title(value))

    def _tell(self, field: str, value: str) -> None:
        if bare_words(value) in NO_VALUES:
            return
        if self.drafts.current:
            self.drafts.current.fields[field] = value
        else:
            self._placing.ahead[field] = value

    def _title(self, title: str) -> None:
        """A title that a label gives: of the link above when that is still without, else of what follows."""
        if not title:
            return
        self._placing.pending = ""
        current = self.drafts.current
        if current and not current.title and (current.label or not current.link):
            current.title, current.sure = title, True
        elif not current or current.title != title:
            note(self.drafts.start(title, sure=True, labelled=True), **self._placing.ahead)
            self._placing.ahead = {}

    # Tables and blocks

    def _row(self, cells: tuple[str, ...]) -> None:
        fields = tuple(field_of(cell) for cell in cells)
        if not self._columns and sum(bool(field) for field in fields) >= min(2, len(cells)):
            self._columns = fields
            return
        if not self._columns and len(cells) == 2 and fields[0]:  # a form in a table: ``| Title | … |``
            self._text(Line(f"{cells[0]}: {cells[1]}"), mentions(f"{cells[0]}: {cells[1]}"), "")
            return
        self.drafts.close()
        columns = self._columns or ("",) * len(cells)
        for field, cell in zip(columns, cells, strict=False):
            found = mentions(cell)
            if field in VALUES and cell:
                self._value(field, cell, nested=True)
            elif found:
                self._linked(Line(cell, item="|"), cell, found, field)
            elif is_title(bare_title(cell), 4) and not self.drafts.current:
                self.drafts.start(bare_title(cell), sure=True)
        self.drafts.close()

    def _block(self, given: Block) -> None:
        """BibTeX or JSON: a work of its own, unless it tells more of one above."""
        title = bare_title(given.get("title", ""))
        found = {name: mentions(value) for name, value in given.items()}
        self.links += [mention for each in found.values() for mention in each]
        own = [(name, mention) for name in given if name not in VALUES for mention in found[name]]
        draft = self.drafts.told_more(title, [mention for _, mention in own]) or self.drafts.start(sure=True)
        self.drafts.current = draft
        draft.title = draft.title or title
        draft.section = draft.section or clean_section(given.get("section", ""))
        note(draft, **{name: given.get(name, "") for name in ("venue", "authors", "date", "note")})
        for name, mention in own:
            label = name if name in LINKED else ""
            if draft.link and draft.link.key != mention.key and role_of(mention, label) == "paper":
                draft.extras.setdefault(label or "paper", mention)
            else:
                self._placing.link(mention, label, "", alone=False)
        self.drafts.close()
