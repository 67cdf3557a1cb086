from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.markdown.block import Block
from bot.markdown.document import LIMIT, Document
from tests.markdown.sourcepos import cmark, ours

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
SHARED = Path(__file__).parents[2].parent / "shared"
LISTS = sorted([*SHARED.glob("lists/**/*.md"), *SHARED.glob("seeds/*")])


def parse(text: str) -> Document:
    return Document.parse(text.encode())


def starts(found: list[tuple[str, int, int]]) -> list[tuple[str, int]]:
    return [(kind, start) for kind, start, _ in found]


def check_against_cmark(document: Document) -> None:
    mine, theirs = ours(document), cmark(document.text)
    assert starts(mine) == starts(theirs)
    for (kind, start, end), (_, _, other) in zip(mine, theirs, strict=True):
        underlined = kind in ("h1", "h2") and end > start + 1
        unfinished = kind == "code" and bool(document.lines[end - 1].strip(" >`~"))
        if start < 0 or ((underlined or unfinished) and other == end + 1):
            continue  # cmark-gfm counts the line after an underlined heading or an open fence to it
        # cmark-gfm counts the blank lines after a block to it; here they stand outside.
        between = "".join(document.lines[end:other]).replace(">", "").strip(" \t")
        assert end == other or (end < other and not between), (kind, start, end, other)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_spans_are_those_of_cmark_on_own_cases(path: Path) -> None:
    check_against_cmark(Document.parse(path.read_bytes()))


@pytest.mark.skipif(not LISTS, reason="no ../shared here")
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_spans_are_those_of_cmark_on_real_lists(path: Path) -> None:
    check_against_cmark(Document.parse(path.read_bytes()))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_mark_do_not_move_lines(path: Path, ending: str) -> None:
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    plain = parse(text)
    other = parse("\ufeff" + text.replace("\n", ending))
    assert (other.bom, other.newline, other.lines) == (True, ending, plain.lines)
    assert [repr(block) for block in other.walk()] == [repr(block) for block in plain.walk()]


FRAGMENTS = (
    "- a", "- ", "-", "* b", "+ c", "1. d", "2. e", "3) f", "10. g", "  - h", "   - i", "    - j", "\t- k",
    "  text", "text", "    code", "\tcode", "> q", "> - q", ">", "> > r", "lazy", "# H", "## H ##", "#no",
    "===", "---", "- - -", "***", "```", "~~~", "``` py", "  ```", "~~~~", "<details>", "</details>",
    "<summary>x</summary>", "<b>", "<div>x", "<!-- c", "-->", "<pre>", "</pre>", "<?x", "?>", "| a | b |",
    "|--|--|", "a|b", "-|-", ":-:|--|", "| x \\| y |", "|", "|1|2|3|", "[x]: /u", "[y]: /v 'title'", "[z]:",
    "/w", "'ti", "tle'", "", "", "", " ", "- [a](b)", "  > q", "- > q", "- ```", "- # H", "1. - x", "-   y",
    "-      z", "\u2028x", "- | a |", "  |--|", "  | b |", "<a href='x'>", "==", "--", "<td>", "<b>x", "\tx",
    "> \tcode", "-\ta",
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("\n".join), st.sampled_from(["", "\n"]))
def test_any_text_reads_as_cmark_reads_it(text: str, last: str) -> None:
    document = parse(text + last)
    if _hidden_header(document.blocks):
        return
    assert starts(ours(document)) == starts(cmark(document.text))


def _hidden_header(blocks: list[Block]) -> bool:
    """A table after a paragraph of a tight list: cmark-gfm's positions of it are its own secret."""
    return any(
        one.kind == "paragraph" and other.kind == "table" and one.end == other.start
        for block in blocks
        for one, other in zip([block, *block.children], block.children, strict=False)
    ) or any(_hidden_header(block.children) for block in blocks)


@given(st.text(st.sampled_from("-*>#|`~<=_[]:1.) \t\n\r\x0b\u2028a"), max_size=80))
def test_spans_are_nested_ordered_and_in_range(text: str) -> None:
    document = parse(text)
    _check_spans(document.blocks, 0, len(document.lines), document.lines)


def _check_spans(blocks: list[Block], low: int, high: int, lines: list[str]) -> None:
    for block in blocks:
        assert low <= block.start < block.end <= high
        assert block.kind in ("code", "html", "quote", "item", "list") or lines[block.end - 1].strip(" \t")
        _check_spans(block.children, block.start, block.end, lines)
        low = block.end


def test_an_item_knows_its_marker_and_columns() -> None:
    (block,) = parse("> 3.  x\n> 4.\ty\n").blocks
    numbers = block.children[0]
    assert (numbers.ordered, numbers.bullet, numbers.tight) == (True, ".", True)
    assert [(item.marker, item.column, item.offset) for item in numbers.children] == [
        ("3.", 2, 6),
        ("4.", 2, 8),
    ]


def test_tight_and_loose() -> None:
    document = parse("- a\n- b\n\ntext\n\n- a\n\n- b\n\ntext\n\n- a\n  - b\n\n    c\n- d\n")
    lists = [block for block in document.walk() if block.kind == "list"]
    assert [block.tight for block in lists] == [True, False, True, False]


def test_definitions_are_blocks_of_their_own() -> None:
    document = parse('[a]: /x "t"\n[b]:\n/y\ntext\n')
    assert [repr(block) for block in document.blocks] == [
        "<definition 0:1>", "<definition 1:3>", "<paragraph 3:4>",
    ]  # fmt: skip


def test_source_is_the_lines_of_a_block() -> None:
    document = parse("# a\r\n\r\n- b\r\n  c\r\n\r\n")
    assert document.source(document.blocks[1]) == "- b\n  c"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\0", "binary"),
        ("# T\n".encode("utf-16"), "UTF-8"),
        (b"# T\n\n- caf\xe9\n", "line 3"),
        (b"# T\n\n- caf\xc3", "cut off in the middle of a character, on line 3"),
        (b"x" * (LIMIT + 1), "25,000,000"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, says: str) -> None:
    with pytest.raises(UsageError, match=says) as error:
        Document.parse(data)
    assert error.value.hint or says == "25,000,000"


@pytest.mark.parametrize(
    "text", ["> " * 5000 + "x", "- " * 5000 + "x", "\n".join(" " * i + "- x" for i in range(900))]
)
def test_deep_nesting_is_read(text: str) -> None:
    document = parse(text)
    assert sum(1 for _ in document.walk()) > 200


def test_an_empty_file_is_a_document() -> None:
    document = parse("")
    assert (document.lines, document.blocks, document.newline) == ([], [], "\n")
