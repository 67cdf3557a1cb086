"""What an entry's links lead to: the work itself, its code, its page; and which link carries the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.identifiers import PAPERS, identify
from bot.listing import dates, venues
from bot.listing.slots.span import MARK, WORD, Reading, Span, is_cjk, trim, words
from bot.listing.slots.titles import without_facts_behind
from bot.listing.words import label_role, leads_to_code
from bot.markdown.links import Link, links

_BADGE = re.compile(
    r"/(?:stars|forks|last-commit|watchers|star)/(?P<repo>[\w.-]+/[\w-]+(?:\.(?!svg)[\w-]+)*)"
)
_DATED_BADGE = re.compile(r"/badge/(?:[\w.%]+-)?(?P<date>20\d\d\.\d\d?)-\w+(?:\?|$)")
_COLON_AFTER = re.compile(r"[*_` ]*[:：]\s*")
_AFTER_COLON = re.compile(r"[*_` :：]*")
_REST_ENDS = re.compile(r"\s*[|｜\n]|\s+[-–—]\s+|\s*\[{1,2}|\s*<|\s*\*|\s+\(|$|\.\s")
_ROLES_OF_COLUMNS = ("url", "code", "project", "demo")
_TAG = re.compile(r"<[a-zA-Z]\w*\s[^<>]*>")  # what its attributes say is no title
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FORMAT = re.compile(r"</?(?:u|b|i|em|strong|code|kbd|sub|sup|span|font)\b[^<>]*>", re.I)
_FORMATTED = re.compile(r"<(?P<tag>\w+)[^<>]*>\s*(?P<text>[^<>]*[^<>\s])\s*</(?P=tag)>")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CITED = re.compile(
    r"(?P<authors>[^\W\d_][^()\d\[\]]{1,60}?),?\s*[(（](?P<date>(?:19[5-9]|20[0-4])\d)[a-z]?[)）]\.?"
)
_FACT = re.compile(r"[^()（）\[\],，]+")
_VENUE_LAST = re.compile(r"\s+(?P<venue>[A-Z][A-Za-z+-]{1,11}\s?['’‘]\s?\d\d)$")
_LONGEST_LABEL = 40
"""Characters of a venue with a date; a title is longer."""
_MOST_WORDS = 4  # of a short name before a colon; a longer one is a title with a remark after it


def read_links(reading: Reading) -> None:
    """Note where every link of the entry leads to, and the title if a link shows it."""
    found = links(reading.text)
    if "<" in reading.text:
        reading.holes += [tag.span() for tag in _TAG.finditer(reading.text)]
        for comment in _COMMENT.finditer(reading.text):
            reading.take(*comment.span(), "other")
    outer_end = -1
    for link in found:
        if link.start < outer_end and not link.image:
            continue
        if link.image:
            _read_badge(reading, link)
        else:
            _read_link(reading, link, _shown(reading.text, link, found), alone=len(found) == 1)
        outer_end = max(outer_end, link.end)
        reading.holes.append((link.start, link.end))
    if reading.role == "" and reading.has("project") and not reading.has("url"):
        _read_paper_called_page(reading)


def _read_paper_called_page(reading: Reading) -> None:
    """``[Website](https://arxiv.org/…)`` and no other address: that is the work, whatever it is called."""
    at = next(i for i, span in enumerate(reading.spans) if span.slot == "project")
    start, end, *_ = reading.spans[at]
    name = identify(reading.text[start:end])
    if name and name.scheme in PAPERS:
        reading.spans[at] = Span(start, end, "url")
        reading.found = reading.found - {"project"} | {"url"}


def read_dated_badge(reading: Reading) -> None:
    """Note the date that a badge alone shows: ``![](…/badge/abs-2024.03-red)``."""
    for image in links(reading.text):
        found = _DATED_BADGE.search(image.url) if image.image else None
        if found and (dated := dates.read(found["date"])):
            start = image.url_start + found.start("date")
            reading.take(start, start + len(found["date"]), "date", dated.spelling)
            return


def _shown(text: str, link: Link, found: Sequence[Link]) -> str:
    """What a link shows, images and tags left out."""
    shown = link.shown(text)
    if "<img" in shown and not _TAG.sub("", shown).strip():
        return ""
    for image in reversed(found if "![" in shown else ()):
        if image.image and link.start < image.start < link.end:
            shown = shown[: image.start - link.text_start] + shown[image.end - link.text_start :]
    return (_FORMAT.sub("", shown) if "<" in shown else shown).strip()


def _read_badge(reading: Reading, link: Link) -> None:
    badge = _BADGE.search(link.url)
    if badge and not reading.has("repo"):
        reading.take(link.url_start + badge.start("repo"), link.url_start + badge.end("repo"), "repo")


def _read_link(reading: Reading, link: Link, shown: str, *, alone: bool) -> None:
    role = label_role(shown)
    mute = link.bare or not WORD.search(shown) or ("." in shown and _ADDRESS.fullmatch(shown) is not None)
    if link.url.startswith("#"):
        reading.take(link.start, link.end, "note")  # “also in [2.1](#…)”
    elif reading.role in _ROLES_OF_COLUMNS:
        # The column says where the link leads; what it shows is a label, or the work's name once more. A
        # column of links side by side says it of none of them.
        if not (role or mute):
            reading.take(*trim(reading.text, link.text_start, link.text_end, " *_`[]"), "title")
        _take_address(reading, link, reading.role if alone or reading.role != "url" else role or "url")
    elif role or mute:
        _take_address(reading, link, role or _role_of(reading, link.url))
    elif _shows_appearance(reading, link, shown):
        _take_address(reading, link, "url")
    elif _labels(reading, link, shown):
        _take_address(reading, link, _role_of(reading, link.url))
    elif _points(reading) or _cites(reading, link, shown):
        _take_address(reading, link, "url")
    elif reading.named or reading.role not in ("", "title", "short", "note"):
        reading.take(link.start, link.end, "note")
    else:
        _read_title_link(reading, link)


def _points(reading: Reading) -> bool:
    """Is the first link after a title in bold all that leads to the work?"""
    return reading.named and not (reading.linked or reading.role or reading.labelled)


def _labels(reading: Reading, link: Link, shown: str) -> bool:
    """``How Wombats Dig Long Tunnels [[Advice]](…)``: a few words in two brackets behind a title."""
    bracketed = shown.startswith("[") or reading.text[: link.start].endswith("[")
    if not bracketed or reading.role or words(shown) >= _MOST_WORDS:
        return False
    line = reading.text[: link.start].rpartition("\n")[2]
    return words(line.partition("](")[0]) >= _MOST_WORDS


def _cites(reading: Reading, link: Link, shown: str) -> bool:
    """``Title. [Brook et al (2014)](…)``: a link that shows who wrote the work, and when."""
    if reading.named or reading.linked or shown[-1:] not in ".)）":
        return False
    match = _CITED.fullmatch(shown)
    at = reading.text.find(shown, link.text_start, link.text_end)  # not there where it is in two pieces
    if match is None or at < 0 or words(reading.text[: link.start]) < 2:
        return False
    reading.take(at + match.start("authors"), at + match.end("authors"), "authors")
    reading.take(at + match.start("date"), at + match.end("date"), "date", "%Y")
    return True


def _shows_appearance(reading: Reading, link: Link, shown: str) -> bool:
    """``[SOSP 2024](…)``, ``[arXiv 2026.06](…)``, ``[9 Oct 2024](…)``: a link that shows where or when."""
    at = reading.text.find(shown, link.text_start, link.text_end)
    if at < 0:
        return False
    if venue := venues.read_label(shown):
        reading.take(at, at + len(shown), "venue", venue.spelling)
        return True
    if dated := _dated_venue(shown):
        reading.take(at, at + dated.start, "venue", "%N")
        reading.take(at + dated.start, at + dated.end, "date", dated.spelling)
        return True
    dated = dates.read(shown.strip("[]() ")) if len(shown) < _LONGEST_LABEL else None
    if dated and not (reading.linked or reading.has("date")) and words(reading.text[: link.start]) > 1:
        reading.take(*trim(reading.text, at, at + len(shown), "[]() "), "date", dated.spelling)
        return True
    return False


def _dated_venue(shown: str) -> dates.Dated | None:
    """The date of ``arXiv 2026.06``, which stands for the work it links to as a venue alone does."""
    dated = dates.find(shown) if len(shown) < _LONGEST_LABEL else None
    if dated and dated.end == len(shown) and venues.known(shown[: dated.start]):
        return dated if len(shown[: dated.start].split()) == 1 else None
    return None


def _role_of(reading: Reading, url: str) -> str:
    """Where a link without a word leads to, by its address."""
    if leads_to_code(url):
        return "code"
    return "note" if reading.linked else "url"


def _take_address(reading: Reading, link: Link, role: str) -> None:
    badge = reading.text.startswith("![", link.text_start)
    if role == "note" or (reading.has(role) and not badge):
        reading.take(link.start, link.end, "note")
        return
    reading.linked = reading.linked or role == "url"
    reading.take(link.url_start, link.url_end, role)


def _read_title_link(reading: Reading, link: Link) -> None:
    text = reading.text
    start, end = trim(text, link.text_start, link.text_end, ' *_`["“”]')
    if formatted := _FORMATTED.fullmatch(text, start, end):
        start, end = formatted.span("text")
    if mark := MARK.match(text, start, end):
        start = mark.end()
    colon_inside = text[start:end].endswith((":", "："))
    start, end = trim(text, start, end, " *_`:：.")
    behind, end = end, without_facts_behind(text, start, end)
    if end < behind:
        _take_facts(reading, end, behind)
    last = _VENUE_LAST.search(text, start, end) if text[end - 1 : end].isdigit() else None
    venue = venues.read(last["venue"]) if last and words(text[start : last.start()]) >= _MOST_WORDS else None
    if last and venue:
        reading.take(*last.span("venue"), "venue", venue.spelling)
        end = last.start()
    if rest := _rest_after(text, start, end, link, colon_inside=colon_inside):
        reading.name(start, end, "short")
        reading.take(*rest, "rest")
    else:
        reading.name(start, end)
    reading.linked = True
    reading.take(link.url_start, link.url_end, "url")


def _take_facts(reading: Reading, start: int, end: int) -> None:
    """Note the dates and venues that a link shows in brackets behind the title."""
    for part in _FACT.finditer(reading.text, start, end):
        at, last = trim(reading.text, *part.span(), " *_`")
        dated, venue = dates.read(reading.text[at:last]), venues.read(reading.text[at:last])
        if dated and not reading.has("date"):
            reading.take(at, last, "date", dated.spelling)
        elif venue and not reading.has("venue"):
            reading.take(at, last, "venue", venue.spelling)
        else:
            reading.take(at, last, "note")


def _rest_after(text: str, start: int, end: int, link: Link, *, colon_inside: bool) -> tuple[int, int] | None:
    """Where the rest of a title stands whose short name alone is linked (``[Orca](u): A Distributed …``)."""
    colon = (_AFTER_COLON if colon_inside else _COLON_AFTER).match(text, link.end)
    most = _MOST_WORDS + 3 * colon_inside
    if colon is None or ":" in text[start:end] or words(text[start:end]) > most:
        return None
    stop = _REST_ENDS.search(text, colon.end())
    last = stop.start() if stop else len(text)
    rest = text[colon.end() : last]
    is_title = words(rest) >= 2 or (is_cjk(rest) and "。" not in rest)
    return (colon.end(), last) if is_title else None
