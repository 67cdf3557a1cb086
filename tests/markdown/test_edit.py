from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markdown.document import Document
from bot.markdown.edit import Insertion, apply

NEW = ("x", "y")


@pytest.mark.parametrize(
    ("old", "line", "new"),
    [
        (b"a\nb\n", 1, b"a\nx\ny\nb\n"),
        (b"a\r\nb\r\n", 2, b"a\r\nb\r\nx\r\ny\r\n"),
        (b"a\rb", 2, b"a\rb\rx\ry"),
        (b"a\nb", 2, b"a\nb\nx\ny"),
        (b"a\nb", 1, b"a\nx\ny\nb"),
        (b"\xef\xbb\xbfa\r\n", 0, b"\xef\xbb\xbfx\r\ny\r\na\r\n"),
        (b"a\nb\nc\r\nd\n", 3, b"a\nb\nc\r\nx\r\ny\r\nd\n"),
        (b"", 0, b"x\ny\n"),
        ("\u2028a\x0b\nb\n".encode(), 1, "\u2028a\x0b\nx\ny\nb\n".encode()),
    ],
)
def test_new_lines_end_as_their_neighbour(old: bytes, line: int, new: bytes) -> None:
    assert apply(Document.parse(old), [Insertion(line, NEW)]) == new


def test_several_insertions_keep_their_order() -> None:
    document = Document.parse(b"a\nb\n")
    insertions = [Insertion(2, ("3",)), Insertion(0, ("1",)), Insertion(2, ("4",)), Insertion(1, ("2",))]
    assert apply(document, insertions) == b"1\na\n2\nb\n3\n4\n"


def test_a_place_outside_the_file_is_a_fault() -> None:
    with pytest.raises(ValueError, match="line 3 of 1"):
        apply(Document.parse(b"a\n"), [Insertion(3, NEW)])


@given(
    st.lists(st.sampled_from(["a", "\n", "\r\n", "\r", "\u2028", "- é"]), max_size=12).map("".join), st.data()
)
def test_old_bytes_stay(text: str, data: st.DataObject) -> None:
    old = text.encode()
    document = Document.parse(old)
    line = data.draw(st.integers(0, len(document.lines)))
    new = apply(document, [Insertion(line, NEW)])
    size = len(new) - len(old)
    assert any(new[:i] == old[:i] and new[i + size :] == old[i:] for i in range(len(old) + 1))
    assert Document.parse(new).lines == [*document.lines[:line], *NEW, *document.lines[line:]]
