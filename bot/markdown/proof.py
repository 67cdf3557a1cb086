"""The proof that an edit adds what it was meant to add and changes nothing else. Every write passes it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NoReturn

from bot.errors import ProofRefused
from bot.markdown.block import Block, walk
from bot.markdown.change import Change, Mismatch, compare
from bot.markdown.document import Document, split_lines
from bot.markdown.edit import Insertion, apply, line_offset
from bot.markdown.parser import read_blocks
from bot.markdown.tags import is_balanced
from bot.markdown.witness import sees

Expected = Literal["item", "row", "paragraph", "list"]

_HINT = (
    "Nothing was written; a person has to add the entry, or the text around its place has to be mended first."
)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>.*?</h\1\s*>", re.I | re.S)
_NAMES = {
    "item": "an item of a list",
    "row": "a row of a table",
    "paragraph": "a paragraph",
    "list": "a new list",
}
_BOM = "\ufeff"


def prove(
    before: Document,
    insertion: Insertion,
    *,
    heading: int | None,
    expected: Expected,
    count: int = 1,
    parent: int | None = None,
) -> bytes:
    """The file with the insertion, if that is all that happens to it.

    Args:
        before: the file as it stands.
        insertion: what is to be added, and where.
        heading: 0-based first line of the Markdown or HTML heading the new lines are meant to stand under;
            None for the part before the first heading.
        expected: ``item`` joins a list that is there, ``row`` a table; ``list`` is a new list of ``count``
            items where none stands beside it; ``paragraph`` stands by itself.
        count: how many of them.
        parent: 0-based first line of the list or table to be joined, when only that one will do.

    Raises:
        ProofRefused: something else would change. Nothing may be written then.
    """
    data = apply(before, insertion)
    after = check_bytes(before, data, insertion)
    _check_section(before, insertion.line, heading)
    change = _check_tree(before, insertion, expected, count)
    if parent is not None and (change.parent is None or change.parent.start != parent):
        _refuse("The new lines would join another list than the one they are meant for.")
    if not sees(before.text, after, change.fresh[0].start, expected, count):
        _refuse("GitHub's renderer would show more change than the new entry.")
    return data


def check_bytes(before: Document, data: bytes, insertion: Insertion) -> str:
    """The new text, if it holds every old character in its place and the new lines between them."""
    text = data.decode("utf-8")
    if before.bom:
        if not text.startswith(_BOM):
            _refuse("The byte order mark would be lost.")
        text = text[1:]
    offset = line_offset(before, insertion.line)
    kept = text.startswith(before.text[:offset]) and text.endswith(before.text[offset:])
    if not kept or len(text) < len(before.text):
        _refuse("A line that stands in the file would change.")
    middle = text[offset : len(text) - len(before.text) + offset]
    if offset == len(before.text) and before.text and before.text[-1] not in "\r\n":
        middle = middle.removeprefix("\r\n") if middle.startswith("\r\n") else middle[1:]
    if split_lines(middle) != list(insertion.lines):
        _refuse("The new lines are not what was to be added: one of them holds a line break.")
    return text


def _check_section(before: Document, line: int, heading: int | None) -> None:
    above: Block | None = None
    for block in before.blocks:
        if block.start >= line:
            break
        if block.kind == "heading" or (block.kind == "html" and _HTML_HEADING.search(before.source(block))):
            above = block
    if heading is None and above is None:
        return
    if above is None or heading is None or not above.start <= heading < above.end:
        where = f"under the heading on line {above.start + 1}" if above else "before the first heading"
        _refuse(f"The new lines would stand {where}, not in the section meant.")


def _check_tree(before: Document, insertion: Insertion, expected: str, count: int) -> Change:
    """Read the neighbourhood of the change again and hold it against the tree before.

    The neighbourhood begins with a block of the top level and goes on to the end of the first untouched one
    after the new lines. Once that one begins on its own line again, everything after it is read as before,
    for nothing of what stands above is open there.
    """
    blocks = before.blocks
    at = bisect_left(blocks, insertion.line, key=lambda block: block.start)
    low, high = max(at - 2, 0), at + 1
    first = blocks[low].start if low else 0
    old_last = blocks[high].start if high < len(blocks) else len(before.lines)
    size = len(insertion.lines)
    new = _read_part(before, insertion, first, old_last)
    try:
        change = compare(blocks[low:high], new, insertion.line, size)
    except Mismatch as error:
        _refuse(str(error))
    _check_fresh(change, insertion, expected, count)
    return change


def _read_part(before: Document, insertion: Insertion, first: int, last: int) -> list[Block]:
    at = insertion.line
    lines: Sequence[str] = [*before.lines[first:at], *insertion.lines, *before.lines[at:last]]
    blocks = read_blocks(lines)
    if first:
        for block in walk(blocks):
            block.start += first
            block.end += first
    return blocks


def _check_fresh(change: Change, insertion: Insertion, expected: str, count: int) -> None:
    fresh = change.fresh
    if not fresh:
        _refuse("The new lines would become part of what stands around them.")
    wrong = next((block for block in fresh if block.kind != expected), None)
    if wrong is not None:
        _refuse(f"The new lines would be read as {_article(wrong.kind)}, not as {_NAMES[expected]}.")
    found = len(fresh[0].children) if expected == "list" and len(fresh) == 1 else len(fresh)
    if found != count:
        _refuse(f"The new lines would be read as {found} blocks of the kind meant, not {count}.")
    if expected == "list" and change.beside_list:
        _refuse("The new lines would begin a second list beside the one that stands there.")
    if not is_balanced("\n".join(insertion.lines)):
        _refuse("The new lines open an HTML tag or comment that they do not close.")


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _refuse(what: str) -> NoReturn:
    raise ProofRefused(what, _HINT)
