"""Files as people and programs leave them: every record is a work or a problem, and no reader breaks."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.imports.model import Collection, Item
from bot.imports.open import local, media_type, read
from bot.imports.readers import Text
from bot.text.bibtex import parse


def load(name: str, data: str | bytes) -> Collection:
    return read(
        Text(name, "", data.encode() if isinstance(data, str) else data, media_type(name), None, name)
    )


def read_or_refused(name: str, data: str | bytes) -> Collection | UsageError:
    try:
        return load(name, data)
    except UsageError as error:
        return error


def told(done: Collection | UsageError) -> bool:
    """Does it hold works, or say what is wrong and what to do?"""
    return bool(done.hint if isinstance(done, UsageError) else done.items or done.problems)


def only(name: str, data: str | bytes) -> Item:
    found = load(name, data)
    assert not found.problems
    (item,) = found.items
    return item


class TestBibTeX:
    @pytest.mark.parametrize(
        ("text", "title", "link"),
        [
            ("@article{a, title={X {Y {Z}} W}, doi={10.5555/1}}", "X Y Z W", "https://doi.org/10.5555/1"),
            ('@misc{a, title = "A {"}B{"} C", url={http://x.example/1}}', 'A "B" C', "http://x.example/1"),
            ('@misc{a,\n % title={No},\n title="One" # { Two} # " Three", eprint={2401.00001}}',
             "One Two Three", "https://arxiv.org/abs/2401.00001"),
            ("@online{a title={No Comma after the Key} url={https://x.example/2}}",
             "No Comma after the Key", "https://x.example/2"),
            ("@unknownkind(a, title={In Round Brackets}, howpublished={\\url{https://x.example/a_b}})",
             "In Round Brackets", "https://x.example/a_b"),
            ("@preamble{\"\\newcommand{\\x}{y}\"}\n@comment{@misc{q, title={No}}}\n@misc{a, title={This}}",
             "This", ""),
            ("@article{a, title={By Mendeley}, arxivId={2401.00002}, year={2024}}",
             "By Mendeley", "https://arxiv.org/abs/2401.00002"),
            ('@misc{a, title="K\\"anguru Trails at Night", url={https://x.example/4}}',
             "Känguru Trails at Night", "https://x.example/4"),
            ("@misc{a, title={Ends {\\'E}t{\\'e} in \\\"Uber}, url={https://x.example/3}}",
             "Ends Été in Über", "https://x.example/3"),
        ],
    )  # fmt: skip
    def test_odd_but_real(self, text: str, title: str, link: str) -> None:
        item = only("refs.bib", text)
        assert (item.title, item.link) == (title, link)

    def test_two_on_one_line_and_what_a_broken_one_leaves(self) -> None:
        found = load(
            "refs.bib", "@misc{a,title={A B}} @misc{b,title={C D}}\n@misc{c,title={E\n@misc{d,title={F G}}"
        )
        assert [item.title for item in found.items] == ["A B", "C D", "F G"]
        assert found.problems == ("The entry on line 2 of refs.bib is broken. Close its braces.",)

    def test_what_was_published_and_its_preprint_stay_together(self) -> None:
        item = only("refs.bib", "@article{a, title={Both of Them}, doi={10.5555/1}, eprint={2401.00001}}")
        assert (item.link, item.links) == (
            "https://doi.org/10.5555/1", {"arxiv": "https://arxiv.org/abs/2401.00001"},
        )  # fmt: skip

    def test_western_european_bytes(self) -> None:
        assert only("refs.bib", "@misc{a, title={Été à Zürich}}".encode("latin-1")).title == "Été à Zürich"

    @given(st.lists(st.text('@{}"#=,% \n\\atile', max_size=30), max_size=12))
    def test_every_entry_is_a_record_or_broken(self, bodies: list[str]) -> None:
        text = "".join(f"\n@misc{{k{at}, title={{{body}" for at, body in enumerate(bodies))
        found, broken = parse(text)
        assert len(found) + len(broken) >= len(bodies) - text.count("@comment")

    @pytest.mark.parametrize(
        "text",
        [
            "@misc{a, title={" + "{" * 400_000, '@misc{a, title=' + '"' * 400_000, "@misc{" + "a" * 400_000,
            "@misc{" * 100_000, "@misc{a," + "%\n" * 200_000, "@misc{a," + " ," * 200_000, "@" * 400_000,
            "@string{a={" + "x" * 999 + "}}\n" + "@string{a=a#a}\n" * 60 + "@misc{q, title=a}",
            "@a{b,c={" + "@a{b,c={x}}" * 40_000,
        ],
        ids=range(9),
    )  # fmt: skip
    def test_hostile_files_take_no_time(self, text: str) -> None:
        begun = time.process_time()
        parse(text)
        assert time.process_time() - begun < 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_list_on_disk_is_read_in_the_bytes_it_was_saved_in(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_bytes("# 列表\n\n- [水獭与河流的共享](https://x.example/1)，好\n".encode(encoding))
    (item,) = read(local(str(path))).items
    assert (item.title, item.link) == ("水獭与河流的共享", "https://x.example/1")


class TestTables:
    ROWS = (("Title", "Year", "URL"), ("Wren; or, Seeds", "2025", "https://x.example/1"))

    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_marks_and_encodings(self, mark: str, encoding: str) -> None:
        out = io.StringIO()
        csv.writer(out, delimiter=mark, lineterminator="\r\n").writerows(self.ROWS)
        item = only("refs.csv", out.getvalue().encode(encoding))
        assert (item.title, item.date, item.link) == ("Wren; or, Seeds", "2025", "https://x.example/1")

    def test_chinese_as_spreadsheets_save_it(self) -> None:
        data = "标题,年份,链接\n水獭与河流的共享,2025,https://x.example/1\n".encode("gb18030")
        assert only("refs.csv", data).title == "水獭与河流的共享"

    def test_zotero(self) -> None:
        header = (
            '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url","Date"'
        )
        row = '"AB","conferencePaper","2025","Lee, Ann; Ray, Bob","Wren","SOSP","10.5555/1","","2025-10-01"'
        item = only("zotero.csv", f"\ufeff{header}\n{row}\n")
        assert (item.title, item.authors, item.date) == ("Wren", ("Ann Lee", "Bob Ray"), "2025-10-01")

    @given(st.text(max_size=200))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        for name in ("a.csv", "a.tsv", "a.json", "a.bib", "a.md", "a.txt", "a"):
            assert told(read_or_refused(name, text.encode("utf-8", "replace")))

    @given(st.binary(max_size=200))
    def test_any_bytes_are_read_or_refused(self, data: bytes) -> None:
        for name in ("a.csv", "a.json", "a.bib", "a.txt"):
            assert told(read_or_refused(name, data))

    @given(st.lists(st.lists(st.text('a;,"\t\n é', max_size=6), min_size=3, max_size=3), max_size=5))
    def test_every_row_is_a_work_or_counted(self, drawn: list[list[str]]) -> None:
        out = io.StringIO()
        csv.writer(out).writerows([("Title", "Year", "URL"), *drawn])
        try:
            found = load("refs.csv", out.getvalue())
        except UsageError:
            assert not any(cell.strip() for row in drawn for cell in row)
            return
        left = sum(int("".join(filter(str.isdigit, one))) for one in found.problems)
        assert len(found.items) + left == sum(any(cell.strip() for cell in row) for row in drawn)


class TestJson:
    @pytest.mark.parametrize(
        "record",
        [
            {"paperId": "p", "title": "Wren", "year": 2025, "authors": [{"authorId": "1", "name": "Ann Lee"}],
             "url": "", "externalIds": {"ArXiv": "2502.00003", "DOI": "10.5555/1", "CorpusId": 7}},
            {"itemType": "journalArticle", "title": "Wren", "DOI": "10.5555/1", "date": "2025",
             "creators": [{"creatorType": "author", "firstName": "Ann", "lastName": "Lee"}]},
            {"id": "x1", "content": {"title": {"value": "Wren"}, "authors": {"value": ["Ann Lee"]},
                                      "_doi": 1}, "doi": "10.5555/1", "year": 2025},
        ],
        ids=["Semantic Scholar", "Zotero", "OpenReview"],
    )  # fmt: skip
    def test_exports(self, record: dict[str, object]) -> None:
        for data in ([record], {"data": [record]}, {"total": 1, "offset": 0, "notes": [record]}):
            item = only("refs.json", json.dumps(data))
            assert (item.title, item.authors) == ("Wren", ("Ann Lee",))
        assert only("refs.jsonl", json.dumps(record) + "\n\n").title == "Wren"

    @pytest.mark.parametrize("year", ["²", "9" * 5000])
    def test_a_year_that_is_no_number(self, year: str) -> None:
        record = {"title": "Wren", "DOI": "10.5555/1", "issued": {"date-parts": [[year, 5]]}}
        assert only("refs.json", json.dumps([record])).title == "Wren"

    def test_deep_and_wide(self) -> None:
        for data in ("[" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000, "[" * 40 + "]" * 40):
            with pytest.raises(UsageError):
                load("refs.json", data)

    VALUES = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("title url authors data x date name".split()), inner, max_size=4),
    )  # fmt: skip

    @given(VALUES)
    def test_any_json(self, value: object) -> None:
        assert told(read_or_refused("refs.json", json.dumps(value)))


def test_one_author_is_one_person_where_the_family_name_stands_first() -> None:
    managed = load("a.csv", 'Author,Title\n"River, Wim",Wombats at Dusk\n')
    written = load("a.csv", 'Authors,Title\n"River, Brook",Wombats at Dusk\n')
    found = load(
        "a.json", '[{"@id": "1", "info": {"title": "A.", "authors": {"author": {"text": "Wim River 0001"}}}}]'
    )
    assert [one.items[0].authors for one in (managed, written, found)] == [
        ("Wim River",), ("River", "Brook"), ("Wim River",)
    ]  # fmt: skip
