"""Links in one run of inline Markdown, with spans; linear in the length of the text.

A full inline parse of fifty thousand entries costs seconds; finding their links costs a tenth. What is found
here is what cmark-gfm renders as a link or an image, and a test holds the two against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # an escaped punctuation character
    r"|`+|!\[|\[|\]|<[^<>\n]*>|(?:https?://|www\.)[^\s<>\[\]`|\"“”（）【】，。；、]+"
)
_HREF = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_DESTINATION = re.compile(
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:\\.|[^\s()<>\\]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))*))"
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)"
)
_REFERENCE = re.compile(r"\[[^\[\]\n]*\]")
_CLOSE_ANCHOR = re.compile(r"</a\s*>", re.I)
_TRAILING = re.compile(r"[?!.,:*_~'\")]+$")


@dataclass(frozen=True, slots=True)
class Link:
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


def links(text: str) -> list[Link]:
    """Every link and image in ``text``, outermost first, in order of their start."""
    if "](" not in text and "://" not in text and "www." not in text and "<a" not in text.lower():
        return []
    found: list[Link] = []
    stack: list[tuple[int, bool]] = []  # open brackets: position, image?
    at = 0
    while match := _TOKEN.search(text, at):
        mark, at = match[0], match.end()
        if mark[0] == "`":
            closing = re.compile(rf"(?<!`){mark}(?!`)").search(text, at)
            at = closing.end() if closing else at
        elif mark in ("[", "!["):
            stack.append((match.start(), mark == "!["))
        elif mark == "]":
            if stack:
                at = _close(text, match.start(), stack, found) or at
        elif mark[0] == "<":
            at = _tag(text, match, found)
        elif mark[0] != "\\":
            at = _bare(match, found)
    found.sort(key=lambda link: (link.start, -link.end))
    return found


def _close(text: str, bracket: int, stack: list[tuple[int, bool]], found: list[Link]) -> int | None:
    """A ``]``: a link if a destination follows. Gives where to go on, None where nothing was made."""
    start, image = stack.pop()
    destination = _DESTINATION.match(text, bracket + 1) if text.startswith("(", bracket + 1) else None
    if destination is None:
        return None
    if not image and any(not link.image and not link.bare and link.start > start for link in found):
        return None  # a link holds no other link
    part = "plain" if destination["angled"] is None else "angled"
    first = start + (2 if image else 1)
    inner = [link for link in found if link.bare and link.start >= first and link.end <= bracket]
    for link in inner:  # an address shown as link text is not a second link
        found.remove(link)
    span = destination.span(part)
    found.append(Link(start, destination.end(), first, bracket, destination[part], *span, image=image))
    return destination.end()


def _tag(text: str, match: re.Match[str], found: list[Link]) -> int:
    tag, start = match[0], match.start()
    if re.match(r"<(?:https?|ftp)://[^\s<>]*>$", tag, re.I):
        found.append(Link(start, match.end(), start, start, tag[1:-1], start + 1, match.end() - 1, bare=True))
        return match.end()
    href = _HREF.match(tag)
    if href is None:
        return match.end()
    close = _CLOSE_ANCHOR.search(text, match.end())
    text_end = close.start() if close else match.end()
    end = close.end() if close else match.end()
    span = (start + href.start(1), start + href.end(1))
    found.append(Link(start, end, match.end(), text_end, href[1], *span))
    return end


def _bare(match: re.Match[str], found: list[Link]) -> int:
    url, start = match[0], match.start()
    url = _TRAILING.sub(lambda end: end[0] if end[0] == ")" and url.count("(") >= url.count(")") else "", url)
    if url.count(")") > url.count("("):
        url = url[: url.rindex(")")]
    end = start + len(url)
    found.append(Link(start, end, start, start, url, start, end, bare=True))
    return max(end, start + 1)
