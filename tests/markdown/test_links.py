"""Links as cmark-gfm renders them: on made-up text always, on every line of third-party lists when there."""

from __future__ import annotations

import html
import re
import time
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from cmarkgfm import cmark
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.markdown.links import Link, links, read_plain, read_tokens

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RENDERED = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]*)|<img\s[^>]*?src=\"([^\"]*)\"", re.I)
_IN_ANGLES = re.compile(r"<(https?://[^<>\s]*)>")
_IMAGE_TAG = re.compile(r"<img\b[^>]*>", re.I)


def rendered(text: str) -> Counter[str]:
    """Destinations of the links and images in what cmark-gfm makes of ``text``."""
    cmark.core_extensions_ensure_registered()
    options = cmark.Options.CMARK_OPT_UNSAFE
    parser = cmark.parser_new(options)
    for name in ("table", "strikethrough", "autolink", "tasklist"):
        cmark.parser_attach_syntax_extension(parser, cmark.find_syntax_extension(name))
    cmark.parser_feed(parser, text)
    page = cmark.render_html(cmark.parser_finish(parser), options, cmark.parser_get_syntax_extensions(parser))
    return Counter(
        unquote(html.unescape(m[1] if m[1] is not None else m[2])) for m in _RENDERED.finditer(page)
    )


def found(text: str, one: Link) -> str:
    url = html.unescape(_ESCAPED.sub(r"\1", one.url))
    return unquote("http://" + url if one.bare and url.startswith("www.") else url)


def differences(text: str) -> Counter[str]:
    """What only one of the two sees, apart from what is meant to differ.

    - ``<img>`` tags are no links of ours, so they are taken out beforehand.
    - GitHub makes no link of a bare address behind an open bracket, ``(Course)[https://…]``; the list means
      one, and an entry must be found by it.
    - ``[<https://…>](u)`` is two links, one in the other, for GitHub; its text is what it shows, for us.
    """
    ours = [one for one in links(text) if not (one.bare and "[" in text[: one.start])]
    bracketed = Counter(found(text, one) for one in links(text) if one not in ours)
    shown = Counter(
        url for one in ours for url in _IN_ANGLES.findall(text[one.text_start : one.text_end]) if not one.bare
    )
    left, right = rendered(text), Counter(found(text, one) for one in ours)
    return (left - right - bracketed - shown) + (right - left)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("[a](u)", ["u"]),
        ("[a](<u v> 't')", ["u v"]),
        ("[a](u(v)w)", ["u(v)w"]),
        ("[a] (u)", []),
        ("![i](u)", ["u"]),
        ("[![i](u)](v)", ["v", "u"]),
        ("[[a](u)](v)", ["u"]),
        ("[https://a.example](u)", ["u"]),
        ("`[a](u)` [b](v)", ["v"]),
        ("``[a](u)` [b](v)", ["u", "v"]),
        (r"\[a](u) [b\](v)](w)", ["w"]),
        ("<https://a.example/x>", ["https://a.example/x"]),
        ("(https://a.example/x_(y)).", ["https://a.example/x_(y)"]),
        ("见https://a.example/x。", ["https://a.example/x"]),
        ('<a href="u">a</a> <a href=v>b</a>', ["u", "v"]),
        ('<a href="u">![i](v)</a>', ["u", "v"]),
    ],
)
def test_links(text: str, urls: list[str]) -> None:
    assert [one.url for one in links(text)] == urls
    assert all(text[one.url_start : one.url_end] == one.url for one in links(text))


_PIECES = [
    "[", "]", ")", "](", "![", "](u)", "[a]", " ", "a", "`", "``", "\\[", "\\]", "*", "<", ">", '"', "|",
    "<u>", "<https://b.example>", " https://c.example/d ", " www.e.example ", "(https://g.example) ", ".",
    ",",
    '<a href="f">', "</a>", '](g "h")', "（", "论文",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_any_pieces_are_read_as_they_are_rendered(text: str) -> None:
    # cmark-gfm takes an address with an open parenthesis; the specification and we do not.
    assume(not re.search(r"\]\([^ )]*\(", text))
    assert not differences(f"x {text}"), text


@given(
    st.lists(st.sampled_from([*_PIECES, *"[]()!<> \n", "](", "[[", "]]", "<br>"]), max_size=14).map("".join)
)
def test_plain_links_are_read_as_token_by_token(text: str) -> None:
    plain = read_plain(text)
    assert plain is None or plain == read_tokens(text)


@given(st.text(max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    for one in links(text):
        assert 0 <= one.start <= one.text_start <= one.text_end <= one.end <= len(text)
        assert one.start <= one.url_start <= one.url_end <= one.end
        assert text[one.url_start : one.url_end] == one.url


def test_third_party_lists(shared: Path) -> None:
    files = [*shared.glob("lists/**/*.md"), *shared.glob("seeds/*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    lines = {line for line in _IMAGE_TAG.sub("", text).split("\n") if re.search(r"[(<]|http|www", line)}
    assert len(lines) > 5000
    wrong = {line: seen for line in lines if (seen := differences(line.strip()))}
    assert not wrong


_HOSTILE = ["[", "](", "![", "`", "``a", "<a ", '<a href="u">', "<a\n", "[a](b)", "[[a](b)", "![[a](b)]",
            '[a](b "', "[a](b(", "[](<", "https://a.b/)", ")", "www.", "(", "\\", "[a][b]"]  # fmt: skip


@pytest.mark.parametrize("piece", _HOSTILE)
def test_time_is_linear(piece: str) -> None:
    """100 kB of anything takes well under a second; a quadratic reader takes ten."""
    text = "[x](y) https://c.d/" + piece * (100_000 // len(piece))
    start = time.process_time()
    links(text)
    assert time.process_time() - start < 2
