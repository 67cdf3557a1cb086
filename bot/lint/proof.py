"""The proof that a fix changes how a list is written and nothing of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.identifiers import identify
from bot.lint.model import Finding
from bot.lint.page import Item, Page
from bot.listing import dates, venues
from bot.listing.slots import Span
from bot.markdown.links import links
from bot.text import untex

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_YEAR = re.compile(r"^(?:19|20)(?=\d\d$)")  # lists say 2024 and '24 for the same year
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def same_list(before: Page, after: Page, mended: Sequence[Finding]) -> bool:
    """Whether the same works stand in the same order under the same headings, and other lines are untouched.

    A work is the same while its links lead to the same works, and its words, venue and date are the same,
    whatever the punctuation between them.
    """
    if not _in_order(_untouched(before, mended), after.lines):
        return False
    if [one.anchor for one in before.listing.sections] != [one.anchor for one in after.listing.sections]:
        return False
    touched = {line for one in mended for edit in one.edits for line in range(edit.line, edit.end_line + 1)}
    if len(before.items) != len(after.items):
        return False
    return all(
        _meaning(old) == _meaning(new)
        for old, new in zip(before.items, after.items, strict=True)
        if old.entry.text != new.entry.text or not touched.isdisjoint(range(old.line, old.entry.end))
    )


def _untouched(page: Page, mended: Iterable[Finding]) -> Iterator[str]:
    touched: set[int] = set()
    for finding in mended:
        for edit in finding.edits:
            whole = edit.end_column == 0 and edit.end_line > edit.line
            touched.update(range(edit.line, edit.end_line + (0 if whole else 1)))
            if edit.column == 0 and edit.end_line == edit.line and edit.text.endswith("\n"):
                touched.discard(edit.line)  # a line put before it
    return (line for number, line in enumerate(page.lines) if number not in touched)


def _in_order(lines: Iterable[str], among: Iterable[str]) -> bool:
    rest = iter(among)
    return all(line in rest for line in lines)


def _meaning(item: Item) -> tuple[object, ...]:
    addresses = {link.url for link in links(item.entry.text)}
    names = sorted(str(identify(url) or url) for url in addresses)
    return (names, frozenset(word for part in item.parts for word in _words(part.text, part.spans)))


def _words(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """The words of an entry, addresses left out, venues and dates as what they mean."""
    at = 0
    for span in spans:
        said = text[span.start : span.end]
        if span.slot == "venue" and (venue := venues.read(said)):
            meant = f"{venue.name} {venue.year} {venue.after}"
        elif span.slot == "date" and (dated := dates.read(said)):
            meant = dated.value
        else:
            continue
        yield from _plain(text[at : span.start])
        yield from _plain(meant)
        at = span.end
    yield from _plain(text[at:])


def _plain(text: str) -> list[str]:
    pieces: list[str] = []
    at = 0
    for link in sorted(links(text), key=lambda one: one.url_start):
        if link.url_start >= at:
            pieces.append(text[at : link.url_start])
            at = link.url_end
            if link.bare and (foreign := _FOREIGN.search(text, link.url_start, at)):
                at = (
                    foreign.start()
                )  # “(https://…)：words”: GitHub takes them for the address, readers do not
    text = " ".join([*pieces, text[at:]])
    return [_YEAR.sub("", word) for word in _WORD.findall(_INVISIBLE.sub("", untex(text)).casefold())]
