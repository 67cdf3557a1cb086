"""From lines to blocks.

mistune names the blocks a line can begin; which of the open blocks a line continues is followed here line by
line, as cmark-gfm does it (https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy).
mistune itself cuts the text of every container out and parses it anew, which loses the positions, and lets
some lines into an item that GitHub ends. Following lines keeps both and takes a tenth of the time.

The pattern compiler and the way from a match to ``parse_<rule>`` are mistune's own, hence its narrow pin.
"""

from __future__ import annotations

from collections.abc import Sequence
from re import Match
from typing import Any

from mistune.block_parser import BlockParser

from bot.markdown.block import Block
from bot.markdown.grammar import (
    HTML_END,
    PARAGRAPH_RULES,
    PLAIN_RULES,
    SPECIFICATION,
    STARTERS,
    count_cells,
    is_delimiter,
)
from bot.markdown.state import LineState

_CODE_INDENT = 4
_DEEPEST = 100
"""cmark-gfm opens no more lists than this on one line."""


def read_blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a text, with their places in it."""
    state = LineState()
    parser = _parser()
    for number, line in enumerate(lines):
        parser.read_line(state, number, line)
    return state.end()


class SpanParser(BlockParser):
    """A block parser that reads one line at a time and writes down where every block stands."""

    SPECIFICATION = SPECIFICATION

    def __init__(self) -> None:
        super().__init__()
        self._plain = self.compile_sc(PLAIN_RULES)
        self._paragraph = self.compile_sc(PARAGRAPH_RULES)

    def read_line(self, state: LineState, number: int, line: str) -> None:
        """Give one line to the blocks it continues, and open those it begins."""
        state.begin(number, line)
        if len(state.stack) > 1:
            state.descend()
        else:
            state.matched, state.container = 1, state.root
        state.continue_leaf()
        if not state.done:
            opened = self._open(state)
            if not state.done:
                _add_text(state, opened)

    def _open(self, state: LineState) -> bool:
        """Open every block that begins on this line; true when there was one."""
        lazy = state.leaf is not None and state.leaf.kind == "paragraph"
        depth = 0
        while not (state.blank or state.done):
            if state.first - state.pos >= _CODE_INDENT:
                if not lazy or depth:
                    state.open("code", style="indented")
                break
            if state.line[state.first] not in STARTERS or not self._start(state, depth):
                _continue_table(state)
                break
            depth += 1
        return depth > 0

    def _start(self, state: LineState, depth: int) -> bool:
        rules = self._paragraph if state.container.kind == "paragraph" else self._plain
        match = rules.match(state.line[state.first :] if state.first else state.line)
        if match is None or (depth >= _DEEPEST and match.lastgroup == "list"):
            return False
        self.parse_method(match, state)
        return True

    def parse_block_quote(self, _m: Match[str], state: Any) -> int:
        state.pass_quote_mark(state.open("quote"))
        return 1

    def parse_atx_heading(self, m: Match[str], state: Any) -> int:
        state.open("heading", level=len(m["atx_1"]), style="atx")
        state.close_leaf()
        return 1

    def parse_fenced_code(self, m: Match[str], state: Any) -> int:
        state.open("code", style="fenced")
        state.fence = m["fence"]
        return 1

    def parse_block_html(self, m: Match[str], state: Any) -> int:
        style = next(name[5:] for name, text in m.groupdict().items() if text and name.startswith("html_"))
        state.open("html", style=style)
        if style in HTML_END and HTML_END[style].search(state.line, state.first):
            state.close_leaf()
        return 1

    def parse_raw_html(self, _m: Match[str], state: Any) -> int:
        state.open("html", style="7")
        return 1

    def parse_setex_heading(self, m: Match[str], state: Any) -> int:
        state.underline(1 if m["setext_1"][0] == "=" else 2)
        return 1

    def parse_thematic_break(self, _m: Match[str], state: Any) -> int:
        state.open("rule")
        state.close_leaf()
        return 1

    def parse_list(self, m: Match[str], state: Any) -> int:
        state.open_item(m["list_2"])
        return 1

    def parse_interrupting_list(self, m: Match[str], state: Any) -> int:
        state.open_item(m["list_3"])
        return 1


def _add_text(state: LineState, opened: bool) -> None:
    """Put what is left of the line where text can stand."""
    leaf = state.leaf
    if state.blank:
        state.settle()
        state.finish(state.container)
    elif not opened and leaf is not None and leaf.kind == "paragraph":
        # Either the paragraph goes on, or a "lazy" line without the prefixes of its containers continues it.
        leaf.end = state.number + 1
        state.text.append(state.line[state.first :])
    else:
        state.open_paragraph()


def _continue_table(state: LineState) -> None:
    """Make a table of the paragraph above its delimiter line, or add a row to the open table."""
    if state.container.kind == "table":
        table = state.container
        table.children.append(Block("row", state.number))
        table.end = state.number + 1
        state.done = True
    elif state.container.kind == "paragraph" and not state.no_table:
        text = state.line[state.first :]
        if not is_delimiter(text):
            return
        if count_cells(text) == count_cells(state.text[-1]):
            state.make_table()
        else:
            state.no_table = True  # cmark-gfm looks at a paragraph's first delimiter line only.


_PARSER: list[SpanParser] = []


def _parser() -> SpanParser:
    if not _PARSER:
        _PARSER.append(SpanParser())
    return _PARSER[0]
