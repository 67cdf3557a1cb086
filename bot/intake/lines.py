"""An issue's Markdown, line by line: what a reader of the page would see of it.

Line-based on purpose: people's Markdown is rarely what they meant, and a line is what they thought in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(\s[^<>]{0,4000})?/?>")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_ATTRIBUTE = re.compile(r"""\b(?:href|src)\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_ITEM = re.compile(r"([-*+•·▪◦‣–]|\(?\d{1,3}[.)、）]|[①-⑳])(?:[ \t]+|(?=\[|\*\*)|$)(?:\[[ xX]\][ \t]+)?")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_RULE = re.compile(r"[-*_=\s]{3,}$|\|?[\s:|-]*-{2,}[\s:|-]*$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w{}.+-]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its marks.

    Attributes:
        text: what stands behind the marks.
        indent: columns before the marks.
        item: the list mark (``-``, ``1.``); empty when there is none.
        level: 1 to 6 for a heading, else 0.
        quoted: stands behind ``>``.
        cells: the cells of a table row, else empty.
    """

    text: str
    indent: int = 0
    item: str = ""
    level: int = 0
    quoted: bool = False
    cells: tuple[str, ...] = ()


def read_lines(body: str) -> list[Line]:
    """The lines of a body, without comments, rules and fence marks; HTML links become Markdown links."""
    body = _from_html(without_comments(body)).expandtabs(4)
    return [_line(text) for text in body.splitlines()]


def without_comments(body: str) -> str:
    """The body without HTML comments; one that never ends hides the rest, as on the page."""
    kept = []
    start = 0
    while (found := body.find("<!--", start)) >= 0:
        kept.append(body[start:found])
        end = body.find("-->", found + 4)
        start = len(body) if end < 0 else end + 3
    return "".join([*kept, body[start:]])


def _from_html(body: str) -> str:
    if "<" not in body:
        return body
    body = _AUTOLINK.sub(r" \1 ", body)
    out: list[str] = []
    links: list[str] = []
    last = 0
    for tag in _TAG.finditer(body):
        out.append(body[last : tag.start()])
        out.append(_tag_as_text(tag, links))
        last = tag.end()
    out.append(body[last:])
    out.extend(f"]({link})" for link in reversed(links))
    return "".join(out)


def _tag_as_text(tag: re.Match[str], links: list[str]) -> str:
    closing, name = tag[1], tag[2].lower()
    attribute = _ATTRIBUTE.search(tag[3] or "")
    address = next((part for part in attribute.groups() if part), "") if attribute else ""
    if name == "a":
        if closing:
            return f"]({links.pop()}) " if links else " "
        if address:
            links.append(address)
            return " ["
        return " "
    if name == "img":
        return f" ![]({address}) " if address else " "
    return "\n" if name in ("br", "p", "li", "tr", "div", "summary", "details") else " "


def _line(raw: str) -> Line:
    text = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    quoted = False
    while text.startswith(">"):
        quoted, text = True, text[1:].lstrip()
    if _RULE.match(text) or _FENCE.match(text):
        return Line("", indent, quoted=quoted)
    if heading := _HEADING.match(text):
        return Line(heading[2], indent, level=len(heading[1]), quoted=quoted)
    if text.startswith("|") and text.count("|") > 1:
        cells = tuple(cell.strip() for cell in text.strip("|").split("|"))
        return Line(text, indent, quoted=quoted, cells=cells)
    mark = _ITEM.match(text)
    item = ""
    while mark:  # a list in a list on one line: ``- 1. text``
        item, text = item or mark[1], text[mark.end() :].lstrip()
        mark = _ITEM.match(text)
    return Line(text, indent, item, quoted=quoted)
