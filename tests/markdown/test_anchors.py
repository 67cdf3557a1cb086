from __future__ import annotations

import pytest

from bot.markdown.anchors import Slugger, heading_text, slug


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("LLM serving", "llm-serving"),
        ("heading with a - dash", "heading-with-a---dash"),
        ("😄 emoji", "-emoji"),
        ("What's new, (2024)?", "whats-new-2024"),
        ("推理（服务）", "推理服务"),
        ("Ünïcode_ Ⅳ ‿", "ünïcode_-ⅳ-‿"),
        ("C++ & more", "c--more"),
        ("½ ² ⓐ", "--ⓐ"),
    ],
)
def test_slugs_are_githubs(text: str, anchor: str) -> None:
    assert slug(text) == anchor


def test_repeated_headings_are_numbered() -> None:
    slugger = Slugger()
    texts = [
        "echo",
        "echo",
        "echo 1",
        "echo-1",
        "echo",
        "foxtrot-1",
        "foxtrot",
        "foxtrot",
        "__proto__",
        "__proto__",
    ]
    assert [slugger.slug(text) for text in texts] == [
        "echo", "echo-1", "echo-1-1", "echo-1-2", "echo-2", "foxtrot-1", "foxtrot", "foxtrot-2", "__proto__",
        "__proto__-1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Plain  text ", "Plain text"),
        ("**Bold** [link](https://example.org) `code <a>`", "Bold link code <a>"),
        ("![badge](x.svg) Name <a name='x'></a>", "Name"),
        ("[![badge](x.svg)](https://example.org) Name", "Name"),
        ("a &amp; b \\* c ~~d~~", "a & b * c d"),
        ("snake_case and 2 * 3", "snake_case and 2 * 3"),
        ("<https://example.org>", "https://example.org"),
    ],
)
def test_heading_text_is_what_a_reader_sees(source: str, text: str) -> None:
    assert heading_text(source) == text
