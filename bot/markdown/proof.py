"""The proof that an edit adds what it was meant to add and changes nothing else. Every write passes it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

from bot.errors import ProofRefused
from bot.markdown import headed
from bot.markdown.block import Block, walk
from bot.markdown.change import Change, Mismatch, compare
from bot.markdown.document import ENDING, Document, split_lines
from bot.markdown.edit import Insertion, apply, line_starts
from bot.markdown.parser import read_blocks
from bot.markdown.tags import is_balanced
from bot.markdown.witness import Sight, sees

Expected = Literal["item", "row", "paragraph", "list", "heading", "entry"]

_HINT = (
    "Nothing was written; a person has to add the entry, or the text around its place has to be mended first."
)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>.*?</h\1\s*>", re.I | re.S)
_NAMES = {
    "item": "an item of a list",
    "row": "a row of a table",
    "paragraph": "a paragraph",
    "list": "a new list",
    "heading": "a heading",
    "entry": "a heading with a few points",
}
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Addition:
    """New lines, and what they are meant to become.

    Attributes:
        insertion: what is to be added, and where.
        heading: 0-based first line of the Markdown or HTML heading the new lines are meant to stand under;
            None for the part before the first heading.
        expected: ``item`` joins a list that is there, ``row`` a table; ``list`` is a new list of ``count``
            items where none stands beside it; ``paragraph`` and ``heading`` stand by themselves; an ``entry``
            is a heading with lists and paragraphs below it, and rules around it.
        count: how many of them.
        parent: 0-based first line of the list or table to be joined, when only that one will do.
        level: of an entry's heading; it stands under the nearest one above that is less deep.
    """

    insertion: Insertion
    heading: int | None
    expected: Expected
    count: int = 1
    parent: int | None = None
    level: int = 0


def prove(before: Document, additions: Sequence[Addition]) -> bytes:
    """The file with all the additions, if they are all that happens to it.

    Raises:
        ProofRefused: something else would change. Nothing may be written then.
    """
    additions = sorted(additions, key=lambda each: each.insertion.line)
    insertions = [each.insertion for each in additions]
    data = apply(before, insertions)
    after = check_bytes(before, data, insertions)
    _check_sections(before, additions)
    changes = _check_tree(before, insertions)
    for addition, change in zip(additions, changes, strict=True):
        _check_fresh(change, addition)
    sights = [
        Sight(change.fresh[0].start, addition.expected, addition.count, _blocks(change))
        for addition, change in zip(additions, changes, strict=True)
    ]
    if not sees(before.text, after, sights):
        _refuse("GitHub's renderer would show more change than what is new.")
    return data


def _blocks(change: Change) -> tuple[tuple[str, int], ...]:
    """What is new, as the witness shall see it: each block with how many items it has."""
    return tuple((one.kind, len(one.children) or 1) for one in change.fresh)


def check_bytes(before: Document, data: bytes, insertions: Sequence[Insertion]) -> str:
    """The new text, if it holds every old character in its place and the new lines between them."""
    text = data.decode("utf-8")
    if before.bom:
        if not text.startswith(_BOM):
            _refuse("The byte order mark would be lost.")
        text = text[1:]
    starts = line_starts(before)
    done = at = 0
    for insertion in insertions:
        start = starts[insertion.line]
        at = _after_old(before.text[done:start], text, at)
        at = _after_new(insertion.lines, text, at, unended=before.text[start - 1 : start])
        done = start
    if _after_old(before.text[done:], text, at) != len(text):
        _refuse("A line that stands in the file would change.")
    return text


def _after_old(old: str, text: str, at: int) -> int:
    if not text.startswith(old, at):
        _refuse("A line that stands in the file would change.")
    return at + len(old)


def _after_new(lines: tuple[str, ...], text: str, at: int, *, unended: str) -> int:
    """Behind new lines, each with its ending; it comes first where the line above has none.

    Args:
        unended: the character above, if there is one.
    """
    first = bool(unended) and unended not in "\r\n"
    for line in lines:
        if first:
            at = _after_ending(text, at)
        if split_lines(line) != ([line] if line else []) or not text.startswith(line, at):
            _refuse("The new lines are not what was to be added: one of them holds a line break.")
        at += len(line)
        if not first:
            at = _after_ending(text, at)
    return at


def _after_ending(text: str, at: int) -> int:
    ending = ENDING.match(text, at)
    if ending is None:
        _refuse("The new lines would not stand on lines of their own.")
    return ending.end()


def _check_sections(before: Document, additions: Sequence[Addition]) -> None:
    last = additions[-1].insertion.line
    headings = [block for block in before.blocks if block.start < last and _is_heading(before, block)]
    starts = [block.start for block in headings]
    for addition in additions:
        at = bisect_left(starts, addition.insertion.line) - 1
        if addition.level:
            if wrong := headed.taken(before, addition.insertion.line):
                _refuse(wrong)
            while at >= 0 and _level(before, headings[at]) >= addition.level:
                at -= 1
        above = headings[at] if at >= 0 else None
        if addition.heading is None and above is None:
            continue
        if above is None or addition.heading is None or not above.start <= addition.heading < above.end:
            where = f"under the heading on line {above.start + 1}" if above else "before the first heading"
            _refuse(f"The new lines would stand {where}, not in the section meant.")


def _level(before: Document, block: Block) -> int:
    """How deep a heading is; of several in one block of HTML, the last."""
    return block.level or int(_HTML_HEADING.findall(before.source(block))[-1])


def _is_heading(before: Document, block: Block) -> bool:
    return block.kind == "heading" or (
        block.kind == "html" and bool(_HTML_HEADING.search(before.source(block)))
    )


def _check_tree(before: Document, insertions: Sequence[Insertion]) -> list[Change]:
    """Read the neighbourhood of the changes again and hold it against the tree before.

    The neighbourhood begins with a block of the top level and goes on to the end of the first untouched one
    after the new lines. Once that one begins on its own line again, everything after it is read as before,
    for nothing of what stands above is open there.
    """
    blocks = before.blocks
    starts = [block.start for block in blocks]
    low = max(bisect_left(starts, insertions[0].line) - 2, 0)
    high = bisect_left(starts, insertions[-1].line) + 1
    first = blocks[low].start if low else 0
    old_last = blocks[high].start if high < len(blocks) else len(before.lines)
    new = _read_part(before, insertions, first, old_last)
    try:
        return compare(blocks[low:high], new, insertions)
    except Mismatch as error:
        _refuse(str(error))


def _read_part(before: Document, insertions: Sequence[Insertion], first: int, last: int) -> list[Block]:
    lines: list[str] = []
    done = first
    for insertion in insertions:
        lines += [*before.lines[done : insertion.line], *insertion.lines]
        done = insertion.line
    blocks = read_blocks([*lines, *before.lines[done:last]])
    if first:
        for block in walk(blocks):
            block.start += first
            block.end += first
    return blocks


def _check_fresh(change: Change, addition: Addition) -> None:
    fresh, expected, count = change.fresh, addition.expected, addition.count
    if not fresh:
        _refuse("The new lines would become part of what stands around them.")
    kinds = headed.BLOCKS if expected == "entry" else (expected,)
    wrong = next((block for block in fresh if block.kind not in kinds), None)
    if wrong is not None:
        _refuse(f"The new lines would be read as {_article(wrong.kind)}, not as {_NAMES[expected]}.")
    if expected == "entry" and (fault := headed.fault(fresh, change.parent, addition.level, count)):
        _refuse(fault)
    found = len(fresh[0].children) if expected == "list" and len(fresh) == 1 else len(fresh)
    if found != count and expected != "entry":
        _refuse(f"The new lines would be read as {found} blocks of the kind meant, not {count}.")
    if expected == "list" and change.beside_list:
        _refuse("The new lines would begin a second list beside the one that stands there.")
    if addition.parent is not None and (change.parent is None or change.parent.start != addition.parent):
        _refuse("The new lines would join another list than the one they are meant for.")
    if not is_balanced("\n".join(addition.insertion.lines)):
        _refuse("The new lines open an HTML tag or comment that they do not close.")


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _refuse(what: str) -> NoReturn:
    raise ProofRefused(what, _HINT)
