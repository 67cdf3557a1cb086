"""Heading text and the anchors GitHub makes of it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mistune import Markdown

_INLINE = re.compile(r"[*_`\[<&\\~]")
_SHOWN = r"[^*_`\[\]<&\\~!\n]+"
_TARGET = r"\([^\s()<>\[\]`\\\"']+\)"
_PLAIN_LINK = re.compile(rf"\[(?:(?P<text>{_SHOWN})|!\[{_SHOWN}\]{_TARGET})\]{_TARGET}")
"""Nothing but a link that shows words or one image."""
_CIRCLED = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
"""Letters in circles and squares: symbols by category, yet alphabetic."""
_SPACES = re.compile(r"[\t\n][ \t\n]*| [ \t\n]+")
"""White space that is not one space already: so most titles need no change."""


def slug(text: str) -> str:
    """The anchor of a heading's plain text, as github-slugger 2.0 makes it.

    Letters, marks and numbers of all scripts stay, so do ``_`` and its kin, ``-`` and the space, which
    becomes a hyphen; all else is dropped and nothing is collapsed.
    """
    return "".join(char for char in text.lower() if _stays(char)).replace(" ", "-")


class Slugger:
    """Anchors of one document: a repeated one gets a number."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def slug(self, text: str) -> str:
        """The next heading's anchor."""
        first = result = slug(text)
        while result in self._seen:
            self._seen[first] += 1
            result = f"{first}-{self._seen[first]}"
        self._seen[result] = 0
        return result


def heading_text(source: str) -> str:
    """Inline Markdown as the plain text a reader sees: no markup, no HTML tags, no images."""
    source = source.strip()
    if not _INLINE.search(source):
        return _SPACES.sub(" ", source)
    if plain := _PLAIN_LINK.fullmatch(
        source
    ):  # most cells of a table; a full parse takes fifty times as long
        return _SPACES.sub(" ", plain["text"] or "").strip()
    tokens = _markdown().inline(source, {"ref_links": {}})
    return _SPACES.sub(" ", "".join(_text(tokens))).strip()


def anchor_text(source: str) -> str:
    """Inline Markdown as the text that GitHub makes an anchor of.

    Spaces beside an image or a tag stay and become hyphens: ``# List ![](badge)`` has the anchor ``list-``.
    """
    source = source.strip()
    if not _INLINE.search(source):
        return source
    return "".join(_text(_markdown().inline(source, {"ref_links": {}})))


def _text(tokens: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for token in tokens:
        kind = token["type"]
        if kind in ("softbreak", "linebreak"):
            yield " "
        elif kind not in ("image", "inline_html"):
            if "children" in token:
                yield from _text(token["children"])
            else:
                yield html.unescape(token.get("raw", ""))


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    from mistune import create_markdown

    return create_markdown(renderer=None, plugins=["strikethrough"])


@lru_cache(maxsize=4096)
def _stays(char: str) -> bool:
    category = unicodedata.category(char)
    return char in " -" or category[0] in "LM" or category in ("Nd", "Nl", "Pc") or bool(_CIRCLED.match(char))
