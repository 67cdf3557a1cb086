"""The row a careful maintainer would have written: each cell in the style of its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.listing import numbering, rows, slots, venues
from bot.listing.columns import KINDS, roles
from bot.listing.compose import Written
from bot.listing.labels import kept, truthful
from bot.listing.model import Entry, Group, Listing
from bot.listing.padding import spaced
from bot.listing.shape import LINKED, Shape, slots_of, write
from bot.listing.style import ADDRESSES, Sample, rank, sample
from bot.listing.values import values
from bot.listing.words import PLACEHOLDER, leads_to_code
from bot.markdown.links import links
from bot.text import cell as safe
from bot.text import inline_text, link_target
from bot.works.model import Work

_NEAR = 60  # rows that are learnt from
_ALSO = 0.2  # of a column's cells that show a venue, from which on the column of dates is one for venues, too
_NEXT = 6  # rows to each side that show how an empty cell looks
_ONE_STAR = frozenset({"⭐", "⭐\ufe0f", "★", "☆"})
_NAMED = ("venue", "date", "authors", "code")
_NAMES = ("title", "short", "title" + LINKED, "short" + LINKED)


def compose_row(work: Work, listing: Listing, group: Group, at: int, ahead: int = 0) -> Written:
    """The row for ``work`` before entry ``at`` of the table ``group``.

    Args:
        ahead: how many other new rows go between the row above and this one.
    """
    low = max(0, min(at - _NEAR // 2, len(group.entries) - _NEAR))
    near = group.entries[low : low + _NEAR]
    kinds = _roles(listing, group)
    texts, lacking = _cells(_led(work, kinds), group, near, at - low, kinds)
    if not _leads_to(work, texts) and "code" in kinds and _is_code(work):
        texts, lacking = _cells(replace(work, code=work.link), group, near, at - low, kinds)
    if not _leads_to(work, texts) and "project" in kinds and "url" not in kinds:
        paged = replace(work, links={"project": work.link, **work.links})
        texts, lacking = _cells(paged, group, near, at - low, kinds)
    if not _leads_to(work, texts) and "title" in kinds[: len(texts)]:
        have = values(work, [])
        texts[kinds.index("title")] = safe(f"[{have['title' + LINKED]}]({have['url']})")
    if "number" in kinds[: len(texts)]:
        column = kinds.index("number")
        texts[column] = numbering.cell(group, column, at, ahead) or texts[column]
    return Written((_line(listing, group, near, texts),), tuple(lacking))


def _cells(
    work: Work, group: Group, near: Sequence[Entry], at: int, kinds: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The cells without padding, and what they lack although the table has a column for it."""
    size = Counter(len(entry.cells) for entry in near).most_common(1)[0][0] if near else len(group.header)
    texts: list[str] = []
    lacking: list[str] = []
    for i in range(max(size, len(group.header))):
        role = kinds[i] if i < len(kinds) else ""
        column = [entry.cells[i] for entry in near if i < len(entry.cells)]
        if text := _cell(work, role, column, at, kinds):
            size = max(size, i + 1)  # the rows that end before have nothing to say there
        else:
            text = _blank(column[max(0, at - _NEXT) : at + _NEXT]) or _blank(column)
            lacking += [role] if role in _NAMED and not PLACEHOLDER.match(text or "x") else []
        texts.append(text)
    del texts[size:]
    if {"title", "url"} <= set(kinds[:size]) and not _repeat_links(near, kinds):
        title, url = kinds.index("title"), kinds.index("url")
        if _leads_to(work, texts[title : title + 1]) and _leads_to(work, texts[url : url + 1]):
            texts[url] = _blank([entry.cells[url] for entry in near if url < len(entry.cells)])
    return texts, lacking


def _repeat_links(near: Sequence[Entry], kinds: Sequence[str]) -> bool:
    """Do most rows give one address twice, under the title and in the column for links?"""
    title, url = kinds.index("title"), kinds.index("url")
    pairs = [
        [{link.url for link in links(entry.cells[i])} for i in (title, url)]
        for entry in near
        if max(title, url) < len(entry.cells)
    ]
    return 2 * sum(bool(shown & given) for shown, given in pairs) > sum(
        bool(shown and given) for shown, given in pairs
    )


def _leads_to(work: Work, texts: Sequence[str]) -> bool:
    """Is the work's own address in one of the cells?"""
    return any(link.url == link_target(work.link) for text in texts for link in links(text))


def _is_code(work: Work) -> bool:
    return not work.code and leads_to_code(work.link)


def _roles(listing: Listing, group: Group) -> tuple[str, ...]:
    """The table's columns; an empty table reads them as one with the same header does."""
    if not group.entries:
        for section in listing.sections:
            for other in section.groups:
                if other.header == group.header and other.entries:
                    return roles(other)
    return roles(group)


def _led(work: Work, kinds: Sequence[str]) -> Work:
    """With a repository as the code that it is, where the table keeps papers and code apart."""
    if {"url", "code"} <= set(kinds) and _is_code(work):
        return replace(work, link="", code=work.link)
    return work


def _cell(work: Work, role: str, column: Sequence[str], at: int, kinds: Sequence[str]) -> str:
    """One cell without padding; empty when the work has nothing to say in it."""
    if role not in KINDS:
        return ""
    stripped = [(i, text.strip()) for i, text in enumerate(column)]
    reading = "venue" if role == "url" and _venue_labels(column) else role
    near = [
        sample(text, slots.read(text, reading), 1 + 4.0 / (1 + abs(i - at)))
        for i, text in stripped
        if not PLACEHOLDER.match(text)
    ]
    have = values(work, near)
    role = _told_by(role, near, have, kinds)
    kind = KINDS[role]
    if not kind.wanted & have.keys():
        return ""
    if role == "code" and "repo" in have and _name_repositories([text for _, text in stripped]):
        have |= dict.fromkeys(_NAMES, inline_text(have["repo"].rpartition("/")[2]))
    elif role != "title" and (shown := _usual_label([text for _, text in stripped])):
        have |= dict.fromkeys(_NAMES, kept(shown, role, have.get(role, "")))
    if role == "short":
        have |= {"title": have["short"], "title" + LINKED: have["short" + LINKED]}
    if reading != role and "venue" not in have:
        near = []  # a link cannot stand without its text
    known = frozenset(have)
    if role == "title" and "url" in kinds and not _link_titles(near):
        known -= ADDRESSES  # the link has a column of its own
    shapes = [(one.shape, one.weight) for one in near]
    for form in _forms(near, role, kind.wanted, known):
        text = write(truthful(form, have, shapes), have)
        if text and all(link.image or link.url in have.values() for link in links(text)):
            return safe(text)
    if role == "title" and "url" in kinds:
        return safe(have["title"])
    return safe(
        kind.plain.format_map({**have, role: have.get(role + LINKED, have.get(role, ""))})
        if kind.plain
        else have.get(role, "")
    )


def _told_by(role: str, near: Sequence[Sample], have: Mapping[str, str], kinds: Sequence[str]) -> str:
    """Where one column holds venues and dates (``Pub. & Date``): the venue of a work that has one."""
    other = {"date": "venue", "venue": "date"}.get(role, "")
    if other not in have or other in kinds or (role == "venue" and role in have):
        return role
    said = sum(other in slots_of(one.shape) for one in near)
    return other if said >= max(2, _ALSO * len(near)) else role


def _link_titles(near: Sequence[Sample]) -> bool:
    """Do at least half of the titles link somewhere?"""
    return 2 * sum(bool(slots_of(one.shape) & ADDRESSES) for one in near) >= len(near)


def _usual_label(column: Sequence[str]) -> str:
    """What most links of a column show (``Go!``): a label then, not the work's name."""
    shown = Counter(_labels(column))
    text, count = shown.most_common(1)[0] if shown else ("", 0)
    return text if count >= 2 and count * 2 >= sum(shown.values()) else ""


def _name_repositories(column: Sequence[str]) -> bool:
    """Do most links of a column show the last step of where they lead, as ``[burrow](…/wombat/burrow)``?"""
    first = [(cell, link) for cell in column for link in links(cell)[:1] if not link.image]
    named = sum(
        link.shown(cell).strip("[]*` ").casefold() == link.url.rstrip("/").rpartition("/")[2].casefold()
        for cell, link in first
    )
    return named > 0 and 2 * named >= len(first)


def _venue_labels(column: Sequence[str]) -> bool:
    """Do most links of a column show where the work appeared (``OSDI'24``)? arXiv says where they lead."""
    found = [venues.read(text) for text in _labels(column)]
    return 2 * sum(bool(one and one.name.casefold() != "arxiv") for one in found) > len(found)


def _labels(column: Sequence[str]) -> list[str]:
    """What the first link of each cell shows."""
    return [link.shown(cell).strip("[]*` ") for cell in column for link in links(cell)[:1] if not link.image]


def _forms(near: Sequence[Sample], role: str, wanted: frozenset[str], have: frozenset[str]) -> list[Shape]:
    """The shapes a cell may take, best first."""
    if role == "title":
        return [form for form, _ in rank(near, have)]
    fit = Counter(one.shape for one in near if slots_of(one.shape) & wanted)
    exact = [form for form, _ in fit.most_common() if slots_of(form) <= have]
    return exact or [form for form, _ in fit.most_common()]


def _blank(column: Sequence[str]) -> str:
    """How this column looks where nothing is known: its placeholder, or the least grade if most have that.

    One star is the least, and a mark that others have several of; ``✅`` says what is so of each work.
    """
    texts = [text.strip() for text in column]
    if empty := Counter(text for text in texts if PLACEHOLDER.match(text)):
        return empty.most_common(1)[0][0]
    marks = Counter(text for text in texts if not any(char.isalnum() for char in text))
    mark, count = marks.most_common(1)[0] if marks else ("", 0)
    least = mark in _ONE_STAR or any(text != mark and not text.replace(mark, "") for text in marks)
    return mark if count * 2 > len(texts) and least else ""


def _line(listing: Listing, group: Group, near: Sequence[Entry], texts: Sequence[str]) -> str:
    lines = [listing.document.lines[entry.start] for entry in near]
    head, delimiter = listing.document.lines[group.start : group.start + 2]
    ends = [rows.edges(line) for line in lines or [head]]
    lead = Counter(lead for lead, _ in ends).most_common(1)[0][0]
    tail = Counter(tail for _, tail in ends).most_common(1)[0][0]
    align = rows.alignments(delimiter)
    cells: list[str] = []
    for i, text in enumerate(texts):
        column = [entry.cells[i] for entry in near if i < len(entry.cells)]
        column = column or [cell for line in (head, delimiter) for cell in rows.cells(line)[i : i + 1]]
        cells.append(spaced(text, column, align[i] if i < len(align) else ""))
    return lead + "|".join(cells) + tail
