"""Hostile text in bullets and tables renders, by cmark-gfm, as exactly that text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.text import cell, code_span, inline_note, inline_text, link_target, link_text, plain

_CASES = Path(__file__).parent / "cases" / "hostile.txt"


def _read() -> list[str]:
    lines = _CASES.read_text(encoding="utf-8").split("\n")[3:]
    titles = [line for line in lines if line and line not in _REMARKS]
    return [
        title.encode("latin-1", "backslashreplace").decode("unicode_escape", "surrogatepass")
        for title in titles
    ]


# A heading is a hostile title too, so the remarks are named rather than told by their first character.
_REMARKS = {
    f"# {name}"
    for name in (
        *("brackets and links", "HTML", "entities", "emphasis", "code", "backslashes", "tables"),
        *("bare addresses", "mentions and references", "blocks", "invisible characters", "scripts"),
        *("math", "lengths"),
    )
}
HOSTILE = _read()


class _Page(HTMLParser):
    """Tags with their attributes, in order, and the text of each list item, cell and link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.links: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: list[str] = []
        self.extra: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag] = self.texts.get(tag, "") + data

    def handle_comment(self, data: str) -> None:
        self.extra.append(data)


def _page(markdown: str) -> _Page:
    page = _Page()
    extensions = ["table", "autolink", "tagfilter", "strikethrough", "tasklist"]
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    page.feed(cmarkgfm.markdown_to_html_with_extensions(markdown, options=options, extensions=extensions))
    page.close()
    return page


def _check_link(title: str) -> None:
    title = plain(title)
    page = _page(f"- [{link_text(title)}](https://here.example/x) SOSP\n- [Next](https://next.example)\n")
    assert page.tags == ["ul", "li", "a", "li", "a"]
    assert page.links == ["https://here.example/x", "https://next.example"]
    assert page.texts["a"] == title + "Next"
    page = _page(f"| a | b |\n|---|---|\n| **[{cell(link_text(title))}](https://here.example/x)** | y |\n")
    assert page.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "strong", "a", "td"]
    assert page.texts["a"] == title
    assert page.texts["td"] == f"{title}y"
    assert page.extra == []


def _check_inline(title: str) -> None:
    title = plain(title)
    text = inline_text(title)
    page = _page(f"- Seen: {text} [here](https://here.example)\n- **x {text} y**\n")
    assert [tag for tag in page.tags if tag != "code"] == ["ul", "li", "a", "li", "strong"]
    assert "code" not in page.tags or "@" in title
    assert " ".join(page.texts["li"].split()) == " ".join(f"Seen: {title} herex {title} y".split())
    page = _page(f"| a | b |\n|---|---|\n| x {cell(text)} | y |\n")
    tags = [tag for tag in page.tags if tag != "code"]
    assert tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert page.texts["td"].split() == f"x {title}y".split()
    assert page.extra == []


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 150
    assert len(set(HOSTILE)) == len(HOSTILE)


@pytest.mark.parametrize("title", [title for title in HOSTILE if plain(title)], ids=ascii)
def test_hostile_title(title: str) -> None:
    _check_link(title)
    _check_inline(title)


@pytest.mark.parametrize("note", HOSTILE, ids=ascii)
def test_hostile_note_has_only_emphasis_and_code(note: str) -> None:
    page = _page(f"- [Title](https://here.example) {inline_note(note)}\n- Next\n")
    rest = [tag for tag in page.tags if tag not in ("em", "strong", "code")]
    assert rest == ["ul", "li", "a", "li"]
    assert page.extra == []


@pytest.mark.parametrize(
    ("note", "same"),
    [
        ("Uses *one* `GPU` and **two** tricks", True),
        ("_slanted_ and __strong__", True),
        ("**bold with `code` inside**", True),
        ("see [here](https://x.example)", False),
        ("<b>bold</b>", False),
        ("2 * 3 * 4", True),
        ("snake_case_name", True),
    ],
)
def test_notes_keep_emphasis_and_code(note: str, same: bool) -> None:
    assert (inline_note(note) == note) is same


_TEXT = st.text(
    st.one_of(st.sampled_from(list("[]()<>*_~`!\\&;#:|@./$x1 -\n\"'a^")), st.characters()), max_size=40
) | st.lists(st.sampled_from([*HOSTILE, " ", "*", "](", "|"]), max_size=4).map("".join)


@settings(max_examples=400, deadline=None)
@given(_TEXT)
@example("\\")
def test_any_title(title: str) -> None:
    if plain(title):
        _check_link(title)
        _check_inline(title)


@settings(max_examples=200, deadline=None)
@given(_TEXT)
def test_any_code_span(text: str) -> None:
    text = plain(text)
    span = code_span(text)
    page = _page(f"x {span} y {span} z\n")
    assert page.tags == (["p", "code", "code"] if text else ["p"])
    assert page.texts.get("code", "") == text * 2


@settings(max_examples=300, deadline=None)
@given(_TEXT)
def test_any_link_target(tail: str) -> None:
    target = link_target(f"https://here.example/{tail}")
    page = _page(f"| a | b |\n|---|---|\n| [x]({target}) | y |\n")
    assert page.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "a", "td"]
    assert page.texts["td"] == "xy"
    assert page.links[0].startswith("https://here.example/")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "", "https://", "x.example"]
)
def test_other_targets_are_refused(url: str) -> None:
    assert link_target(url) == ""


@pytest.mark.parametrize(
    "title",
    [
        "A*: Search",
        "A* and B*",
        "C_2 and C_3",
        "[Re] Paging",
        "snake_case_name",
        "AT&T",
        "I <3 graphs",
        "a < b",
        "~100x faster",
        "$5 and $6",
        "C#: 50% (or so)!",
        "2 * 3 * 4",
    ],
)
def test_titles_that_need_no_escape_get_none(title: str) -> None:
    assert link_text(title) == title
