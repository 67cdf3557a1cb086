"""Works that are headings: a title, a few labelled points below it, and often a rule before the next one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.listing.heads import Heading
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.slots import labels_a_line, points
from bot.markdown.document import Block, Document
from bot.markdown.edit import Insertion
from bot.markdown.links import links

_MOST_BLOCKS = 3
_MOST_POINTS = 10
_NEARLY_ALL = 0.8
_PREFIX = re.compile(r" {0,3}(?P<marker>#{1,6})[ \t]+(?:\d+(?:\.\d+)*[.)、:：][ \t]+|\[\d+\][ \t]+)?")
_BOLD = re.compile(r" {0,3}\*\*(?:\d{1,4}[.)、] *)?(?!\d+\*)(?=[^*\[\]\n]+\*\*\s*$)")
_CLOSING = re.compile(r"(?:[ \t]+#+)?[ \t]*$")


def works(document: Document, found: Sequence[Heading]) -> dict[int, list[int]]:
    """Which headings are works: by the line of the heading above them, their places in ``found``.

    Those below one heading are works when nearly all of them hold a few labelled points with a link and
    nothing else, and two of them stand together here or elsewhere on this level of the file.
    """
    below: dict[int, list[int]] = defaultdict(list)
    above: list[int] = []
    for i, one in enumerate(found):
        while above and found[above[-1]].level >= one.level:
            above.pop()
        if above:
            below[above[-1]].append(i)
        above.append(i)
    runs = {parent: run for parent, kids in below.items() if (run := _works(document, found, kids))}
    levels = {found[run[0]].level for run in runs.values() if len(run) > 1}
    return {found[parent].line: run for parent, run in runs.items() if found[run[0]].level in levels}


def _works(document: Document, found: Sequence[Heading], kids: list[int]) -> list[int]:
    """The works that these headings under one begin with; none when too many are something else."""
    run: list[int] = []
    linked = 0
    for i in kids:
        if found[i].level != found[kids[0]].level or not _is_work(document, found, i):
            break
        run.append(i)
        linked += _has_link(document, found, i)
    beside = sum(found[i].level == found[kids[0]].level for i in kids)
    return run if len(run) >= _NEARLY_ALL * beside and linked >= _NEARLY_ALL * len(run) else []


def _is_work(document: Document, found: Sequence[Heading], i: int) -> bool:
    one = found[i]
    if i + 1 < len(found) and found[i + 1].level > one.level:
        return False
    if not _PREFIX.match(document.lines[one.line]):
        return False
    blocks = _below(document, found, i)
    if not 0 < len(blocks) <= _MOST_BLOCKS or any(one.kind not in ("list", "paragraph") for one in blocks):
        return False
    lines = [document.lines[item.start] for block in blocks for item in block.children or [block]]
    labels = [point.label.casefold() for line in lines for point in points(line) if point.role]
    return (
        labels_a_line(lines[0])
        and len(lines) <= _MOST_POINTS
        and len(labels) * 2 >= len(lines)
        and len(set(labels)) == len(labels)
    )


def _has_link(document: Document, found: Sequence[Heading], i: int) -> bool:
    return bool(links(found[i].source)) or any(
        bool(links(line)) and labels_a_line(line)
        for block in _below(document, found, i)
        for line in document.lines[block.start : block.end]
    )


def _below(document: Document, found: Sequence[Heading], i: int) -> list[Block]:
    """The blocks between a heading and the next one, without the rule that ends them."""
    end = found[i + 1].line if i + 1 < len(found) else len(document.lines)
    at = bisect_left(document.blocks, found[i].body, key=lambda block: block.start)
    blocks: list[Block] = []
    while at < len(document.blocks) and document.blocks[at].start < end and len(blocks) <= _MOST_BLOCKS + 1:
        blocks.append(document.blocks[at])
        at += 1
    while blocks and blocks[-1].kind == "rule":
        blocks.pop()
    return blocks


def bold(document: Document, blocks: Sequence[Block]) -> list[Entry]:
    """The works whose heading is a line in bold right above a list of their labelled points."""
    works = []
    for one, below in pairwise(blocks):
        head = _BOLD.match(document.lines[one.start]) if one.kind == "paragraph" else None
        if head and one.end - one.start == 1 and _tells(document, below):
            lines = [document.lines[one.start][head.end() :], *document.lines[one.end : below.end]]
            works.append(Entry(one.start, below.end, "\n".join(lines), head[0]))
    return works


def _tells(document: Document, block: Block) -> bool:
    """Is it a list of a work's labelled points, with a link?"""
    lines = [document.lines[item.start] for item in block.children] if block.kind == "list" else []
    labels = [point.label.casefold() for line in lines for point in points(line) if point.role]
    return (
        0 < len(lines) <= _MOST_POINTS
        and len(labels) * 2 > len(lines)
        and len(set(labels)) == len(labels)
        and any(map(links, lines))
    )


def bold_group(entries: list[Entry]) -> Group:
    """Such works, which stand together."""
    return Group("heading", "", -1, entries[0].start, entries[-1].end, entries)


def group(document: Document, found: Sequence[Heading], end: int) -> Group:
    """These headings, which stand together, as entries; ``end`` is the line of the next one after them."""
    ends = [*(one.line for one in found[1:]), end]
    entries = [_entry(document, one, stop) for one, stop in zip(found, ends, strict=True)]
    return Group("heading", "", -1, entries[0].start, entries[-1].end, entries, level=found[0].level)


def _entry(document: Document, heading: Heading, end: int) -> Entry:
    at = bisect_left(document.blocks, end, key=lambda block: block.start) - 1
    while document.blocks[at].kind == "rule":
        at -= 1
    first, *rest = document.lines[heading.line : document.blocks[at].end]
    prefix = _PREFIX.match(first)
    cut = prefix.end() if prefix else 0
    title = first[cut : _CLOSING.search(first, cut).start()]  # type: ignore[union-attr]
    return Entry(heading.line, document.blocks[at].end, "\n".join([title, *rest]), first[:cut])


def insertion(listing: Listing, group: Group, at: int, lines: tuple[str, ...]) -> Insertion:
    """The lines of a new work before entry ``at``, with the blank lines and rules kept between works."""
    between = _between(listing, [group]) or _between(listing, _all(listing)) or ("",)
    if at < len(group.entries):
        return Insertion(group.entries[at].start, (*lines, *between))
    last = group.entries[-1].end
    cut = next((i + 1 for i, line in enumerate(between) if line.strip()), 0)
    below = _rule_below(listing.document, last)
    if cut and below:  # every work ends with a rule, the last one too
        return Insertion(below.end, (*between[cut:], *lines, *between[:cut]))
    return Insertion(last, (*between, *lines))


def first(listing: Listing, section: Section, written: Sequence[tuple[str, ...]]) -> Iterator[Insertion]:
    """The lines of the first works of a section, parted and ended as the file does it elsewhere."""
    document = listing.document
    own = [block for block in document.blocks if section.body <= block.start < section.end]
    while own and own[-1].kind == "rule":
        own.pop()
    at = own[-1].end if own else section.body
    groups = _all(listing)
    between = _between(listing, groups) or ("",)
    cut = next((i + 1 for i, line in enumerate(between) if line.strip()), 0)
    ended = sum(_rule_below(document, group.entries[-1].end) is not None for group in groups)
    tail = between[:cut] if 2 * ended > len(groups) and not _rule_below(document, at) else ()
    if at < len(document.lines) and document.lines[at].strip():
        tail = (*tail, "")
    above = ("",) if at and document.lines[at - 1].strip() else ()
    for i, lines in enumerate(written):
        last = i + 1 == len(written)
        yield Insertion(at, (*(between if i else above), *lines, *(tail if last else ())))


def _all(listing: Listing) -> list[Group]:
    return [one for section in listing.sections for one in section.groups if one.kind == "heading"]


def _between(listing: Listing, groups: Sequence[Group]) -> tuple[str, ...]:
    """The lines that most works of these groups leave before the next one."""
    counts = Counter(
        tuple(listing.document.lines[one.end : other.start])
        for group in groups
        for one, other in pairwise(group.entries)
    )
    return counts.most_common(1)[0][0] if counts else ()


def _rule_below(document: Document, line: int) -> Block | None:
    """The rule that stands next after a line, if one does."""
    at = bisect_left(document.blocks, line, key=lambda block: block.start)
    block = document.blocks[at] if at < len(document.blocks) else None
    return block if block and block.kind == "rule" else None
