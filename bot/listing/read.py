"""From the Markdown tree to sections, groups and entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.listing import headed, rows
from bot.listing.heads import Heading, headings
from bot.listing.model import Entry, Group, Listing, Section
from bot.listing.navigation import leads_inward, stands_under
from bot.listing.slots import WORD, Span, labels_a_line
from bot.listing.words import label_role
from bot.markdown.anchors import Slugger, anchor_text, heading_text
from bot.markdown.document import Block, Document
from bot.markdown.links import Link, links

_SUMMARY = re.compile(r"<summary[^<>]*>(.*?)</summary>", re.I | re.S)
_BOX = re.compile(r"\[[ xX]\](?=\s|$)\s*")
_LABEL_LINE = re.compile(
    r"(?:\*\*|__)([^*_\n]+?)(?:\*\*|__)\s*[:：]?$|[*_]\(([^*_()\n]{2,40})\)[*_]\s*[:：]?$"
    r"|[*_]?((?:19|20)\d\d)[*_]?\s*[:：]?$"
)
"""In bold, in italics and brackets, or just a year."""
_TAG = re.compile(r"<[^<>]*>")
_TARGET = re.compile(r"\]\([^()]*\)")
_ONLY_LINK = re.compile(r"\s*[-*+]\s+\[{1,2}[^\[\]]+\]{1,2}\([^()\s]+\)\]?\s*")


def read(document: Document, file: str = "README.md") -> Listing:
    """The list in ``document``; ``file`` is its path relative to the list's root."""
    found = list(headings(document))
    works = headed.works(document, found)
    sections = list(_sections(document, file, found, frozenset(i for some in works.values() for i in some)))
    for section in sections:
        here = works.get(section.line, [])
        section.groups = list(_groups(document, section, found[here[0]].line if here else section.end))
        if here:
            section.groups.append(headed.group(document, [found[i] for i in here], section.end))
        for group in section.groups:
            group.navigation = group.navigation or stands_under(group, section.name)
    return Listing(document, file, sections)


def _sections(
    document: Document, file: str, found: Sequence[Heading], works: frozenset[int]
) -> Iterator[Section]:
    """A section for each heading but those that are ``works``; their anchors count like all others."""
    slugger = Slugger()
    above: list[tuple[int, str]] = []
    anchors = [slugger.slug(anchor_text(one.source)) for one in found]
    kept = [i for i in range(len(found)) if i not in works]
    ends = [*(found[i].line for i in kept), len(document.lines)]
    yield Section((), "", -1, 0, ends[0], 0, file=file)
    for i, end in zip(kept, ends[1:], strict=True):
        one = found[i]
        while above and above[-1][0] >= one.level:
            above.pop()
        above.append((one.level, heading_text(one.source)))
        path = tuple(text for _, text in above)
        yield Section(path, anchors[i], one.line, one.level, end, one.body, file=file)


def _groups(document: Document, section: Section, end: int) -> Iterator[Group]:
    """What stands in the section's own body, up to the line ``end``."""
    label, label_line = "", -1
    paragraphs: list[Block] = []
    blocks = list(_blocks(document, section, end))
    works = headed.bold(document, blocks)
    taken = {line for one in works for line in range(one.start, one.end)}
    for block in (one for one in blocks if one.start not in taken):
        if block.kind in ("list", "table"):
            if block.kind == "list":
                yield from _list_groups(document, block, label, label_line)
            else:
                yield _table_group(document, block, label, label_line)
        elif block.kind == "html":
            source = document.source(block)
            if match := _SUMMARY.search(source, 0, source.lower().rfind("</summary>") + len("</summary>")):
                label, label_line = heading_text(_TAG.sub("", match[1])).strip(), block.start
            elif "</details" in source.lower():
                label, label_line = "", -1
        elif block.kind == "paragraph":
            match = _LABEL_LINE.match(document.source(block).strip())
            if match and not links(document.lines[block.start]):
                label, label_line = match[match.lastindex or 0].strip(" :："), block.start
            else:
                paragraphs.append(block)
    if works:
        yield headed.bold_group(works)
    if group := _paragraph_group(document, paragraphs):
        yield group


def _blocks(document: Document, section: Section, end: int) -> Iterator[Block]:
    """The top-level blocks that lie in the section's own body."""
    lo, hi = 0, len(document.blocks)
    while lo < hi:
        mid = (lo + hi) // 2
        if document.blocks[mid].end <= section.body and document.blocks[mid].start < section.body:
            lo = mid + 1
        else:
            hi = mid
    for block in document.blocks[lo:]:
        if block.start >= end:
            return
        if block.start >= section.body or block.kind == "html":
            yield block


def _list_groups(document: Document, block: Block, label: str, label_line: int) -> Iterator[Group]:
    """One group for the list itself and one for each bullet that labels the bullets under it."""
    kind = "numbered" if block.ordered else "bullet"
    group = Group(kind, label, label_line, block.start, block.end, block=block)  # type: ignore[arg-type]
    inner: list[Group] = []
    for item in block.children:
        nested = [child for child in item.children if child.kind == "list"]
        own_end = max(nested[0].start, item.start + 1) if nested else item.end
        entry = _item_entry(document, item, own_end)
        if not nested:
            group.entries.append(entry)
        elif all(_are_details(document, child) for child in nested):
            group.entries.append(_item_entry(document, item, item.end))
        elif _is_label(entry):
            name = heading_text(entry.text.split("\n")[0]).strip(" :：*_")
            for child in nested:
                inner += _list_groups(document, child, name, item.start)
        elif all(_is_work(document, leaf) for child in nested for leaf in child.children):
            group.entries.append(entry)
            for child in nested:
                inner += _list_groups(document, child, heading_text(entry.text.split("\n")[0]), item.start)
        else:
            group.entries.append(_item_entry(document, item, item.end))
    group.navigation = leads_inward(group)
    if group.entries or not inner:
        yield group
    for one in inner:
        one.navigation = one.navigation or (group.navigation and bool(group.entries))
        yield one


def _are_details(document: Document, block: Block) -> bool:
    """Do most of these bullets begin with what they say of the entry above (``Authors:``, ``地址：``)?

    So do bullets that are a link and no more, among such without one: most of them labelled, or the first of
    them, below the authors.
    """
    lines = [document.lines[item.start] for item in block.children]
    if sum(map(labels_a_line, lines)) * 2 > len(lines):
        return True
    linked = [line for line in lines if links(line)]
    if not linked or not all(map(_ONLY_LINK.fullmatch, linked)):
        return False
    below = lines[0] not in linked and _is_labelled(linked[0])
    return below or 2 * sum(map(_is_labelled, linked)) > len(linked)


def _is_labelled(line: str) -> bool:
    (link,) = links(line)
    return bool(label_role(link.shown(line)))


def _item_entry(document: Document, item: Block, end: int) -> Entry:
    lines = document.lines[item.start : end]
    while len(lines) > 1 and not lines[-1].strip():
        lines = lines[:-1]
    head = lines[0]
    marker = re.match(rf"[\s>]*?{re.escape(item.marker)}[ \t]*", head)
    cut = marker.end() if marker else 0
    box = _BOX.match(head, cut)
    cut = box.end() if box else cut
    indent = len(head) - len(head.lstrip())
    rest = [line[min(indent, len(line) - len(line.lstrip())) :] for line in lines[1:]]
    return Entry(
        item.start, item.start + len(lines), "\n".join([head[cut:], *rest]), head[:cut], stop=item.end
    )


def _is_label(entry: Entry) -> bool:
    """A bullet without a link of its own, short or bold, that stands for the bullets under it."""
    text = entry.text.split("\n")[0].strip()
    if any(not link.url.startswith("#") for link in links(text)):
        return False
    words = len(text.split())
    return words <= 8 or bool(_LABEL_LINE.match(text))


def _is_work(document: Document, item: Block) -> bool:
    spans = _item_entry(document, item, item.start + 1).spans
    return _has(spans, "url", "code", "video") and any(
        span.slot in ("title", "short") and span.end < other.start
        for span in spans
        for other in spans
        if other.slot in ("url", "code", "video")
    )


def _has(spans: Iterable[Span], *names: str) -> bool:
    return any(span.slot in names for span in spans)


def _table_group(document: Document, block: Block, label: str, label_line: int) -> Group:
    header = rows.cells(document.lines[block.start])
    group = Group("table", label, label_line, block.start, block.end, block=block, header=header)
    for row in block.children[1:]:
        line = document.lines[row.start]
        group.entries.append(Entry(row.start, row.end, line.strip(), cells=rows.cells(line)))
    group.navigation = leads_inward(group)
    return group


def _paragraph_group(document: Document, paragraphs: list[Block]) -> Group | None:
    """Paragraphs, or lines of one paragraph, that are entries each."""
    entries: list[Entry] = []
    for block in paragraphs:
        lines = document.lines[block.start : block.end]
        single = [i for i, line in enumerate(lines) if _names_work(line)]
        if len(lines) > 1 and len(single) == len(lines):
            entries += [Entry(block.start + i, block.start + i + 1, line) for i, line in enumerate(lines)]
        elif _names_work("\n".join(lines)):
            entries.append(Entry(block.start, block.end, "\n".join(lines)))
    if len(entries) < 2:
        return None
    return Group("paragraph", "", -1, entries[0].start, entries[-1].end, entries)


def _shows_words(text: str, found: Sequence[Link]) -> bool:
    """Is there anything to read beside the images? A row of badges says nothing of a work."""
    for link in reversed(found):
        if link.image:
            text = text[: link.start] + text[link.end :]
    return bool(WORD.search(_TAG.sub("", _TARGET.sub("]", text))))


def _names_work(text: str) -> bool:
    """Begins with a linked or marked title, and is not running text."""
    every = links(text)
    found = [link for link in every if not link.image and not link.url.startswith("#")]
    head = text.lstrip()
    if not found or len(text) > 600 or not _shows_words(text, every):
        return False
    return found[0].start <= len(text) - len(head) + 4 or head.startswith(("**", "[", "_", "*", '"', "“"))
