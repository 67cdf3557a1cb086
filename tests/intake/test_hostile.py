"""Whatever is in an issue: an answer in time, every link accounted for, nothing invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.identifiers import clean_link, find_links
from bot.intake.issue import read
from bot.intake.lines import without_comments
from bot.intake.model import MOST_WORKS, Request

LIMIT = 65_536
SECONDS = 5.0

PIECES = st.sampled_from(
    [
        "https://arxiv.org/abs/2403.90001",
        "https://arxiv.org/pdf/2403.90001v2.pdf",
        "arXiv:2403.90002",
        "https://github.com/heronlab/puffin",
        "https://github.com/heronlab",
        "https://github.com/a/b/pull/3",
        "https://puffin.github.io/",
        "https://example.org/a.png",
        "https://openreview.net/group?id=X",
        "https://openreview.net/forum?id=abCD12efGh",
        "10.1145/9000001.9000002",
        "Puffin: Paged State for All",
        "Title:",
        "**Paper**:",
        "Code：",
        "Section: Serving",
        "### Link\n\n",
        "### Title\n\n",
        "## Serving",
        "_No response_",
        "> ",
        "- ",
        "1. ",
        "| ",
        " | ",
        "[",
        "](",
        ")",
        "[[",
        "**",
        '"',
        "“",
        "”",
        "```",
        "<!--",
        "-->",
        '<a href="https://example.org/x">',
        "</a>",
        "![",
        "@misc{a, url={",
        "}}",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "please add",
        "update",
        "based on ",
        "\u202e",
        "\x00",
        "{",
        "链接：",
        "标题：一个关于缓存的系统研究",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


def links_in(request: Request) -> tuple[set[str], set[str]]:
    used = {link for work in request.works for link in (work.link, work.code, *work.links.values()) if link}
    return used, {unused.link for unused in request.unused}


@settings(max_examples=400, deadline=None)
@given(title=st.text(max_size=60) | PIECES, body=TEXTS)
def test_every_link_has_its_place(title: str, body: str) -> None:
    request = read(title, body)
    used, unused = links_in(request)
    assert not used & unused
    assert len(unused) == len(request.unused)
    shown = " ".join(title.split()) + "\n" + without_comments(body.replace("\r\n", "\n").replace("\r", "\n"))
    assert all(link in shown.replace("&amp;", "&") or link in shown for link in used | unused)
    if not set(shown) & set(
        "<@{|"
    ):  # HTML, BibTeX, JSON and tables are taken apart before links are looked for
        wanted = {
            found.text for line in shown.split("\n") for found in find_links(line) if clean_link(found.text)
        }
        assert wanted <= used | unused


@settings(max_examples=100, deadline=None)
@given(title=st.text(max_size=60) | PIECES, body=TEXTS)
def test_reading_is_a_function_of_the_text(title: str, body: str) -> None:
    assert read(title, body) == read(title, body)


@settings(max_examples=200, deadline=None)
@given(body=TEXTS)
def test_titles_are_the_requesters_words(body: str) -> None:
    letters = {char for char in body.lower() if char.isalnum()}
    for work in read("Add paper", body).works:
        assert {char for char in work.title.lower() if char.isalnum()} <= letters


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "]",
        "(",
        "[](",
        "**",
        "*",
        '"',
        "“",
        "<",
        "<!--",
        "<a href='",
        "@misc{",
        "@misc{a,",
        "{",
        "|",
        "| |\n",
        "> ",
        "- ",
        "#",
        "### Link\n\n",
        "https://",
        "https://a.b/",
        "https://a.b/[(",
        "](https://a.b/",
        "arXiv:",
        "10.1145/",
        "a: ",
        "：",
        "add ",
        "update the ",
        "add code for ",
        "under the ",
        "section ",
        "\n",
        " ",
        "\t",
        "`",
        "```\n[\n",
        "accepted ",
        "the code of ",
        "taxonomy it is ",
        "ACL ",
        "20",
        "é",
        "(2024/",
        "【",
        "《",
        "_",
        "has been accepted update ",
        "is available at ",
        "1. ",
        "-\n",
        "a.b.c.",
        "/section ",
        "![](",
        "`\t",
        "** ",
        "[](a) ",
        "&",
        "Title: ",
        "to the ",
        '"section" ',
        "放到",
        "add this paper to ",
        "A B C D\n",
        "based on ( ",
        "\\",
        "<b ",
        "a href=",
    ],
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    body = (piece * (LIMIT // len(piece) + 1))[:LIMIT]
    started = time.process_time()
    read(body[:256], body)
    assert time.process_time() - started < SECONDS


def test_ten_thousand_links_are_read_in_time() -> None:
    body = "\n".join(f"- https://a.b/{number}" for number in range(3_400))
    started = time.process_time()
    request = read("Add", body[:LIMIT])
    assert time.process_time() - started < SECONDS
    assert len(request.works) == MOST_WORKS
    assert any("first 200" in problem for problem in request.problems)
    used, unused = links_in(request)
    assert len(used | unused) == body[:LIMIT].count("https://a.b/")


def test_two_hundred_works_are_no_problem() -> None:
    body = "\n".join(f"https://arxiv.org/abs/2403.{number:05}" for number in range(1, MOST_WORKS + 1))
    request = read("Add", body)
    assert len(request.works) == MOST_WORKS
    assert not request.problems


def test_deep_json_is_text() -> None:
    assert read("Add", "[" * 60_000).works == ()
