"""What becomes of facts: merged with the request, spelt as a venue, kept for later."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies

from bot.identifiers import Identifier
from bot.intake.model import Wanted
from bot.works.cache import Cache
from bot.works.html import read_page
from bot.works.merge import ADD_TITLE, BY_HAND, merge, same_title
from bot.works.model import Unresolved, Work
from bot.works.page import facts
from bot.works.resolve import Lookup, resolve
from bot.works.titles import LONGEST, clean_title
from bot.works.venue import venue

NAME = Identifier("arxiv", "2401.00001")
LINK = "https://arxiv.org/pdf/2401.00001v2"
DOI = Identifier("doi", "10.1145/9999999.1111111")
FACTS = Work(
    "Paged Teapots", "", NAME, also=(DOI,), authors=("Ada Kettle",), date="2024-01-01", source="arXiv"
)


@pytest.mark.parametrize(
    ("record", "year", "expected"),
    [
        ("Proceedings of the 40th Symposium on Kettles (KETTLE 2024), pages 1-12", "", "KETTLE 2024"),
        ("KETTLE '24: 40th Symposium on Kettles", "2024", "KETTLE 2024"),
        ("KETTLE ’24", "", "KETTLE 2024"),
        ("17th USENIX Symposium on Kettles (KETT 23)", "2023", "KETT 2023"),
        (
            "2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
            "2022-06",
            "CVPR 2022",
        ),
        ("Advances in Neural Information Processing Systems 36", "2023-12-15", "NeurIPS 2023"),
        (
            "Findings of the Association for Computational Linguistics: EMNLP 2023",
            "2023",
            "Findings of EMNLP 2023",
        ),
        ("Proceedings of the VLDB Endowment", "2020", "VLDB 2020"),
        ("Journal of Imaginary Algorithms 12 (2002) 34-56", "", "Journal of Imaginary Algorithms 2002"),
        ("JHEP 05 (2019) 123", "", "JHEP 2019"),
        ("Nature", "2021-03-04", "Nature 2021"),
        ("ICLR 2024", "", "ICLR 2024"),
        ("arXiv preprint arXiv:2401.00001", "2024", ""),
        ("Submitted to ICLR 2024", "", ""),
        ("ICLR 2024 Conference Withdrawn Submission", "", ""),
        ("x" * 200, "2024", ""),
        ("", "2024", ""),
        (None, "2024", ""),
        (["a list"], "2024", ""),
    ],
)
def test_venues_as_lists_write_them(record, year, expected):
    assert venue(record, year) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Paged Teapots", "paged teapots!", True),
        ("Paged Teapots: Serving Tea", "Paged Teapots", True),
        ("Cups & Saucers", "Cups and Saucers", True),
        ("Paged Teapots", "Pagd Teapots", True),
        ("Paged Teapots", "Counting Sheep", False),
        ("Teapots", "Tea", False),
        ("A Report on the Teapot 2 Family of Kettles", "A Report on the Teapot 3 Family of Kettles", False),
        ("LLaMA: Open Tea", "LLaMA 2: Open Foundation Tea and Fine-Tuned Cups", False),
    ],
)
def test_titles_that_differ_in_form_only(one, other, same):
    assert same_title(one, other) is same


def test_the_requester_fills_what_the_source_lacks_and_knows_the_venue():
    wanted = Wanted(
        LINK,
        NAME,
        authors="Someone Else",
        venue="KETTLE 2024",
        date="1999",
        code="https://github.com/a/b",
        note="*good*",
        links={
            "slides": "https://x.example/s.pdf",
            "openreview": "https://openreview.net/forum?id=TeaPot1234",
        },
    )
    work = merge(wanted, FACTS)
    assert isinstance(work, Work)
    assert (work.link, work.date, work.authors) == (LINK, "2024-01-01", ("Ada Kettle",))
    assert (work.venue, work.code, work.note) == ("KETTLE 2024", "https://github.com/a/b", "*good*")
    assert work.also == (DOI, Identifier("openreview", "TeaPot1234"))
    assert work.links == wanted.links


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Kettle, Bo Saucer and Cy Cup", ("Ada Kettle", "Bo Saucer", "Cy Cup")),
        ("Kettle, Ada; Saucer, Bo", ("Ada Kettle", "Bo Saucer")),
        ("Ada Kettle, and Bo Saucer", ("Ada Kettle", "Bo Saucer")),
        ("", ()),
    ],
)
def test_authors_by_hand(text, names):
    assert merge(Wanted(LINK, NAME, title="Given", authors=text), None).authors == names


@pytest.mark.parametrize(
    ("date", "kept"), [("2023", "2023"), ("2023-10", "2023-10"), ("soon", ""), ("2023-13", "")]
)
def test_a_date_by_hand_is_a_date(date, kept):
    assert merge(Wanted(LINK, NAME, title="Given", date=date), None).date == kept


def test_what_has_no_name_says_what_to_do():
    assert "add the link" in merge(Wanted("", None, title="A Title"), None).reason
    assert "http" in merge(Wanted("ftp://x", None), None).reason


@pytest.mark.parametrize("title", ["", " ", "…!", "\ufffd\ufffd Tea", "\u200b\u202e"])
def test_what_says_nothing_is_no_title(title):
    assert clean_title(title) == ""


def test_markup_of_publishers_goes_and_comparisons_stay():
    assert (
        clean_title("The <i>E. coli</i> of <sub>2</sub> &amp; <jats:italic>Tea</jats:italic>")
        == "The E. coli of 2 & Tea"
    )
    assert clean_title("When p < q and r > s") == "When p < q and r > s"
    assert len(clean_title("tea " * 1000)) <= LONGEST


def test_the_cache_ages(tmp_path):
    now = [1000.0]
    cache = Cache(tmp_path / "deep" / "er", max_age=60, clock=lambda: now[0])
    cache.put(FACTS)
    assert cache.get(NAME) == FACTS
    now[0] += 61
    assert cache.get(NAME) is None
    assert cache.get(NAME, any_age=True) == FACTS
    assert cache.get(DOI) is None
    assert [path.suffix for path in (tmp_path / "deep" / "er").iterdir()] == [".json"]


@pytest.mark.parametrize(
    "damage",
    ["", "[", "[]", "null", '{"format": 1}', '{"format": 99}', "\x00", "[" * 100_000],
)
def test_a_damaged_cache_is_an_empty_one(tmp_path, damage):
    cache = Cache(tmp_path)
    cache.put(FACTS)
    (file,) = tmp_path.iterdir()
    file.write_text(damage)
    assert cache.get(NAME, any_age=True) is None


def test_a_kept_file_speaks_for_its_own_work_only(tmp_path):
    cache = Cache(tmp_path)
    cache.put(FACTS)
    (file,) = tmp_path.iterdir()
    kept = json.loads(file.read_text())
    file.write_text(json.dumps(kept | {"identifier": "arxiv:2401.00002"}))
    assert cache.get(NAME) is None


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path):
    (tmp_path / "file").write_text("")
    Cache(tmp_path / "file").put(FACTS)


def test_where_the_cache_is(tmp_path, monkeypatch):
    for environ, place in [
        ({"PAPERLIST_CACHE": str(tmp_path / "a")}, "a"),
        ({"XDG_CACHE_HOME": str(tmp_path)}, "paperlist"),
        ({"HOME": str(tmp_path)}, ".cache/paperlist"),
    ]:
        Cache.from_environment(environ).put(FACTS)
        assert len(list((tmp_path / place).glob("*.json"))) == 1


def test_what_the_requester_said_is_not_kept(tmp_path):
    cache = Cache(tmp_path)
    resolve([Wanted(LINK, NAME, title="Given")], Lookup(cache=cache))
    assert list(tmp_path.iterdir()) == []


def test_offline_without_a_title_waits():
    (answer,) = resolve([Wanted(LINK, NAME)])
    assert isinstance(answer, Unresolved)
    assert "Title: …" in answer.reason


@given(strategies.text(max_size=300))
def test_no_page_breaks_the_reader(text):
    said = facts(
        read_page(f"<title>{text}</title>{text}<meta name=citation_title content='{text}'>"), "x.example"
    )
    assert "\n" not in said.title
    assert len(said.title) <= LONGEST


def test_whoever_gave_a_title_is_not_asked_for_one() -> None:
    wanted = Wanted(LINK, NAME, title="Teapots of the Northern Burrows")
    work = merge(wanted, Unresolved(f"arXiv did not answer. {ADD_TITLE}"))
    assert isinstance(work, Work)
    assert work.remarks == (f"arXiv did not answer. {BY_HAND}",)
