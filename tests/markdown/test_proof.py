from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ProofRefused
from bot.markdown.document import Document
from bot.markdown.edit import Insertion
from bot.markdown.proof import Addition, Expected, check_bytes, prove
from bot.markdown.tags import is_balanced
from bot.markdown.witness import Sight, sees

LIST = """\
# Papers

## Tight

- one
- two
  - inner

## Loose

- one

  more

- two

## Numbers

1. one
2. two

## Table

| a | b |
|---|---|
| 1 | 2 |

text

## Empty

## Fold

<details>
<summary>2023</summary>

- one

</details>

<details>
<summary>2022</summary>
- swallowed
</details>

## Rest

<!-- kept
for later
-->

```
code

code
```

> - quoted

last words
"""
LINES = LIST.split("\n")
HEADINGS = {line[3:]: i for i, line in enumerate(LINES) if line.startswith("## ")}
TIGHT, LOOSE, NUMBERS, TABLE, EMPTY, FOLD, REST = HEADINGS.values()


def at(line: str, after: int = 0) -> int:
    """The place below a line, looked for from another line on."""
    return LINES.index(line, after) + 1


def attempt(
    line: int, *lines: str, heading: int | None, expected: Expected = "item", count: int = 1, text: str = LIST
) -> str:
    document = Document.parse(text.encode())
    addition = Addition(Insertion(line, lines), heading, expected, count)
    return prove(document, [addition]).decode()


def refused(
    line: int, *lines: str, heading: int | None, expected: Expected = "item", text: str = LIST
) -> str:
    with pytest.raises(ProofRefused) as error:
        attempt(line, *lines, heading=heading, expected=expected, text=text)
    assert error.value.hint
    return error.value.what


@pytest.mark.parametrize(
    ("line", "lines", "heading", "expected"),
    [
        (at("- one"), ("- new",), TIGHT, "item"),
        (at("- one") - 1, ("- new",), TIGHT, "item"),
        (at("  - inner"), ("- new",), TIGHT, "item"),
        (at("  - inner"), ("  - new",), TIGHT, "item"),
        (at("  - inner"), ("- new", "  - authors", "  more text"), TIGHT, "item"),
        (at("- two", LOOSE), ("", "- new"), LOOSE, "item"),
        (at("  more"), ("", "- new", "", "  more"), LOOSE, "item"),
        (at("2. two"), ("3. new",), NUMBERS, "item"),
        (at("| 1 | 2 |"), ("| new |",), TABLE, "row"),
        (at("|---|---|"), ("| new | row | wide |",), TABLE, "row"),
        (at("text"), ("", "new paragraph"), TABLE, "paragraph"),
        (at("## Empty"), ("", "- new"), EMPTY, "list"),
        (at("- one", FOLD), ("- new",), FOLD, "item"),
        (at("> - quoted"), ("> - new",), REST, "item"),
    ],
)
def test_a_good_place_is_proved(line: int, lines: tuple[str, ...], heading: int, expected: Expected) -> None:
    new = attempt(line, *lines, heading=heading, expected=expected)
    assert new == "\n".join([*LINES[:line], *lines, *LINES[line:]])


def test_several_at_once_are_counted() -> None:
    place = at("  - inner")
    assert "- a\n- b\n" in attempt(place, "- a", "- b", heading=TIGHT, count=2)
    assert "- a\n- b\n" in attempt(at("## Empty"), "", "- a", "- b", heading=EMPTY, expected="list", count=2)
    assert "2 blocks" in refused(place, "- a", "- b", heading=TIGHT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# T\n\n| a |\n|---|", "# T\n\n| a |\n|---|\n| 1 |"),
        ("# T\n\n| a |\n|---|\n", "# T\n\n| a |\n|---|\n| 1 |\n"),
        ("\ufeff# T\r\n\r\n| a |\r\n|---|\r\n", "\ufeff# T\r\n\r\n| a |\r\n|---|\r\n| 1 |\r\n"),
    ],
)
def test_a_tables_first_row(old: str, new: str) -> None:
    assert attempt(4, "| 1 |", heading=0, expected="row", text=old) == new


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_proved(ending: str) -> None:
    text = "\ufeff# T\n\n- one\n- two".replace("\n", ending)
    assert attempt(4, "- new", heading=0, text=text) == text + ending + "- new"


def test_before_the_first_heading() -> None:
    assert attempt(1, "- new", heading=None, text="- one\n\n# T\n") == "- one\n- new\n\n# T\n"
    assert "before the first heading" in refused(1, "- new", heading=2, text="- one\n\n# T\n")


# -- one test for each way in which it must refuse --


@pytest.mark.parametrize("indent", ["    ", "      ", "        "])
def test_refuses_an_indent_that_makes_a_child_or_more_text(indent: str) -> None:
    refused(at("- one"), f"{indent}- new", heading=TIGHT)


def test_refuses_an_indent_that_makes_code() -> None:
    assert "code" in refused(at("## Empty"), "", "    - new", heading=EMPTY, expected="list")


def test_refuses_a_child_where_a_sibling_is_meant() -> None:
    assert "list" in refused(at("- one"), "  - new", heading=TIGHT)


def test_refuses_another_list_than_the_one_meant() -> None:
    document = Document.parse(LIST.encode())
    child = Insertion(at("  - inner"), ("  - new",))
    assert prove(document, [Addition(child, TIGHT, "item", parent=at("  - inner") - 1)])
    with pytest.raises(ProofRefused, match="another list"):
        prove(document, [Addition(child, TIGHT, "item", parent=at("- one") - 1)])


def test_refuses_the_wrong_section() -> None:
    assert f"heading on line {TIGHT + 1}" in refused(at("  - inner"), "- new", heading=LOOSE)
    assert "section" in refused(at("- two", LOOSE), "- new", heading=TIGHT)
    assert "section" in refused(at("- two", LOOSE), "- new", heading=None)
    html = "<h2>A</h2>\n\n- a\n\n<h2>B</h2>\n\n- b\n"
    assert attempt(7, "- new", heading=4, text=html)
    assert "section" in refused(7, "- new", heading=0, text=html)


def test_refuses_to_make_a_tight_list_loose() -> None:
    assert "loose" in refused(at("  - inner"), "", "- new", heading=TIGHT)
    assert "loose" in refused(at("  - inner") + 1, "- new", heading=TIGHT)
    assert "loose" in refused(at("- one"), "- new", "", heading=TIGHT)


def test_refuses_to_split_a_list() -> None:
    refused(at("- one"), "* new", heading=TIGHT)
    refused(at("- one"), "", "text", "", heading=TIGHT, expected="paragraph")
    assert "second list" in refused(at("  - inner"), "* new", heading=TIGHT, expected="list")


def test_refuses_to_split_a_table() -> None:
    refused(at("|---|---|"), "", "new", "", heading=TABLE, expected="paragraph")
    refused(at("|---|---|"), "", "- new", "", heading=TABLE, expected="list")


def test_refuses_a_numbered_marker_of_another_kind() -> None:
    assert "list" in refused(at("2. two"), "3) new", heading=NUMBERS)
    assert "list" in refused(at("2. two"), "- new", heading=NUMBERS)


def test_refuses_a_number_that_renumbers_the_list() -> None:
    assert "renderer" in refused(at("1. one") - 1, "7. new", heading=NUMBERS)


def test_refuses_what_html_swallows() -> None:
    assert "html" in refused(at("- swallowed"), "- new", heading=FOLD)
    assert "html" in refused(at("<summary>2023</summary>"), "- new", heading=FOLD)
    assert "html" in refused(at("<!-- kept"), "", "- new", heading=REST, expected="list")


def test_refuses_what_a_fence_swallows() -> None:
    assert "code" in refused(at("code", REST), "- new", heading=REST, expected="list")
    assert "code" in refused(at("code", REST), "", "- new", heading=REST, expected="list")


def test_refuses_a_fence_that_swallows_the_rest() -> None:
    refused(at("  - inner"), "- new", "```", heading=TIGHT)
    refused(at("text"), "", "new", "~~~", heading=TABLE, expected="paragraph")


def test_refuses_to_leave_a_quote() -> None:
    refused(at("> - quoted"), "- new", heading=REST)
    refused(at("> - quoted"), "lazy", heading=REST, expected="paragraph")


def test_refuses_a_lazy_continuation() -> None:
    assert "paragraph" in refused(at("  - inner"), "new", heading=TIGHT)
    assert "paragraph" in refused(at("text"), "new", heading=TABLE, expected="paragraph")
    assert "paragraph" in refused(at("last words") - 1, "new", heading=REST, expected="paragraph")


@pytest.mark.parametrize("underline", ["===", "---", "-", "  -"])
def test_refuses_an_underline_that_makes_a_heading(underline: str) -> None:
    refused(at("text"), underline, heading=TABLE, expected="paragraph")
    refused(at("text"), underline, heading=TABLE)


def test_refuses_a_row_outside_its_table() -> None:
    assert "paragraph" in refused(at("| 1 | 2 |") + 1, "| new | row |", heading=TABLE, expected="row")
    assert "paragraph" in refused(at("text"), "| new | row |", heading=TABLE, expected="row")
    refused(at("| a | b |"), "| new | row |", heading=TABLE, expected="row")


def test_refuses_a_row_that_is_none() -> None:
    refused(at("| 1 | 2 |"), "- new | row", heading=TABLE, expected="row")
    refused(at("| 1 | 2 |"), "    | new | row |", heading=TABLE, expected="row")


def test_refuses_a_line_that_holds_a_break() -> None:
    assert "line break" in refused(at("  - inner"), "- new\n- other", heading=TIGHT)
    assert "line break" in refused(at("  - inner"), "- new\r", heading=TIGHT)


def test_refuses_a_definition_that_changes_other_links() -> None:
    text = "# T\n\n- see [x]\n- two\n"
    assert "renderer" in refused(
        4, "- new", "", "  [x]: /evil", heading=0, text=text.replace("- two", "\n- two")[:-1]
    )


@pytest.mark.parametrize(
    "entry", ["- <details>", "- a <b>bold", "- <!-- a", "- a </details>", "- `<b>` <i>x"]
)
def test_refuses_html_that_is_left_open(entry: str) -> None:
    assert "do not close" in refused(at("  - inner"), entry, heading=TIGHT)


@pytest.mark.parametrize(
    "entry",
    [
        "- <b>bold</b>",
        "- a<br>b <img src='x'>",
        "- `<b>`",
        "- `` ` <b> ``",
        "- a \\<b> c",
        "- <https://x.org>",
        "- a < b",
    ],
)
def test_html_that_is_closed_is_no_harm(entry: str) -> None:
    assert is_balanced(entry)
    assert attempt(at("  - inner"), entry, heading=TIGHT)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"# T\n\n- One\n- new\n- two", "would change"),
        (b"# T\n\n- one\n- new\n- two\n", "would change"),
        (b"# T\n\n- one\n- new\n", "would change"),
        (b"# T\n\n- two\n- new\n- one", "would change"),
        (b"# T\n\n- one\n- other\n- two", "not what"),
    ],
)
def test_refuses_a_changed_old_line(data: bytes, says: str) -> None:
    document = Document.parse(b"# T\n\n- one\n- two")
    with pytest.raises(ProofRefused, match=says):
        check_bytes(document, data, [Insertion(3, ("- new",))])


def test_refuses_a_lost_mark() -> None:
    document = Document.parse("\ufeff- one\n".encode())
    with pytest.raises(ProofRefused, match="byte order mark"):
        check_bytes(document, b"- one\n- new\n", [Insertion(1, ("- new",))])


# -- the witness by itself --


WORKS = "# T\n\n## A\n\n### one\n\n- Link: 1\n\n---\n\n### two\n\n- Link: 2\n\n---\n\n## B\n\ntext\n"


def prove_entry(line: int, *lines: str, heading: int = 2, level: int = 3, count: int = 1) -> str:
    addition = Addition(Insertion(line, lines), heading, "entry", count, level=level)
    return prove(Document.parse(WORKS.encode()), [addition]).decode()


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (4, ("### new", "", "- Link: 3", "", "---", "")),
        (10, ("### new", "- Link: 3", "- Code: 4", "", "more", "")),
        (15, ("", "### new", "", "- Link: 3", "", "---")),
        (13, ("", "***", "", "### new", "", "- Link: 3")),
    ],
)
def test_a_heading_with_points_is_proved(line: int, lines: tuple[str, ...]) -> None:
    old = WORKS.split("\n")
    assert prove_entry(line, *lines) == "\n".join([*old[:line], *lines, *old[line:]])


def test_several_headings_with_points_are_counted() -> None:
    lines = ("### new", "- Link: 3", "", "### newer", "- Link: 4", "")
    assert "### newer" in prove_entry(10, *lines, count=2)
    with pytest.raises(ProofRefused, match="2 entries, not 1"):
        prove_entry(10, *lines)


@pytest.mark.parametrize(
    ("line", "lines", "heading", "says"),
    [
        (4, ("## new", "- Link: 3", ""), 2, "begin or end a section"),
        (4, ("#### new", "- Link: 3", ""), 2, "begin or end a section"),
        (4, ("### new", ""), 2, "nothing below it"),
        (4, ("### new", "", "### newer", "- Link: 3", ""), 2, "nothing below it"),
        (4, ("- Link: 3", "", "### new", "- Link: 4", ""), 2, "part of what stands around"),
        (4, ("### new", "> - Link: 3", ""), 2, "a quote"),
        (4, ("### new", "- Link: 3", ""), 0, "not in the section meant"),
        (16, ("### new", "- Link: 3", ""), 16, "not in the section meant"),
        (6, ("### new", "", "- Link: 3", ""), 2, "would come to stand under the new heading"),
        (18, ("### new", "", "- Link: 3", ""), 16, "would come to stand under the new heading"),
    ],
)
def test_refuses_another_heading_with_points(
    line: int, lines: tuple[str, ...], heading: int, says: str
) -> None:
    with pytest.raises(ProofRefused, match=says):
        prove_entry(line, *lines, heading=heading)


def test_the_witness_sees_a_heading_with_points() -> None:
    before, after = "# T\n\nx\n", "# T\n\nx\n\n## a\n\n- b\n- c\n\n---\n"
    blocks = (("heading", 1), ("list", 2), ("rule", 1))
    assert sees(before, after, [Sight(4, "entry", 1, blocks)])
    assert not sees(before, after, [Sight(4, "entry", 1, blocks[:2])])
    assert not sees(before, after, [Sight(4, "entry", 1, (blocks[0], ("list", 1), blocks[2]))])
    assert not sees(before, after, [Sight(4, "entry", 1, (blocks[0], ("paragraph", 1), blocks[2]))])


def test_the_witness_sees_a_new_item() -> None:
    assert sees("- one\n- two\n\ntext\n", "- one\n- two\n- new\n\ntext\n", [Sight(2, "item", 1)])


@pytest.mark.parametrize(
    ("after", "line"),
    [
        ("- one\n- two\n\n- new\n\ntext\n", 3),
        ("- one\n- two\n  - new\n\ntext\n", 2),
        ("- one\n- two\n* new\n\ntext\n", 2),
        ("- One\n- two\n- new\n\ntext\n", 2),
        ("- one\n- two\n- new\n\nText\n", 2),
        ("- one\n- two\n- new\n\n- more\n", 2),
        ("- one\n- two\n- new\n- more\n\ntext\n", 2),
        ("- one\n- two\n- new\n\ntext\n\nmore\n", 2),
        ("- one\n- two\n- new\n\ntext\n", 1),
        ("- one\n- two\n\ntext\n", 2),
    ],
)
def test_the_witness_alone_sees_damage(after: str, line: int) -> None:
    assert not sees("- one\n- two\n\ntext\n", after, [Sight(line, "item", 1)])


@given(
    st.lists(
        st.sampled_from(
            [
                "- a",
                "  - b",
                "* c",
                "1. d",
                "text",
                "",
                "",
                "# H",
                "> q",
                "| a |",
                "|---|",
                "```",
                "<div>",
                "    x",
            ]
        ),
        max_size=10,
    ),
    st.lists(
        st.sampled_from(["- new", "  - new", "1. new", "new", "", "| new |", "```", "---", "    new"]),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["item", "row", "paragraph", "list"]),
    st.data(),
)
def test_what_is_proved_adds_just_that(
    old: list[str], new: list[str], kind: Expected, data: st.DataObject
) -> None:
    document = Document.parse("\n".join(old).encode())
    line = data.draw(st.integers(0, len(document.lines)))
    heading = max((b.start for b in document.blocks if b.kind == "heading" and b.start < line), default=None)
    try:
        proved = prove(document, [Addition(Insertion(line, tuple(new)), heading, kind)])
    except ProofRefused:
        return
    after = Document.parse(proved)
    assert after.lines == [*document.lines[:line], *new, *document.lines[line:]]
    # The shortcut of the proof, held against the whole tree.
    inside = range(line, line + len(new))
    rest = [b for b in after.walk() if not (b.start in inside and b.end - 1 in inside)]
    assert [(b.kind, b.tight, b.marker, b.level) for b in rest] == [
        (b.kind, b.tight, b.marker, b.level) for b in document.walk()
    ]
