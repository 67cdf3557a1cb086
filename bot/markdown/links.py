"""Links in one run of inline Markdown, with spans; linear in the length of the text.

A full inline parse of fifty thousand entries costs seconds; finding their links costs a tenth. What is found
here is what cmark-gfm renders as a link or an image, and a test holds the two against each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

_ATTRIBUTE = r"\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^'<>]*'|\"[^\"<>]*\"))?"
_TAG = (
    rf"<[A-Za-z][\w-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][\w-]*\s*>|<!--[^<>]*-->|<[A-Za-z][\w+.-]+:[^\s<>]*>"
)
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # an escaped punctuation character
    rf"|`+|!\[|\[|\]|{_TAG}"
    r"|(?:https?://|www\.)[^\s<>\[\]`|\"“”（）【】，。；、]+"
)
_HREF = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_DESTINATION = re.compile(
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:\\.|[^\s()<>\\]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))*))"
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)"
)
_TO = r"\((?P<{}>[^\s()<>]*)\)"
_PLAIN = re.compile(
    rf"!?\[(?P<text>[^\[\]]*(?:\[[^\[\]]*\](?!\()[^\[\]]*)*)\]{_TO.format('url')}"
    rf"|\[(?P<image>!\[(?P<alt>[^\[\]]*)\]{_TO.format('source')})\]{_TO.format('page')}"
)
_ALONE = re.compile(rf"\s*\[(?P<text>[^\[\]]*)\]{_TO.format('url')}\s*")
"""One link and nothing else, as in most cells of a table: read in half the time."""
_NO_BARE_TAG = re.compile(r"<(?!/?[A-Za-z][\w-]*\s*/?>)")
_CLOSE_ANCHOR = re.compile(r"</a\s*>", re.I)
_TRAILING = frozenset("?!.,:*_~'\"")


class Link(NamedTuple):
    """A link and where its parts stand in the text it was found in (0-based, end exclusive).

    Attributes:
        start, end: the whole construct, ``[`` to ``)``.
        text_start, text_end: what is shown; empty span for a bare address.
        url: the destination as written.
        url_start, url_end: its span.
        image: True for ``![…](…)``.
        bare: True for an address written as itself, with or without ``<>``.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    url: str
    url_start: int
    url_end: int
    image: bool = False
    bare: bool = False

    def shown(self, text: str) -> str:
        """What it shows, in the text it was found in."""
        return text[self.text_start : self.text_end]

    def moved(self, by: int) -> Link:
        """The same link in a text with ``by`` more characters before it."""
        start, end, text_start, text_end, url, url_start, url_end, image, bare = self
        return Link(
            start + by,
            end + by,
            text_start + by,
            text_end + by,
            url,
            url_start + by,
            url_end + by,
            image,
            bare,
        )


@lru_cache(maxsize=1024)  # an entry is asked for its links by several rooms, one after the other
def links(text: str) -> tuple[Link, ...]:
    """Every link and image in ``text``, outermost first, in order of their start."""
    if "](" not in text and "://" not in text and "www." not in text and "<a" not in text.lower():
        return ()
    plain = read_plain(text)
    return read_tokens(text) if plain is None else plain


def read_tokens(text: str) -> tuple[Link, ...]:
    """The links of any text, token by token."""
    found: list[Link] = []
    stack: list[tuple[int, bool]] = []  # open brackets: position, image?
    ends = [close.span() for close in _CLOSE_ANCHOR.finditer(text)] if "<a" in text.lower() else []
    newest = -1
    at = 0
    while match := _TOKEN.search(text, at):
        mark, at = match[0], match.end()
        if mark[0] == "`":
            closing = re.compile(rf"(?<!`){mark}(?!`)").search(text, at)
            at = closing.end() if closing else at
        elif mark in ("[", "!["):
            stack.append((match.start(), mark == "!["))
        elif mark == "]":
            if stack and (link := _close(text, match.start(), stack.pop(), newest, found)):
                found.append(link)
                at = link.end
                newest = newest if link.image else link.start
        elif mark[0] == "<":
            at = _tag(match, ends, found)
        elif mark[0] != "\\":
            at = _bare(match, found)
    found.sort(key=lambda link: (link.start, -link.end))
    return tuple(found)


def read_plain(text: str) -> tuple[Link, ...] | None:
    """The links of a text that holds only ``[text](url)``, badges too; None when it may hold something else.

    Most entries are such; one pattern reads them in a quarter of the time that the tokens take. What is left
    when they are taken out must not begin or end another link.
    """
    if "`" in text or "\\" in text or ("<" in text and _NO_BARE_TAG.search(text)):
        return None
    if text.count("](") == 1 and (alone := _ALONE.fullmatch(text)):
        start, end = alone.span("text")
        shown, span = text[start:end], alone.span("url")
        bare = "://" in shown or "www." in shown
        return None if bare else (Link(start - 1, span[1] + 1, start, end, alone["url"], *span),)
    found: list[Link] = []
    between: list[str] = []
    at = 0
    for match in _PLAIN.finditer(text):
        # All spans at once are faster than asking for each.
        (start, end), (first, last), (url_start, url_end), inner, alt, source, page = match.regs
        if inner[0] < 0:
            between += (text[at:start], text[first:last])
            image = text[start] == "!"
            found.append(Link(start, end, first, last, text[url_start:url_end], url_start, url_end, image))
        else:
            between += (text[at:start], text[alt[0] : alt[1]])
            found.append(Link(start, end, *inner, text[page[0] : page[1]], *page))
            found.append(Link(*inner, *alt, text[source[0] : source[1]], *source, image=True))
        at = end
    between.append(text[at:])
    rest = "\n".join(between)
    if "](" in rest or "://" in rest or "www." in rest:
        return None
    return tuple(found)


def _close(text: str, bracket: int, opener: tuple[int, bool], newest: int, found: list[Link]) -> Link | None:
    """A ``]``: a link if a destination follows.

    Args:
        newest: where the last link began; a link holds no other link.
    """
    start, image = opener
    destination = _DESTINATION.match(text, bracket + 1) if text.startswith("(", bracket + 1) else None
    if destination is None or (not image and newest > start):
        return None
    part = "plain" if destination["angled"] is None else "angled"
    first = start + (2 if image else 1)
    kept: list[Link] = []
    while found and found[-1].start >= first:
        last = found.pop()
        if not (image or last.bare):  # an address shown as link text is no second link; an image shows none
            kept.append(last)
    found += reversed(kept)
    span = destination.span(part)
    return Link(start, destination.end(), first, bracket, destination[part], *span, image=image)


def _tag(match: re.Match[str], ends: list[tuple[int, int]], found: list[Link]) -> int:
    tag, start = match[0], match.start()
    if re.match(r"<(?:https?|ftp)://[^\s<>]*>$", tag, re.I):
        found.append(Link(start, match.end(), start, start, tag[1:-1], start + 1, match.end() - 1, bare=True))
        return match.end()
    href = _HREF.match(tag)
    if href is None:
        return match.end()
    at = bisect_left(ends, (match.end(), 0))
    text_end, end = ends[at] if at < len(ends) else (match.end(), match.end())
    span = (start + href.start(1), start + href.end(1))
    found.append(Link(start, end, match.end(), text_end, href[1], *span))
    return match.end()


def _bare(match: re.Match[str], found: list[Link]) -> int:
    url, start, size = match[0], match.start(), len(match[0])
    surplus = url.count(")") - url.count("(")
    while size > 1 and (url[size - 1] in _TRAILING or (url[size - 1] == ")" and surplus > 0)):
        size -= 1
        surplus -= url[size] == ")"
    end = start + size
    url = url[:size]
    found.append(Link(start, end, start, start, url, start, end, bare=True))
    return max(end, start + 1)
