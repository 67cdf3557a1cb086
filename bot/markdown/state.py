"""The blocks that are open while lines are read."""

from __future__ import annotations

from bot.markdown.block import Block, Kind, is_loose
from bot.markdown.grammar import HTML_END, count_cells, count_definitions
from bot.markdown.line import Line

_CONTAINERS = frozenset(("quote", "list", "item"))


class LineState(Line):
    """The open blocks, and what one line does to them.

    Attributes:
        root: stands for the document; its children are the result.
        stack: the open containers, root first.
        leaf: the open block that takes lines (paragraph, table, code, HTML), under the last of the stack.
        text: the open paragraph's lines without their prefixes.
        matched: how many of the stack the line continues.
        container: the innermost block the line belongs to so far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.root = Block("quote", 0)
        self.stack = [self.root]
        self.leaf: Block | None = None
        self.container = self.root
        self.text: list[str] = []
        self.matched = 1
        self.fence = ""
        self.no_table = False
        self._settled = False
        self._flagged = False

    def begin(self, number: int, line: str) -> None:
        """Take the next line."""
        super().begin(number, line)
        self._settled = False

    def descend(self) -> None:
        """Pass the prefixes of the open containers, as far as the line has them."""
        matched = 1
        for block in self.stack[1:]:
            if block.kind == "item":
                if self.first - self.pos >= block.width:
                    self.pos += block.width
                elif self.blank and any(child.kind != "definition" for child in block.children):
                    self.pos = self.first
                else:
                    break
            elif block.kind == "quote":
                if self.blank or self.first - self.pos > 3 or self.line[self.first] != ">":
                    break
                self.pass_quote_mark(block)
            matched += 1
        self.matched = matched
        self.container = self.stack[matched - 1]

    def pass_quote_mark(self, quote: Block) -> None:
        """Go past ``>`` and the one space that belongs to it."""
        quote.end = self.number + 1
        self.advance(self.first + 1)
        if self.pos < self.first:
            self.pos += 1

    def continue_leaf(self) -> None:
        """Let the open leaf take the line, when the line continues it or when it takes lines unread."""
        leaf = self.leaf
        if leaf is None or self.matched < len(self.stack):
            return
        if leaf.kind == "paragraph":
            if not self.blank:
                self.container = leaf
        elif leaf.kind == "table":
            if not self.blank and count_cells(self.line[self.first :]):
                self.container = leaf
        elif leaf.kind == "code":
            self._continue_code(leaf)
        elif not (self.blank and leaf.style in "67"):
            self._take(leaf)
            if leaf.style in HTML_END and HTML_END[leaf.style].search(self.line, self.first):
                self.close_leaf()

    def _continue_code(self, leaf: Block) -> None:
        indent = self.first - self.pos
        if leaf.style == "indented":
            if self.blank or indent >= 4:
                self._take(leaf)
            return
        rest = self.line[self.first :].rstrip(" ")
        if indent < 4 and rest.startswith(self.fence) and not rest.strip(self.fence[0]):
            leaf.end = self.number + 1
            self.close_leaf()
            self.done = True
        else:
            self._take(leaf)

    def _take(self, leaf: Block) -> None:
        self.done = True
        self.container = leaf
        if not self.blank:
            leaf.end = self.number + 1
        self.finish(leaf)

    def finish(self, container: Block) -> None:
        """Note where blank lines stand, as cmark does to tell tight lists from loose ones."""
        if self._flagged:
            self._flagged = False
            for block in self.stack:
                block.gap = False
            container.gap = False
        if not self.blank:
            return
        self._flagged = True
        if container.children:
            container.children[-1].gap = True
        empty_item = container.kind == "item" and not container.children and container.start == self.number
        container.gap = not (container.kind == "quote" or container.style == "fenced" or empty_item)

    def open(self, kind: Kind, *, level: int = 0, style: str = "") -> Block:
        """Begin a block on this line, inside what the line has matched so far."""
        self.settle()
        parent = self.stack[-1]
        if parent.kind == "list" and kind != "item":
            self._pop()
            parent = self.stack[-1]
        block = Block(kind, self.number, level=level, style=style)
        parent.children.append(block)
        self.container = block
        if kind in _CONTAINERS:
            self.stack.append(block)
        else:
            self.leaf = block
            self.done = True
            if self._flagged:
                self.finish(block)
        return block

    def open_item(self, marker: str) -> None:
        """Begin a list item, and its list unless it continues one."""
        bullet = marker[-1]
        if self.container.kind != "list" or self.container.bullet != bullet:
            new = self.open("list")
            new.bullet = bullet
            new.ordered = len(marker) > 1
        item = self.open("item")
        item.marker = marker
        item.column = self.first
        indent = self.first - self.pos
        self.advance(self.first + len(marker))
        spaces = self.first - self.pos
        padding = 1 if self.blank or spaces > 4 else spaces
        self.pos = item.offset = self.pos + padding
        item.width = indent + len(marker) + padding
        if self.blank:
            self.pos = self.first

    def open_paragraph(self) -> None:
        """Begin a paragraph with what is left of the line."""
        self.open("paragraph")
        self.text = [self.line[self.first :]]
        self.no_table = False

    def settle(self) -> None:
        """Close the blocks that the line does not continue; once for each line."""
        if self._settled:
            return
        self._settled = True
        self.close_leaf()
        while len(self.stack) > self.matched:
            self._pop()

    def end(self) -> list[Block]:
        """Close all; the blocks read."""
        self.matched = 1
        self._settled = False
        self.settle()
        return self.root.children

    def close_leaf(self) -> None:
        """End the block that takes lines, if one is open."""
        leaf = self.leaf
        if leaf is None:
            return
        self.leaf = None
        parent = self.stack[-1]
        parent.end = max(parent.end, leaf.end)
        if leaf.kind == "paragraph" and self.text[0].startswith("["):
            self.split_definitions(leaf)

    def underline(self, level: int) -> None:
        """Make a heading of the open paragraph."""
        heading = self.container
        self.done = True
        if self.text[0].startswith("[") and self.split_definitions(heading):
            # Definitions alone are no heading; the line is text of its own.
            self.leaf = None
            self.open_paragraph()
            return
        heading.kind, heading.level, heading.style = "heading", level, "setext"
        heading.end = self.number + 1
        self.close_leaf()

    def make_table(self) -> None:
        """Make a table of the open paragraph's last line and the delimiter line below it."""
        self.done = True
        header = self.number - 1
        table = self.container
        if len(self.text) > 1:
            table.end = header
            self.text.pop()
            self.settle()
            table = self.open("table")
        table.kind = "table"
        table.start, table.end = header, self.number + 1
        table.children.append(Block("row", header))

    def split_definitions(self, paragraph: Block) -> bool:
        """Take the link reference definitions off a paragraph's head; true when nothing else was in it."""
        siblings = self.stack[-1].children
        taken = count_definitions(self.text)
        if not taken:
            return False
        siblings.pop()
        for count in taken:
            definition = Block("definition", paragraph.start)
            definition.end = paragraph.start = paragraph.start + count
            siblings.append(definition)
        del self.text[: sum(taken)]
        if not self.text:
            return True
        siblings.append(paragraph)
        return False

    def _pop(self) -> None:
        block = self.stack.pop()
        parent = self.stack[-1]
        parent.end = max(parent.end, block.end)
        if block.kind == "list":
            block.tight = not is_loose(block)
