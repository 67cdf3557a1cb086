"""Pages of papers in the layouts that conferences use: every title once, none invented."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from bot.errors import SourceUnavailable, UsageError
from bot.imports.fields import authors_of
from bot.imports.layouts import layouts
from bot.imports.people import is_name, people
from bot.imports.readers import Text, readers
from bot.imports.readers.page import READER, is_work, venue_of
from bot.imports.remarks import split
from bot.works.tree import read_tree

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def page(name: str) -> Text:
    address = (PAGES / f"{name}.txt").read_text(encoding="utf-8").split("\n")[0]
    return Text(f"{name}.html", address, (PAGES / f"{name}.html").read_bytes(), "text/html")


def html(body: str, address: str = "https://site.example/papers") -> Text:
    return Text("page", address, f"<html><body>{body}</body></html>".encode(), "text/html")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_its_papers_and_nothing_else(name: str) -> None:
    expected = (PAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:]
    found = READER.read(page(name))
    assert [f"{item.title}\t{item.link}\t{', '.join(item.authors)}" for item in found.items] == expected
    assert found.conference


def test_every_page_has_its_expectation_and_every_layout_its_page() -> None:
    assert {path.stem for path in PAGES.glob("*.txt")} == set(NAMES)
    read = set()
    for name in NAMES:
        tree = read_tree(page(name).data.decode())
        read.add(next(layout.name for layout in layouts() if list(layout.read(tree))))
    assert read == {layout.name for layout in layouts()}


def test_pages_are_found_among_the_readers() -> None:
    assert READER in readers()
    assert READER.claims(html(""))
    assert READER.claims(Text("saved", "", b"\n<!DOCTYPE html><html>", "text/plain"))
    assert not READER.claims(Text("list.md", "", b"- <b>A</b>", "text/markdown"))


def test_what_is_no_paper_is_named() -> None:
    assert "Keynote Address: What the Tide Brought In" in READER.read(page("usenix")).problems[0]
    assert "Proceedings of the 70th" in READER.read(page("acl")).problems[0]
    assert READER.read(page("table")).problems == ()


def test_the_venue_and_its_year_are_those_of_the_page() -> None:
    said = {name: READER.read(page(name)) for name in ("usenix", "sigops", "virtual", "acm")}
    assert {name: one.name for name, one in said.items()} == {
        "usenix": "OSDI 2031", "sigops": "SOSP 2031", "virtual": "MLSys 2031", "acm": "SC 2031",
    }  # fmt: skip
    assert {item.date for item in said["sigops"].items} == {"2031"}


def test_code_and_slides_are_kept_beside_the_paper() -> None:
    assert READER.read(page("usenix")).items[0].links["slides"].endswith("osdi31_slides_okafor.pdf")
    assert READER.read(page("usenix")).items[0].abstract == "We share caches between tenants."


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div id=app></div>",
        "<ul><li><a href=/a>Call for Papers and Posters</a><li><a href=/b>Travel and Visas</a></ul>",
        "<h1>A Post about Three Things</h1>" + "<p>A sentence about it, and then another one.</p>" * 9,
        "<li><b>Program Committee Area</b> Ann Lee, Bob Ray</li>" * 5,
        "<p><b>Only One Paper Stands Here</b><br>Ann Lee, Bob Ray</p>",
    ],
)  # fmt: skip
def test_a_page_without_papers_says_what_to_do(body: str) -> None:
    with pytest.raises(UsageError, match="one per line"):
        READER.read(html(body))


def test_an_address_that_papers_share_is_the_index_and_no_link_of_theirs() -> None:
    titles = ["Alder Trees in Winter", "Birch Trees in Spring", "Cedar Trees in Autumn"]
    body = "".join(
        f'<li><a href="/papers#p{n}">{title}</a> <a href="/volume.pdf">pdf</a><br>Ann Lee, Bob Ray</li>'
        for n, title in enumerate(titles)
    )
    assert [(item.title, item.link) for item in READER.read(html(f"<ul>{body}</ul>")).items] == [
        (title, "") for title in titles
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://[", "data:text/html,x", "//", "\x00"])
def test_a_hostile_address_is_no_link(address: str) -> None:
    body = "".join(
        f'<li><a href="{address}">Willow Trees Number {word}</a><br>Ann Lee, Bob Ray</li>'
        for word in ("one", "two", "three")
    )
    assert [item.link for item in READER.read(html(f"<ul>{body}</ul>")).items] == ["", "", ""]


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000,
        "<li>" * 20_000 + "Ann Lee",
        "<b><i>" * 5_000 + "x" + "</b>" * 5_000,
        "<p><b>One Title Two</b><br>" + "Ann Lee, " * 40_000,
        "<" * 50_000,
        '<script type="application/ld+json">' + "[" * 20_000,
    ],
)
def test_a_page_meant_to_hurt_is_read_like_any_other(body: str) -> None:
    with pytest.raises(UsageError):
        READER.read(html(body))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee (First University), Bob Ray (Second, Third), and Cy Dow", ["Ann Lee", "Bob Ray", "Cy Dow"]),
        ("Ann Lee and Bob Ray, First University; Cy Dow, Second Institute", ["Ann Lee", "Bob Ray", "Cy Dow"]),
        ("Ann Lee, Santa Cruz; Bob Ray and Cy Dow, New York", ["Ann Lee", "Bob Ray", "Cy Dow"]),
        ("Ann Lee · Bob van der Ray · Cy D. Dow", ["Ann Lee", "Bob van der Ray", "Cy D. Dow"]),
        ("Authors: Ann Lee¹, Bob Ray*", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee1, Bob Ray2", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee1,2, Bob Ray,3 ,12", ["Ann Lee", "Bob Ray"]),
        ("张三, 李四光", ["张三", "李四光"]),
        ("First University", []),
        ("", []),
    ],
)
def test_names_are_read_as_people_write_them(text: str, names: list[str]) -> None:
    assert list(people(text)) == names
    assert all(map(is_name, names))


@pytest.mark.parametrize(
    ("title", "work"),
    [
        ("Opening the Black Box of Caches", True),
        ("Session-Based Recommendation", True),
        ("Break-A-Scene", True),
        ("Breaking Bad Habits", True),
        ("Findings of the Reed Shared Task", True),
        ("Paneling and Paging", True),
        ("Opening Remarks", False),
        ("Keynote", False),
        ("Invited Talk: Rivers", False),
        ("Coffee Break", False),
        ("Session 3A: Storage", False),
        ("Proceedings of the Tenth Symposium", False),
        ("Lunch", False),
    ],
)
def test_talks_and_breaks_are_no_works(title: str, work: bool) -> None:
    assert is_work(title) is work


@pytest.mark.parametrize(
    ("text", "venue"),
    [("OSDI '31 Technical Sessions | USENIX", "OSDI 2031"), ("Accepted Papers", ""), ("Our 2031 Papers", "")],
)
def test_a_venue_is_a_series_with_its_year(text: str, venue: str) -> None:
    assert venue_of(text) == venue


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<table><tr><td>",
        "<a title='paper title'>x</a>",
        "<strong><a class='align-middle'>Four Words or So</a></strong>",
        "<a href='/virtual/2031/poster/1'>x</a>",
    ],
)
def test_a_page_made_to_be_slow_is_read_or_given_up_in_time(piece: str) -> None:
    """Whoever asks for a conference chooses the page."""
    started = time.process_time()
    with suppress(UsageError, SourceUnavailable):
        READER.read(html(piece * 12_000))
    assert time.process_time() - started < 30


@pytest.mark.parametrize("space", [" ", "\t", "\u3000", "\n", "* "])
def test_names_far_apart_are_read_in_time(space: str) -> None:
    started = time.process_time()
    people(f"Ada Heron{'1' * 20_000}x")
    assert people(f"Ada Heron,{space * 20_000}Bob Egret") == ("Ada Heron", "Bob Egret")
    authors_of(f"Ada Heron,{space * 20_000}Bob Egret")
    assert split(f"Wombats{space * 20_000}dig") == (f"Wombats{space * 20_000}dig", "")
    assert time.process_time() - started < 2


def test_a_line_of_many_colons_is_read_in_time() -> None:
    started = time.process_time()
    assert split("wombats: " * 20_000)[0].startswith("wombats: ")
    assert time.process_time() - started < 2
