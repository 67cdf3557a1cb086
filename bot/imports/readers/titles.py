"""Titles pasted one a line, with whatever people leave around them; reads what no other reader claims."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from bot.identifiers import find_links
from bot.imports.model import Collection, Item
from bot.imports.readers import Reader, Text
from bot.imports.remarks import accepted_at, small, split
from bot.listing import venues
from bot.listing.facts import facts
from bot.listing.model import Entry, Group
from bot.listing.slots import MARK, WORD, labels_a_line, words
from bot.text import plain
from bot.works.body import decode
from bot.works.titles import LONGEST

_MARKER = re.compile(r"[ \t]*(?:[-*+•–·]|\(?\d{1,4}[.):]|\[\d{1,4}\])[ \t]*(?=\s|$)\s*(?:\[[ xX]\]\s+)?")
_RULE = re.compile(r"\s*(?:[-=*_#]{3,}|\W*)\s*")
_HEADING = re.compile(r"\s*#{1,6}\s+(?P<marked>.+?)(?:\s+#+)?\s*$|\s*(?P<ended>[^:：]{2,80})[:：]\s*$")
_DETAIL = re.compile(r"\s*(?:[-*+•]\s+)?(?P<label>[^:：\s][^:：]{0,15})[:：]\s*(?P<said>\S.*)$")
_SHORT, _SENTENCE = 2, 0.6  # words, and the share of small long ones, above which a line may be a sentence
_VENUE = re.compile(r"\s*[(（](?P<venue>[^()（）]{3,40})[)）]\s*$")
_DATED = re.compile(r"\s*[(（](?P<date>(?:19|20)\d\d)(?:[-–][\w ]*)?[)）]\s*$")


def _claims(text: Text) -> bool:
    """Any text."""
    return b"\0" not in text.data[:4000]


def _read(text: Text) -> Collection:
    """Every line that is no heading, no rule and nothing said of the line above."""
    lines = decode(text.data).splitlines()
    bulleted = sum(bool(_lone(line)) for line in lines) * 4 > sum(bool(line.strip()) for line in lines)
    prose = _prose(lines)
    items: list[Item] = []
    section: tuple[str, ...] = ()
    awaited = False  # a bullet that stands alone has its title on the next line
    for number, line in enumerate(lines, 1):
        if _lone(line):
            awaited = True
            continue
        marker = _MARKER.match(line)
        if number in prose or _RULE.fullmatch(line) or _said_of_above(line):
            continue
        if heading := _heading(line, plain_text=bulleted and not awaited and marker is None):
            section = (heading,)
        else:
            items.append(_item(line[marker.end() :] if marker else line, section, f"{text.name}:{number}"))
        awaited = False
    return Collection(text.name, tuple(items), problems=_told(text.name, prose))


def _prose(lines: Sequence[str]) -> frozenset[int]:
    """The 1-based lines that are sentences; none in a text where most titles are written like sentences."""
    sentences = {
        number
        for number, line in enumerate(lines, 1)
        if line.rstrip().endswith((".", "!")) and words(line) > _SHORT and small(line) > _SENTENCE
    }
    few = 4 * len(sentences) <= sum(words(line) > _SHORT for line in lines)
    return frozenset(sentences if few else ()) - {
        number for number in sentences if find_links(lines[number - 1])
    }


def _told(name: str, prose: Set[int]) -> tuple[str, ...]:
    """What was left out as no title."""
    if not prose:
        return ()
    said = ", ".join(map(str, sorted(prose)))
    return (
        f"{name}: sentences, not titles, were left out: lines {said}. Take away the full stop of a title.",
    )


def _lone(line: str) -> bool:
    return line.strip() in ("-", "*", "+", "•")


def _said_of_above(line: str) -> bool:
    """``Authors: …`` or ``- 作者: …`` under a title, and other lines that begin with a label of one."""
    return labels_a_line(line) or bool(
        (match := _DETAIL.match(line)) and not match["label"].isascii() and not find_links(line)
    )


def _heading(line: str, *, plain_text: bool) -> str:
    match = _HEADING.fullmatch(line)
    if match:
        return plain(match["marked"] or match["ended"])
    return plain(line) if plain_text else ""


def _item(line: str, section: tuple[str, ...], where: str) -> Item:
    text = line.strip()
    while mark := MARK.match(text):
        text = text[mark.end() :].lstrip()
    if find_links(text):
        return _with_link(text, section, where)
    text, remark = split(text)
    text, venue = _published(text)
    dated = _DATED.search(text)
    title = plain(text[: dated.start()] if dated else text, LONGEST).strip(" |,;")
    return Item(
        title=title, venue=venue or accepted_at(remark), date=dated["date"] if dated else "",
        section=section, where=where,
    )  # fmt: skip


def _published(text: str) -> tuple[str, str]:
    """A title, and the venue in brackets after it: ``Title (NSDI 2021)``."""
    match = _VENUE.search(text)
    read = venues.read(match["venue"]) if match else None
    return (text[: match.start()], match["venue"]) if match and read and read.year else (text, "")


def _with_link(text: str, section: tuple[str, ...], where: str) -> Item:
    said = facts(Entry(0, 1, text, "- "), Group("bullet", "", -1, 0, 1))
    link = said.url or find_links(text)[0].text
    title = plain(said.title, LONGEST)
    title = "" if not WORD.search(title) or title in link else title
    return Item(
        title=title, link=link, venue=plain(said.venue), date=said.date, section=section, where=where,
        links={role: url for role, url in said.links.items() if url != link},
    )  # fmt: skip


READER = Reader("titles, one a line", 99, _claims, _read)
