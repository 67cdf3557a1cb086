"""A heading is missing from the table of contents.

Readers who go by the table of contents never find the section. Depths that it mostly leaves out are left
out, and so is text without entries, like thanks and words to helpers.

Bad:
    - [Serving](#serving)

    ## Serving
    ## Training
Good:
    - [Serving](#serving)
    - [Training](#training)

    ## Serving
    ## Training
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from bot.lint.contents import Line, contents, headings, meant, own_address
from bot.lint.majority import SHARE
from bot.lint.rule import Edit, Flaw, Page, Rule
from bot.listing.find import normal
from bot.listing.model import Section
from bot.text import link_text


def check(page: Page) -> Iterator[Flaw]:
    """Every heading of a depth of which the table of contents lists at least 70%."""
    lines = contents(page)
    listed = {line.section.line: line for line in lines if line.section}
    below = headings(page)
    named = {meant(page, line.label, line.anchor) for line in lines if not line.section}
    again = _again(lines)
    dead = {line.number for line in lines if not line.section}
    for level in {line.section.level for line in lines if line.section}:
        same = [section for section in below if section.level == level]
        missing = [section for section in same if section.line not in listed]
        if not missing or len(same) - len(missing) < SHARE * len(same):
            continue
        for section in missing:
            if section.anchor not in named and not _is_aside(page, section, below):  # its link is broken
                said = f"{len(same) - len(missing)} of {len(same)} headings of its level are."
                said = f"“{section.name}” is not in the table of contents; {said}"
                twin = again.get(normal(section.name))
                place = _place(section, below, listed)
                if twin:
                    yield _aim(page, section, twin, said)
                else:
                    yield _flaw(page, section, place, dead, said)


def _again(lines: list[Line]) -> dict[str, Line]:
    """Lines that lead where a line above leads already, by what they say."""
    seen: set[int] = set()
    found: dict[str, Line] = {}
    for line in lines:
        if line.section and line.section.line in seen:
            found.setdefault(normal(line.label), line)
        elif line.section:
            seen.add(line.section.line)
    return found


def _is_aside(page: Page, section: Section, below: list[Section]) -> bool:
    """Thanks, a licence: text without entries in it or further down, which nobody looks up."""
    rest = (one for one in below if one.line > section.line)
    under = takewhile(lambda one: one.level > section.level, rest)
    told = any(line.strip() for line in page.lines[section.body : section.end])
    return told and "](" not in page.lines[section.line] and not any(one.entries for one in (section, *under))


def _place(section: Section, below: list[Section], listed: dict[int, Line]) -> tuple[Line, Line] | None:
    """The line of the heading's elder sibling and the last line under it; None where it is not certain."""
    at = next(i for i, one in enumerate(below) if one.line == section.line)
    above = below[:at][::-1]
    last = next((listed[one.line] for one in above if one.line in listed), None)
    for one in above:
        if one.level < section.level:
            return None
        if one.level == section.level:
            sibling = listed.get(one.line)
            return (sibling, last) if sibling and last and one.path[:-1] == section.path[:-1] else None
    return None


def _aim(page: Page, section: Section, line: Line, said: str) -> Flaw:
    """A line of its name is there, and leads to another heading of that name."""
    start = line.link.url_start + line.link.url.index("#") + 1
    edit = Edit(line.number, start, line.number, line.link.url_end, section.anchor)
    return page.flaw(section.line, said, f"Let line {line.number + 1} lead to #{section.anchor}.", (edit,))


def _flaw(page: Page, section: Section, place: tuple[Line, Line] | None, dead: set[int], said: str) -> Flaw:
    edits: tuple[Edit, ...] = ()
    hint = f"Add [{section.name}](#{section.anchor})."
    if place:
        line = page.lines[place[0].number]
        prefix = line[: place[0].link.start]
        alone = not line[place[0].link.end :].strip() and not prefix.strip(" \t-*+")
        if place[1].number + 1 in dead:
            hint = f"Let line {place[1].number + 2} lead to #{section.anchor}, if it means this; or add it."
        elif alone:
            address = own_address(page) if "://" in place[0].link.url else ""
            new = f"{prefix}[{link_text(section.name)}]({address}#{section.anchor})\n"
            after = place[1].number + 1
            edits = (Edit(after, 0, after, 0, new),)
            hint = f"Add it after line {after}: {new.strip()}"
    return page.flaw(section.line, said, hint, edits)


RULE = Rule("contents-heading", "warning", check, distant=True)
