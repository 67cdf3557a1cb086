"""Free text: which links are works, what is said of each, and where they are to stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.intake.blocks import Block, split_blocks
from bot.intake.draft import Draft, Drafts
from bot.intake.labels import field_of, is_pointer, is_witness, label_before, label_of, label_of_words, plain
from bot.intake.lines import Line, read_lines, without_comments
from bot.intake.mentions import Mention, mentions
from bot.intake.roles import kind_of, refused
from bot.intake.sections import clean_section, section_in
from bot.intake.titles import (
    bold_titles,
    clean_title,
    is_title,
    is_title_case,
    is_whole,
    line_title,
    quoted_titles,
    words_title,
)
from bot.intake.venues import date_in, venue_in
from bot.intake.words import EXTRAS, LINKED, PAPER_FORMS, PLAIN_HEADINGS, VALUES

_BOLD_LINE = re.compile(r"\*\*([^*]{2,80})\*\*\s*[:：]?$|__([^_]{2,80})__\s*[:：]?$")
_GAP_END = re.compile(r"[\s\[(（:：\-–—|]+$")
_TALKING_HEADING = re.compile(
    r"\b(?:add|adding|please|request|paper|papers|suggest\w*|pr|why|what|how)\b", re.I
)


@dataclass(slots=True)
class Said:
    """A section named in the text, and how many works stood before it."""

    at: int
    name: str
    nested: bool = False


class Reader:
    """Reads lines in order; what it found is in ``drafts``, ``sections``, ``said`` and ``prose``."""

    def __init__(self, *, quotes: bool = False) -> None:
        self.drafts = Drafts()
        self.sections: list[Said] = []
        self.said: list[Said] = []
        self.prose: list[str] = []
        self.links: list[Mention] = []
        self.quotes = quotes
        self._pending = ""
        self._under = ""
        self._awaited = ""
        self._columns: tuple[str, ...] = ()
        self._groups: list[tuple[int, str]] = []
        self._item = -1
        self._ahead: dict[str, str] = {}

    def read(self, body: str) -> Reader:
        """Read a body; may be called again for what follows."""
        for part in split_blocks(without_comments(body)):
            if isinstance(part, Block):
                self._block(part)
                continue
            lines = read_lines(part)
            for at, line in enumerate(lines):
                self._line(line, next((after for after in lines[at + 1 : at + 4] if after.text), Line("")))
        return self

    def _line(self, line: Line, after: Line) -> None:
        if not line.text:
            return
        found = mentions(line.text)
        self.links += found
        if line.quoted and not self.quotes:
            for mention in found:
                self.drafts.drop(mention, "quoted from somebody else")
            return
        if not line.cells:
            self._columns = ()
        bold = _BOLD_LINE.match(line.text)
        if line.cells:
            self._row(line.cells)
        elif (line.level and not found) or (
            bold and not line.item and after.item and not label_of(line.text)[0]
        ):
            self._heading(line, after, clean_title(line.text))
        else:
            self._text(line, found)

    # Headings

    def _heading(self, line: Line, after: Line, text: str) -> None:
        level = line.level or 7
        self._under = self._awaited = self._pending = ""
        self._groups = [group for group in self._groups if group[0] < level]
        field = field_of(text)
        if field:
            self._announce(field)
            return
        self.drafts.close()
        self._item = -1
        if quoted_titles(line.text) or (is_title(text, 7) or (": " in text and is_title(text))):
            self._pending = line_title(line.text)
        elif (
            plain(text) not in PLAIN_HEADINGS
            and not _TALKING_HEADING.search(text)
            and not _is_labelled(after)
        ):
            name = clean_section(text)
            if name and any(char.isalnum() for char in name):
                self._groups.append((level, name))
        above = [name for depth, name in self._groups if depth > 1 or len(self._groups) == 1]
        self.drafts.group = " > ".join(above)

    def _announce(self, field: str) -> None:
        """A label with nothing behind it: the lines below are its value."""
        if field in VALUES:
            self._awaited = field
        else:
            self._under = field

    # Lines

    def _text(self, line: Line, found: list[Mention]) -> None:
        field, value = label_of(line.text)
        bold = _BOLD_LINE.match(line.text)
        if not field and bold and not found and field_of(bold[1] or bold[2]):
            field, value = field_of(bold[1] or bold[2]), ""
        if field and not value:
            self._announce(field)
            return
        if not field and self._awaited:
            field, value = self._awaited, line.text
        elif field:
            self._under = ""
        self._awaited = ""
        if field in VALUES:
            self._value(field, value, line)
        elif found:
            if self._begins(line, found, field):
                self.drafts.close()
            self._linked(line, line.text, found, field or self._under)
        elif field == "paper" and is_title(clean_title(value)):
            self._title(clean_title(value))
        elif not field:
            self._words(line)

    def _begins(self, line: Line, found: list[Mention], field: str) -> bool:
        """Whether a list item begins another work rather than tells more of the one above."""
        if not line.item:
            return False
        nested = 0 <= self._item < line.indent
        if nested:
            return False
        first = found[0]
        own = field or label_of_words(first.words) or label_before(first.gap)
        title = words_title(first.words, "") or line_title(first.gap)
        self._item = line.indent
        return not own and (bool(title) or kind_of(first) != "code") and not refused(first)

    def _linked(self, line: Line, text: str, found: list[Mention], default: str, title: str = "") -> None:
        outer = [mention for mention in found if not mention.inside]
        rest = _without(text, outer)
        if not line.item:
            self._said(rest)
            self.prose.append(rest)
        alone = bool(line.item) or len(re.findall(r"\w{3,}", rest)) <= 1
        for at, mention in enumerate(outer):
            label = (
                label_of_words(mention.words)
                or label_before(mention.gap)
                or ("" if at and default in PAPER_FORMS else default)
            )
            after = text[mention.end : outer[at + 1].start if at + 1 < len(outer) else len(text)]
            own = title if at == 0 else ""
            own = own or self._title_of(
                mention, after, first=at == 0, only=len(outer) == 1, item=bool(line.item)
            )
            self._mention(mention, label, own, alone=alone and len(outer) == 1)
        draft = self.drafts.current
        if draft and (line.item or draft.title):
            said = rest.replace(draft.title, " ") if draft.title else rest
            _note(draft, venue=venue_in(said), date=date_in(said))

    def _title_of(self, mention: Mention, after: str, *, first: bool, only: bool, item: bool) -> str:
        if (
            not is_pointer(mention.words)
            and not label_of_words(mention.words)
            and (own := words_title(mention.words, after))
        ):
            self._pending = ""
            return own
        label, value = label_of(mention.gap)
        gap = value if label else mention.gap
        found = quoted_titles(gap) or bold_titles(gap)
        if not found and first and (own := line_title(_GAP_END.sub("", gap), lenient=item)):
            found = [own]
        if not found and only:
            found = quoted_titles(after) or bold_titles(after)
        return found[-1] if found else ""

    def _mention(self, mention: Mention, label: str, title: str, *, alone: bool) -> None:
        """Decide what one link is and place it."""
        if reason := refused(mention):
            self.drafts.drop(mention, reason)
            return
        role = _role(mention, label)
        if not label and is_witness(mention.gap):
            self._doubt(
                mention, title, "named as evidence or for comparison, not asked for", keep=role == "paper"
            )
            return
        if role == "project" and not label and not (self.drafts.current and self.drafts.current.linked):
            role = "page"
        if role == "list":
            self._doubt(mention, title, "another list, not a work", keep=True)
            return
        if not title and self._pending and role in ("paper", "page", "code"):
            title = self._pending
            current = self.drafts.current
            if (
                current
                and (current.link or (current.title and current.linked))
                and not (role == "code" and not current.title)
            ):
                self.drafts.close()
        if role in ("paper", "page", "code"):
            self._pending = ""
        self.drafts.place(mention, role, label, title, alone=alone)
        if self._ahead and self.drafts.current:
            _note(self.drafts.current, **self._ahead)
            self._ahead = {}

    def _doubt(self, mention: Mention, title: str, reason: str, *, keep: bool) -> None:
        self.drafts.drop(mention, reason)
        if keep:
            self.drafts.doubtful.append((Draft(title, link=mention, group=self.drafts.group), reason))

    def _words(self, line: Line) -> None:
        """A line without links and labels."""
        self.prose.append(line.text)
        self._said(line.text)
        title = line_title(line.text)
        nested = 0 <= self._item < line.indent
        if line.item and not nested and (title or line.text.startswith("**") or line.item[0].isdigit()):
            self._item = line.indent
            self._pending = ""
            listed = bool(title) and (is_title_case(title) or not is_whole(title))
            draft = self.drafts.start(title, sure=listed)
            _note(
                draft,
                venue=venue_in(line.text.replace(title, " ") if title else line.text),
                date=date_in(line.text),
            )
        elif not line.item:
            strong = quoted_titles(self._pending and f'"{self._pending}"')
            self._pending = title or (self._pending if strong and is_title_case(self._pending) else "")

    # Values of labels

    def _value(self, field: str, value: str, line: Line) -> None:
        found = mentions(value)
        if field == "section":
            if name := clean_section(_without(value, found) if found else value):
                self.sections.append(Said(len(self.drafts.all), name, bool(line.item) and line.indent > 0))
        elif field == "title":
            title = clean_title(_without(value, found))
            if found:
                self._title(title or clean_title(found[0].words))
                self._linked(line, value, found, "paper", title)
            elif title:
                self._title(title)
        elif found and field in ("venue", "other"):
            self._linked(line, value, found, "anthology" if field == "venue" else "")
        elif field in ("venue", "authors", "date", "note") and not found:
            self._tell(field, clean_title(value) if field != "note" else value)

    def _tell(self, field: str, value: str) -> None:
        if plain(value) in ("", "no response", "n a", "none", "tbd", "unknown"):
            return
        if self.drafts.current:
            self.drafts.current.fields[field] = value
        else:
            self._ahead[field] = value

    def _title(self, title: str) -> None:
        """A title that a label gives: of the link above when that is still without, else of what follows."""
        self._pending = ""
        current = self.drafts.current
        if current and not current.title and (current.label or not current.link):
            current.title, current.sure = title, True
        elif not current or current.title != title:
            _note(self.drafts.start(title, sure=True), **self._ahead)
            self._ahead = {}

    def _said(self, text: str) -> None:
        if name := section_in(text):
            self.said.append(Said(len(self.drafts.all), name))

    # Tables and blocks

    def _row(self, cells: tuple[str, ...]) -> None:
        fields = tuple(field_of(cell) for cell in cells)
        if not self._columns and sum(bool(field) for field in fields) >= min(2, len(cells)):
            self._columns = fields
            return
        self.drafts.close()
        columns = self._columns or ("",) * len(cells)
        for field, cell in zip(columns, cells, strict=False):
            found = mentions(cell)
            if field in VALUES and cell:
                self._value(field, cell, Line(cell, 1, "|"))
            elif found:
                self._linked(Line(cell, 0, "|"), cell, found, field)
            elif is_title(clean_title(cell), 4) and not self.drafts.current:
                self.drafts.start(clean_title(cell), sure=True)
        self.drafts.close()

    def _block(self, block: Block) -> None:
        """BibTeX or JSON: a work of its own, unless it tells more of the only one so far."""
        given = block.fields
        found = {name: mentions(value) for name, value in given.items()}
        self.links += [mention for each in found.values() for mention in each]
        own = [mention for name in given if name not in VALUES for mention in found[name]]
        draft = _told_more(self.drafts.all, given.get("title", ""), own)
        if not draft:
            draft = self.drafts.start(clean_title(given.get("title", "")), sure=True)
        self.drafts.current = draft
        draft.title = draft.title or clean_title(given.get("title", ""))
        _note(draft, **{name: given.get(name, "") for name in ("venue", "authors", "date", "note")})
        if name := clean_section(given.get("section", "")):
            draft.section = name
        for name, value in given.items():
            if name not in VALUES:
                for mention in found[name]:
                    label = name if name in LINKED else ""
                    if draft.link and draft.link.key != mention.key and _role(mention, label) == "paper":
                        draft.extras.setdefault(label or "paper", mention)
                    else:
                        self._mention(mention, label, "", alone=False)
                del value
        self.drafts.close()


def _told_more(drafts: list[Draft], title: str, own: list[Mention]) -> Draft | None:
    keys = {mention.key for mention in own}
    for draft in drafts:
        if draft.link and draft.link.key in keys:
            return draft
    schemes = {mention.identifier.scheme for mention in own if mention.identifier}
    if len(drafts) == 1 and drafts[0].linked:
        only = drafts[0]
        clash = only.link and only.link.identifier and only.link.identifier.scheme in schemes
        titled = clean_title(title).lower()
        if not clash and (not only.title or only.title.lower() == titled):
            return only
    return None


def _role(mention: Mention, label: str) -> str:
    """What a link is: what its label says, unless its address knows better."""
    host = kind_of(mention)
    if label in EXTRAS:
        return label
    if host in ("paper", "code"):
        return host
    if label == "code":
        return "code"
    if label in PAPER_FORMS:
        return "paper"
    return host


def _note(draft: Draft, **fields: str) -> None:
    for name, value in fields.items():
        if value:
            draft.fields.setdefault(name, value)


def _without(text: str, found: list[Mention]) -> str:
    parts = []
    last = 0
    for mention in found:
        if mention.start >= last:
            parts.append(text[last : mention.start])
            last = mention.end
    return " ".join([*parts, text[last:]])


def _is_labelled(line: Line) -> bool:
    """Whether the line below a heading labels a link, so that the heading names the work and no section."""
    field = label_of(line.text)[0]
    if field:
        return field in LINKED
    found = mentions(line.text)
    return bool(
        found
        and line.item
        and label_of_words(found[0].words)
        and not line_title(found[0].gap)
        and len(found[0].gap) < 6
    )
