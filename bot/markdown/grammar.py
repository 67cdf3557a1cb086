"""What one line may begin or be: mistune's patterns, and those where GitHub's cmark-gfm reads otherwise."""

from __future__ import annotations

import re

from mistune.block_parser import BlockParser
from mistune.helpers import (
    BLOCK_TAGS,
    HTML_ATTRIBUTES,
    HTML_TAGNAME,
    LINK_LABEL,
    parse_link_href,
    parse_link_title,
)

# Patterns meet a line from its first character that is not white space, so mistune's " {0,3}" is left open
# to nothing. Where mistune takes a block's whole text, only its first line is wanted here.
_TAGS = "|".join(sorted(set(BLOCK_TAGS) - {"meta"}, key=len, reverse=True))
_ATTRIBUTES = HTML_ATTRIBUTES.replace(r"\s", r"[ \t\f\v]").replace('[^ !"', '[^ \\t!"')

SPECIFICATION = {
    "block_quote": r"^>",
    "atx_heading": r"^(?P<atx_1>#{1,6})(?:[ \t]|$)",
    "fenced_code": r"^(?P<fence>`{3,}(?=[^`]*$)|~{3,})",
    # Mistune wants white space after a block tag and so leaves "<details>" inside the item above it.
    "block_html": (
        r"^<(?:(?P<html_1>(?i:script|pre|style|textarea)(?:[ \t\f\v]|>|$))|(?P<html_2>!--)|(?P<html_3>\?)"
        r"|(?P<html_4>![A-Z])|(?P<html_5>!\[CDATA\[)|(?P<html_6>/?(?i:" + _TAGS + r")(?:[ \t\f\v]|/?>|$)))"
    ),
    "raw_html": (
        r"^<(?:" + HTML_TAGNAME + _ATTRIBUTES + r"[ \t\f\v]*/?|/" + HTML_TAGNAME + r"[ \t\f\v]*)>[ \t\f]*$"
    ),
    # Mistune also takes a mixture of "=" and "-".
    "setex_heading": r"^(?P<setext_1>=+|-+)[ \t]*$",
    "thematic_break": BlockParser.SPECIFICATION["thematic_break"],
    "list": r"^(?P<list_2>[*+-]|\d{1,9}[.)])(?=[ \t]|$)",
    # Only a list that begins with 1 and with text ends a paragraph.
    "interrupting_list": r"^(?P<list_3>[*+-]|0{0,8}1[.)])(?=[ \t]+[^ \t])",
}

PLAIN_RULES = [
    "block_quote", "atx_heading", "fenced_code", "block_html", "raw_html", "thematic_break", "list",
]  # fmt: skip
PARAGRAPH_RULES = [
    "block_quote", "atx_heading", "fenced_code", "block_html", "setex_heading", "thematic_break",
    "interrupting_list",
]  # fmt: skip

STARTERS = frozenset("#>`~<=-_*+0123456789")
"""The characters that any of these patterns can begin with; a line that begins with none needs no pattern."""

HTML_END = {
    "1": re.compile(r"</(?:script|pre|style|textarea)>", re.I),
    "2": re.compile(r"-->"),
    "3": re.compile(r"\?>"),
    "4": re.compile(r">"),
    "5": re.compile(r"\]\]>"),
}
"""What ends an HTML block of kinds 1 to 5, on any of its lines; kinds 6 and 7 end at a blank line."""

_MARK = r"[ \t\v\f]*:?-+:?[ \t\v\f]*"
_DELIMITER = re.compile(rf"\|?{_MARK}(?:\|{_MARK})*\|?[ \t\v\f]*$")
_CELL_END = re.compile(r"(?<!\\)\|[ \t\v\f]*")


def is_delimiter(text: str) -> bool:
    """Whether a line without leading blanks can stand under a table's header."""
    return _DELIMITER.match(text) is not None


def count_cells(text: str) -> int:
    """How many cells cmark-gfm sees in a line without leading blanks; 0 when it is no row.

    Outer pipes are optional on each side by itself, and a pipe after a backslash never divides.
    """
    if text.startswith("|"):
        text = text[1:].lstrip(" \t\v\f")
    cells = _CELL_END.split(text)
    return len(cells) if cells[-1] else len(cells) - 1


_LABEL = re.compile(r"\[(?P<label>" + LINK_LABEL + r")\]:")
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")


def count_definitions(lines: list[str]) -> list[int]:
    """How many lines each link reference definition takes at the head of a paragraph's lines."""
    text = "\n".join(lines) + "\n"
    if "]:" not in text:
        return []
    taken: list[int] = []
    pos = 0
    while (end := _definition_end(text, pos)) is not None:
        taken.append(text.count("\n", pos, end))
        pos = end
    return taken


def _definition_end(text: str, pos: int) -> int | None:
    label = _LABEL.match(text, pos)
    if not label or not label["label"].strip():
        return None
    href, after = parse_link_href(text, label.end(), block=True)
    if href is None or after is None:
        return None
    title, beyond = parse_link_title(text, after, len(text))
    if title is not None and beyond is not None and (end := _LINE_END.match(text, beyond)):
        return end.end()
    plain = _LINE_END.match(text, after)
    return plain.end() if plain else None
