from __future__ import annotations

import pytest

from bot.markdown.change import Mismatch, compare
from bot.markdown.document import Document
from bot.markdown.edit import Insertion

OLD = "# A\n\n- one\n- two\n\n## B\n\n> - in\n\nlast\n"


def parse(text: str) -> Document:
    return Document.parse(text.encode())


def at(line: int, size: int) -> list[Insertion]:
    return [Insertion(line, ("",) * size)]


def test_the_outermost_new_blocks_and_their_parent_are_found() -> None:
    old = parse(OLD)
    change = compare(old.blocks, parse(OLD.replace("- two\n", "- two\n- x\n  - y\n")).blocks, at(4, 2))[0]
    assert [repr(block) for block in change.fresh] == ["<item 4:6>"]
    assert (change.parent, change.beside_list) == (old.blocks[1], False)


def test_nothing_new_is_no_change() -> None:
    assert compare(parse(OLD).blocks, parse(OLD).blocks, at(4, 0))[0].fresh == ()


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (OLD.replace("- two\n", "- two\n- x\n").replace("## B", "### B"), "heading on line 6"),
        (OLD.replace("- two\n", "- two\n- x\n").replace("- one", "-  one"), "item on line 3"),
        (OLD.replace("- two\n", "- two\n- x\n").replace("\nlast\n", "\n"), "split, merged or swallowed"),
        (OLD.replace("- two\n", "- two\n- x\n") + "\nmore\n", "split, merged or swallowed"),
        (OLD.replace("- one\n", "- one\n\n"), "tight to loose"),
        (OLD.replace("- two\n", "- two\nx\n"), "paragraph on line 4"),
        (OLD.replace("- two\n", "- two\n- x\n\n"), "heading on line 6"),
    ],
)
def test_every_other_difference_is_a_mismatch(new: str, says: str) -> None:
    with pytest.raises(Mismatch, match=says):
        compare(parse(OLD).blocks, parse(new).blocks, at(4, 1))


def test_new_blocks_in_two_places_are_a_mismatch() -> None:
    old = "- a\n\ntext\n"
    with pytest.raises(Mismatch, match="several places"):
        compare(parse(old).blocks, parse("- a\n- x\n\nnew\n\ntext\n").blocks, at(1, 3))
