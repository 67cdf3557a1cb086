"""An issue, from text to what it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.intake.account import finish
from bot.intake.conference import with_conference
from bot.intake.draft import Draft, wanted, with_titles_below
from bot.intake.form import read_form
from bot.intake.freetext import Reader
from bot.intake.kind import asked_again, kind_of
from bot.intake.mentions import Mention, mentions
from bot.intake.model import Request, UnusedLink, Wanted
from bot.intake.sections import Said, section_in
from bot.intake.titles import bare_title, is_title, issue_title
from bot.intake.venues import venue_in

_NAMED = re.compile(r"^\W*(?:please\s+)?add(?:ing|ed)?\s+(?:the\s+)?(?:paper\s*[:：]?\s*)?(.{3,120})$", re.I)


def read(title: str, body: str, labels: Sequence[str] = ()) -> Request:
    """What an issue asks for.

    Args:
        title, body: as GitHub gives them; hostile, of any length.
        labels: the issue's labels; some decide its kind.
    """
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    title = " ".join(title.split())
    request = replace(_read(title, body, labels), again=asked_again(body))
    return with_conference(request, title, body, labels)


def _read(title: str, body: str, labels: Sequence[str]) -> Request:
    if form := read_form(body):
        return form
    reader = Reader()
    if mentions(title):
        reader.read(title)
    reader.read(body)
    if not any(draft.linked for draft in reader.drafts.all) and re.search(r"^[ \t]*>", body, re.M):
        reader = Reader(quotes=True).read(title if mentions(title) else "").read(body)
    works = _works(reader, title)
    kind = kind_of(*_talk(reader, works, title), labels, links=bool(works))
    if kind != "add":
        return _not_an_addition(kind == "edit", reader.links)
    return finish(works, _section(reader, title), reader.drafts.unused, reader.links)


def _talk(reader: Reader, works: Sequence[Wanted], title: str) -> tuple[str, list[str]]:
    """The issue's title and prose without the works' titles: a paper on model editing is no edit."""
    titles = {name for work in works if (name := work.title)} | ({issue_title(title)} - {""})
    lines = [title, *reader.prose]
    for name in titles:
        lines = [line.replace(name, " ") for line in lines]
    return lines[0], lines[1:]


def _not_an_addition(edit: bool, links: Sequence[Mention]) -> Request:
    reason = "a person must see what is to be changed" if edit else "nothing was asked to be added"
    unused = {mention.text: UnusedLink(mention.text, reason) for mention in links}
    if edit:
        problem = (
            "This asks for a change of what is listed, which a person has to make. A maintainer will see it."
        )
    else:
        problem = (
            "Nothing here asks for an addition. To add a paper, write “Add paper” in the issue's title "
            "and the paper's link on a line of its own."
        )
    return Request("edit" if edit else "other", unused=tuple(unused.values()), problems=(problem,))


def _works(reader: Reader, title: str) -> list[Wanted]:
    _assign_sections(reader)
    read = with_titles_below(reader.drafts.all)
    drafts = [draft for draft in read if draft.linked or (draft.sure and draft.title)]
    if not any(draft.linked for draft in read):
        drafts += reader.drafts.doubtful
    if not drafts and (named := _named_in(title)):
        drafts = [Draft(named, sure=True)]
    works = [wanted(draft) for draft in drafts]
    if len(works) == 1:
        only = works[0]
        prose = next((venue for line in [*reader.prose, title] if (venue := venue_in(line))), "")
        works = [replace(only, title=only.title or issue_title(title), venue=only.venue or prose)]
    return works


def _named_in(title: str) -> str:
    """The work that only an issue's title names: ``Add Recursion of Thought``."""
    found = _NAMED.match(title)
    name = bare_title(found[1]) if found else ""
    return name if is_title(name) and sum(word[0].isupper() for word in name.split()) >= 2 else ""


def _assign_sections(reader: Reader) -> None:
    """Give each work the section said for it alone; a section said once is for all."""
    drafts = reader.drafts.all
    said = reader.sections or reader.said
    names = {each.name for each in said}
    if len(names) > 1 or (len(names) == 1 and said[0].nested and len(drafts) > 1):
        _spread(drafts, said)
    elif not names:
        for draft in drafts:
            draft.section = draft.section or draft.group


def _spread(drafts: list[Draft], said: list[Said]) -> None:
    if said[0].at == 0:  # each section stands above its works
        bounds = [*(each.at for each in said), len(drafts)]
        for at, each in enumerate(said):
            for draft in drafts[bounds[at] : bounds[at + 1]]:
                draft.section = draft.section or each.name
        return
    last = 0
    for each in said:
        first = each.at - 1 if each.nested else last
        for draft in drafts[first : each.at]:
            draft.section = draft.section or each.name
        last = each.at


def _section(reader: Reader, title: str) -> str:
    names = {each.name for each in reader.sections or reader.said}
    works = [draft for draft in reader.drafts.all if draft.linked]
    if len(names) == 1 and not any(draft.section for draft in works):
        return names.pop()
    own = {draft.section for draft in works}
    if len(own) == 1 and (only := own.pop()):
        return only
    return "" if any(draft.section for draft in works) else section_in(title)
