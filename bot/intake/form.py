"""GitHub's issue forms: ``### Label``, a blank line, the value.

A text area holds raw Markdown and may have headings of its own, so a heading ends a field only where
a label of the form is due. Source: docs.github.com, "Syntax for issue forms".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.intake.account import finish
from bot.intake.draft import wanted
from bot.intake.freetext import Reader
from bot.intake.labels import bare_words, field_of
from bot.intake.lines import without_comments
from bot.intake.mentions import Mention, mentions
from bot.intake.model import Request, Wanted
from bot.intake.roles import refused
from bot.intake.sections import chosen_section
from bot.intake.titles import bare_title
from bot.intake.words import EXTRAS, NO_VALUES, PAPER_FORMS

OWN: Final = ("paper", "section", "title", "venue", "code", "note")
"""The fields of ``.github/ISSUE_TEMPLATE/add-paper.yml`` in order. GitHub writes every one of them."""

_HEADING = re.compile(r"### (\S.*?)\s*$")
_ONE_FOR_SEVERAL = (
    "One {} is given for {} works. Edit the issue and put a line “{}” below the link that it belongs to."
)


def fields_of(body: str) -> list[tuple[str, str]]:
    """The fields of a form by name, in order; empty when the body is no form."""
    lines = without_comments(body).strip().split("\n")
    marks = [
        (at, field)
        for at, line in enumerate(lines)
        if (found := _HEADING.match(line))
        and (field := "paper" if field_of(found[1]) in PAPER_FORMS else field_of(found[1]))
        and (at == 0 or not lines[at - 1].strip())
        and (at + 1 == len(lines) or not lines[at + 1].strip())
    ]
    if not marks or marks[0][0] != 0:
        return []
    marks = _own(lines, marks) or _others(marks)
    if len(marks) < 2 and marks[0][1] != "paper":
        return []
    ends = [at for at, _ in marks[1:]] + [len(lines)]
    return [
        (field, "\n".join(lines[at + 1 : end]).strip()) for (at, field), end in zip(marks, ends, strict=True)
    ]


def _own(lines: Sequence[str], marks: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The headings of our own form: between its two text areas every value has one line, so they are sure."""
    for start in range(1, len(marks) - 4):
        run = marks[start : start + 5]
        one_line = all(
            sum(bool(line.strip()) for line in lines[at + 1 : after]) <= 1
            for (at, _), (after, _) in pairwise(run)
        )
        if marks[0][1] == "paper" and one_line and tuple(field for _, field in run) == OWN[1:]:
            return [marks[0], *run]
    return []


def _others(marks: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The first heading of each label; a label that comes again stands inside an answer."""
    seen: set[str] = set()
    kept = []
    for at, field in marks:
        if field == "other" or field not in seen:
            kept.append((at, field))
            seen.add(field)
    return kept


def read_form(body: str) -> Request | None:
    """The request of a form; None when the body is no form or gives neither link nor title."""
    fields: dict[str, str] = {}
    for name, value in fields_of(body):
        if bare_words(value) not in NO_VALUES:
            fields.setdefault(name, value)
    if not {"paper", "title", "code"} & fields.keys():
        return None
    return _Form(fields).request()


class _Form:
    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields
        self.unused: dict[str, str] = {}
        self.problems: list[str] = []

    def request(self) -> Request:
        reader = Reader().read(self.fields.get("paper", ""))
        links = [*reader.links, *_links(value for name, value in self.fields.items() if name != "paper")]
        drafts = [draft for draft in reader.drafts.all if draft.linked or draft.sure]
        section = chosen_section(_first_line(self.fields.get("section", "")))
        works = [
            replace(wanted(draft), section="" if section else draft.section or draft.group)
            for draft in drafts
        ]
        self.unused |= reader.drafts.unused
        if len(works) > 1:
            works = self._to_several(works)
        else:
            works = self._to_one(works[0] if works else Wanted("", None))
        if not section and reader.sections:
            section = reader.sections[0].name
        return finish(
            [work for work in works if work.link or work.identifier or work.title],
            section,
            self.unused,
            links,
            self.problems,
        )

    def _to_one(self, work: Wanted) -> list[Wanted]:
        fields = self.fields
        title = bare_title(_first_line(fields.get("title", "")))
        codes = [
            mention
            for mention in mentions(fields.get("code", ""))
            if mention.address and not refused(mention)
        ]
        work = replace(
            work,
            title=title or work.title,
            venue=bare_title(_first_line(fields.get("venue", ""))) or work.venue,
            authors=bare_title(fields.get("authors", "")) or work.authors,
            date=_first_line(fields.get("date", "")) or work.date,
            note=" ".join(fields.get("note", "").split()) or work.note,
        )
        code = codes[0].text if codes else work.code
        links = dict(work.links)
        if work.code and work.code != code:
            links["code 2"] = work.code
        for name in sorted(EXTRAS & fields.keys()):
            if first := mentions(fields[name])[:1]:
                links[name] = first[0].text
        if not work.link and not work.identifier and codes:
            return [replace(work, link=code, identifier=codes[0].identifier, links=links)]
        return [replace(work, code=code, links=links)]

    def _to_several(self, works: list[Wanted]) -> list[Wanted]:
        """Fields that hold one line for each work are shared out; a single value would be a guess."""
        titles = _lines(self.fields.get("title", ""))
        codes = [mention.text for mention in mentions(self.fields.get("code", ""))]
        if len(titles) == len(works):
            works = [replace(work, title=bare_title(text)) for work, text in zip(works, titles, strict=True)]
        elif titles:
            self.problems.append(_ONE_FOR_SEVERAL.format("title", len(works), "Title: …"))
        if len(codes) == len(works):
            works = [replace(work, code=code) for work, code in zip(works, codes, strict=True)]
        else:
            self.unused |= dict.fromkeys(codes, "given once for several works")
        for name in ("venue", "note"):
            if self.fields.get(name):
                self.problems.append(_ONE_FOR_SEVERAL.format(name, len(works), f"{name.capitalize()}: …"))
        return works


def _links(values: Iterable[str]) -> list[Mention]:
    return [mention for value in values for mention in mentions(value)]


def _lines(value: str) -> list[str]:
    return [line for line in value.splitlines() if line.strip()]


def _first_line(value: str) -> str:
    return next(iter(_lines(value)), "").strip()
