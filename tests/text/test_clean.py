"""Plain text, LaTeX, logs, and words on which GitHub would act."""

from __future__ import annotations

import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import (
    cell,
    code_span,
    inline_note,
    inline_text,
    line_safe,
    link_text,
    log_safe,
    plain,
    quiet,
    untex,
)

_TEX = [
    tuple(line.split(" -> "))
    for line in (Path(__file__).parent / "cases" / "tex.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]


@pytest.mark.parametrize(("text", "shown"), _TEX)
def test_untex(text: str, shown: str) -> None:
    assert untex(text) == shown


@given(st.text(st.sampled_from(list("\\{}$^_'`\"~-aSigmabc 12"))))
def test_untex_never_fails(text: str) -> None:
    untex(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  a\n\tb  ", "a b"),
        ("AT&amp;T", "AT&T"),
        ("a\u200bb\u202ec\ufeffd", "abcd"),
        ("a&#8238;b", "ab"),
        ("e\u0301", "é"),
        ("ﬁne x²", "ﬁne x²"),
        ("zero\x00", "zero"),
        ("a\u2028b", "a b"),
        ("o\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "ó\u0301\u0301\u0301\u0301"),
        ("\u3164", ""),
        ("نص عربي", "نص عربي"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(), st.integers(1, 50))
def test_plain_is_one_short_visible_line(text: str, limit: int) -> None:
    line = plain(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in line)


def test_plain_cuts_with_an_ellipsis() -> None:
    assert plain("x" * 400) == "x" * 299 + "…"
    assert plain("ab e\u0301\u0302\u0303z" * 9, 6).endswith("…")


_ACTS = re.compile(
    r"(?<!\w)@\w|#\d|\bGH-\d|\[(?:skip|no) ci\]|\[ci skip\]|(?:^|\s)::[a-z]|##\[|skip-checks:|^[\w-]+-by:"
    r"|(?<!redirect\.)github\.com/[\w.-]+/[\w.-]+/(?:issues|pull)/\d",
    re.I | re.M,
)


@pytest.mark.parametrize(
    "text",
    [
        "@octocat", "(@octocat)", "@org/team", "fixes #1", "Closes: #12", "resolves o/r#3", "GH-4", "gh-4",
        "[skip ci]", "[ci skip]", "[no ci]", "::error::x", "a ::set-output name=x::y", "##[group]x",
        "skip-checks: true", "x\n\nCo-authored-by: A <a@b.example>", "https://github.com/o/r/issues/5",
        "fixes https://github.com/o/r/pull/5", "http://www.github.com/o/r/issues/5",
        "github.com/o/r/issues/5",
    ],
)  # fmt: skip
def test_quiet(text: str) -> None:
    assert _ACTS.search(text)
    still = quiet(text)
    assert not _ACTS.search(still)
    assert quiet(still) == still
    assert still.replace("\u200b", "").replace("redirect.github", "github").replace(
        "www.", ""
    ) == text.replace("www.", "")


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, C# and a@b.example.",
        "https://github.com/o/r",
        "https://medium.com/@name/post-0123abcdef",
        "https://arxiv.org/abs/2309.06180",
        "https://x.example/page#1",
        "2309.06180 in 2023, 20230915",
    ],
)
def test_quiet_leaves_the_rest(text: str) -> None:
    assert quiet(text) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "@",
                "#",
                "1",
                "a",
                "GH-",
                "[skip ci]",
                "::",
                "-by:",
                " ",
                "\n",
                "\u200b",
                "0a1b2c3d",
                "https://",
                "github.com/o/r/issues/1",
                "redirect.",
                "www.",
                "##[",
            ]
        )
    ).map("".join)
)
def test_quiet_is_idempotent_and_complete(text: str) -> None:
    still = quiet(text)
    assert quiet(still) == still
    outside = re.sub(r"https?://[^\s<>\"]+", "", still)
    assert not re.search(r"(?<!\w)@\w|#\d|\[skip ci\]|\bGH-\d", outside)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("::error::x", ": :error::x"), ("  ::x::", "  : :x::"), ("a\nb\r", "a%0Ab%0D"), ("50%", "50%25"),
     ("x ##[error]y", "x ## [error]y"), ("plain", "plain")],
)  # fmt: skip
def test_log_safe(text: str, shown: str) -> None:
    assert log_safe(text) == shown


def test_no_line_for_people_is_a_command() -> None:
    said = line_safe("paperlist: “a\n ::error::x”\rb is 50%\nx ##[error]y\n")
    assert said == "paperlist: “a\n : :error::x” b is 50%\nx ## [error]y\n"


@pytest.mark.parametrize(
    "function", [code_span, cell, plain, untex, link_text, inline_text, inline_note, quiet, log_safe]
)
@pytest.mark.parametrize(
    "part",
    [
        " ",
        "$",
        "[",
        "]",
        "*a ",
        "`",
        "a@b.",
        "@",
        "{",
        "\\{",
        "$a",
        "&",
        "<",
        "\\'",
        "a_",
        "www.",
        "-",
        "a-",
        "f0",
    ],
)
def test_hostile_lengths_take_linear_time(function: object, part: str) -> None:
    start = time.perf_counter()
    function(part * 20_000)  # type: ignore[operator]
    assert time.perf_counter() - start < 1.5
