"""One name for a work in all its forms: cases by scheme, and what must hold for any text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.identifiers import Identifier, clean_link, find_links, identify, link_for
from bot.identifiers.address import LONGEST
from bot.identifiers.registry import PAPERS, PUBLISHED, SCHEMES, collect
from bot.identifiers.scheme import Scheme

_CASES = Path(__file__).parent / "cases"
CASES = [
    (path.stem, *line.rsplit(" -> ", 1))
    for path in sorted(_CASES.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]


def test_each_scheme_has_its_cases_and_each_case_its_scheme() -> None:
    assert {path.stem for path in _CASES.iterdir()} == set(SCHEMES)
    for name in SCHEMES:
        assert any(scheme == name and result.startswith(f"{name}:") for scheme, _, result in CASES), name


def test_every_scheme_but_these_names_papers():
    assert set(SCHEMES) - PAPERS == {"github", "url"}
    assert {"arxiv", "openreview"} == PAPERS - PUBLISHED


def test_two_files_may_not_claim_one_scheme() -> None:
    scheme = SCHEMES["acl"]
    with pytest.raises(ValueError, match="acl"):
        collect([scheme, scheme])
    twin = Scheme("twin", (), scheme.from_link, scheme.link, registrant=scheme.registrant)
    with pytest.raises(ValueError, match="registrant"):
        collect([scheme, twin])


@pytest.mark.parametrize(("scheme", "text", "result"), CASES)
def test_case(scheme: str, text: str, result: str) -> None:
    name = identify(text)
    assert (str(name) if name else "none") == result
    if not name:
        return
    assert identify(str(name)) == name
    for form in ("", "abs", "pdf"):
        assert identify(link_for(name, form)) == name
    if cleaned := clean_link(text):
        assert identify(cleaned) == name
        assert clean_link(cleaned) == cleaned


@pytest.mark.parametrize(
    ("link", "cleaned"),
    [
        ("http://www.arxiv.org/pdf/2309.06180v2.pdf?utm_source=x", "https://arxiv.org/pdf/2309.06180v2.pdf"),
        ("https://arxiv.org/abs/2309.06180?s=03", "https://arxiv.org/abs/2309.06180"),
        ("https://arxiv.org/abs/2309.06180v1", "https://arxiv.org/abs/2309.06180v1"),
        ("arxiv.org/abs/2309.06180", "https://arxiv.org/abs/2309.06180"),
        ("https://arxiv.org/abs/2412.03594#", "https://arxiv.org/abs/2412.03594"),
        ("https://arxiv.org/search/?query=x", "https://arxiv.org/search/?query=x"),
        ("<http://www.example.org/a/?gclid=1&b=2#c>.", "http://www.example.org/a/?b=2#c"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("https://example.org/a)", "https://example.org/a"),
        ("https://example.org/x#:~:text=words", "https://example.org/x"),
        ("arXiv:2309.06180", ""),
        ("math.GT/0309136", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,<b>", ""),
        ("vbscript:x", ""),
        ("//example.org/x", ""),
        ("", ""),
    ],
)
def test_clean_link(link: str, cleaned: str) -> None:
    assert clean_link(link) == cleaned


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "See https://a.example/x. And (https://b.example/y)!",
            ["https://a.example/x", "https://b.example/y"],
        ),
        (
            "[t](https://a.example/x_(y)) [u](<https://b.example>)",
            ["https://a.example/x_(y)", "https://b.example"],
        ),
        ("[https://a.example](https://a.example/b)", ["https://a.example", "https://a.example/b"]),
        (
            '[t](https://a.example "title") ![](https://b.example/i.png)',
            ["https://a.example", "https://b.example/i.png"],
        ),
        (
            "论文：https://a.example/x。代码（https://b.example/y），谢谢",
            ["https://a.example/x", "https://b.example/y"],
        ),
        ("见https://arxiv.org/abs/2309.06180这篇", ["https://arxiv.org/abs/2309.06180"]),
        ("**https://a.example/x** | https://b.example/y|", ["https://a.example/x", "https://b.example/y"]),
        ("<a href='https://a.example/x'>x</a>", ["https://a.example/x"]),
        ('<a href="https://a.example/x">x</a>', ["https://a.example/x"]),
        ("`https://a.example/x`", ["https://a.example/x"]),
        ("code at github.com/o/r, page at www.b.example", ["github.com/o/r", "www.b.example"]),
        ("www.b.example/page/1?x=y.", ["www.b.example/page/1?x=y"]),
        (
            "doi:10.1000/abc.1, arXiv:2309.06180v2 (10.48550/arXiv.2309.06181)",
            ["doi:10.1000/abc.1", "arXiv:2309.06180v2", "10.48550/arXiv.2309.06181"],
        ),
        ("2309.06180\ncs/0112017", ["2309.06180", "cs/0112017"]),
        ("I measured 1234.56789 and/or 2313.12345; mail a@b.com/c", []),
        ("https:// and http://", []),
        ("https://a.example/x\\_y", ["https://a.example/x\\_y"]),
        ('{"url": "https://a.example/x", "n": 1}', ["https://a.example/x"]),
        ("url = {https://a.example/x},", ["https://a.example/x"]),
    ],
)
def test_find_links(text: str, links: list[str]) -> None:
    found = find_links(text)
    assert [link.text for link in found] == links
    assert all(text[link.start : link.end] == link.text for link in found)


_NEW_ID = st.builds(
    lambda year, month, number: f"{year:02}{month:02}.{number:05}",
    st.integers(15, 40),
    st.integers(1, 12),
    st.integers(0, 99999),
)
_OLD_ID = st.builds(
    lambda archive, year, month, number: f"{archive}/{year:02}{month:02}{number:03}",
    st.sampled_from(["cs", "hep-th", "math", "quant-ph"]),
    st.integers(92, 99),
    st.integers(1, 12),
    st.integers(1, 999),
)
_FORMS = [
    "https://arxiv.org/abs/{}",
    "http://arxiv.org/pdf/{}.pdf",
    "https://www.arxiv.org/html/{}v3",
    "arXiv:{}v1",
    "{}",
    "https://arxiv.org/pdf/{}v2.pdf?x=y#page=2",
    "https://doi.org/10.48550/arXiv.{}",
    "https://ar5iv.org/abs/{}",
    "https://www.alphaxiv.org/abs/{}v1",
    "https://huggingface.co/papers/{}",
    "10.48550/ARXIV.{}",
]


@given(_NEW_ID | _OLD_ID, st.sampled_from(_FORMS))
def test_all_forms_of_one_paper_agree(number: str, form: str) -> None:
    assert identify(form.format(number)) == Identifier("arxiv", number)
    if "://" in form:
        (found,) = find_links(f"文{form.format(number)}。")
        assert found.text == form.format(number)


_PARTS = st.sampled_from(
    [
        "https://",
        "http://",
        "www.",
        "arxiv.org",
        "/abs/",
        "2309.06180",
        "v2",
        ".pdf",
        "?",
        "#",
        "&",
        "utm_source=x",
        "doi.org/",
        "10.1145/",
        "abc",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        " ",
        "\\",
        "%2F",
        "%",
        "@",
        ":",
        ".",
        "/",
        "。",
        "é",
        "github.com",
        "/o/r",
        "arXiv:",
        "doi:",
        "url:",
        "acl:",
        "P19-1001",
        "openreview.net/forum?id=",
        "\u200b",
        "\n",
        "usenix.org/conference/",
        "proceedings:neurips/2023",
        "cvf:",
        "nature.com/articles/",
        "-",
        "_",
        "*",
        "'",
        '"',
    ]
)
_ANY = st.text() | st.lists(_PARTS, max_size=9).map("".join)


@given(_ANY)
def test_any_text(text: str) -> None:
    name = identify(text)
    if name:
        assert identify(link_for(name)) == name
        assert identify(str(name)) == name
    cleaned = clean_link(text)
    assert cleaned == "" or re.match(r"https?://[^/\s]", cleaned)
    if cleaned:
        assert clean_link(cleaned) == cleaned
        assert identify(cleaned) == name
    end = 0
    for link in find_links(text):
        assert text[link.start : link.end] == link.text
        assert link.start >= end
        end = link.end


@given(st.sampled_from([text for _, text, result in CASES if result != "none" and "://" in text]), st.data())
def test_tracking_changes_nothing(text: str, data: st.DataObject) -> None:
    assume(not re.search(r"[?#)>。】]|\.$", text))
    tail = data.draw(st.sampled_from(["?utm_source=a", "?fbclid=1&utm_campaign=b", "?gclid=x#top"]))
    assert identify(text + tail) == identify(text)


@pytest.mark.parametrize(
    "part",
    [
        "(",
        ")",
        "[",
        "](",
        "https://",
        "https://a(",
        "https://a]",
        "a.",
        "www.",
        "10.1145/",
        "arxiv:",
        "a@",
        "https://a.b/((",
        "/10.1",
        "cs/",
        "%28",
        "\\_",
        "。",
        "-",
        "x?x=",
    ],
)
def test_hostile_text_takes_linear_time(part: str) -> None:
    start = time.perf_counter()
    for text in (part * 20_000, "https://a.example/" + part * 800, part * (LONGEST // len(part))):
        identify(text)
        clean_link(text)
        find_links(text)
    assert time.perf_counter() - start < 1.5


def test_fifty_thousand_links_are_quick() -> None:
    links = [text for _, text, result in CASES if result != "none"]
    start = time.perf_counter()
    for count in range(50_000):
        identify(links[count % len(links)])
    assert time.perf_counter() - start < 2.5  # 0.6 s where nothing else runs
