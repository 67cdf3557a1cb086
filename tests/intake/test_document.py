"""Files with issues, and the document that `paperlist parse --json` prints."""

from __future__ import annotations

import pytest

from bot.errors import UsageError
from bot.intake.document import read_file, to_json
from bot.intake.issue import read

LINK = "https://arxiv.org/abs/2403.90001"


def test_markdown_with_a_heading_has_a_title() -> None:
    assert read_file(f"# Add Puffin\n\n{LINK}\n".encode()) == ("Add Puffin", f"\n{LINK}\n", ())


def test_markdown_without_a_heading_has_none() -> None:
    assert read_file(f"{LINK}\n# Later\n".encode()) == ("", f"{LINK}\n# Later\n", ())


def test_a_byte_order_mark_is_no_text() -> None:
    assert read_file(b"\xef\xbb\xbf# T\n") == ("T", "", ())


def test_json_may_lack_title_and_labels() -> None:
    assert read_file(b'{"body": null, "title": "T"}') == ("T", "", ())
    assert read_file(b'{"body": "b", "labels": ["x", {"name": "y"}]}') == ("", "b", ("x", "y"))


def test_json_of_a_work_is_a_body() -> None:
    title, body, _ = read_file(f'{{"title": "Puffin: Paged State", "url": "{LINK}"}}'.encode())
    assert title == ""
    assert [work.link for work in read(title, body).works] == [LINK]


def test_broken_json_is_markdown() -> None:
    assert read_file(b'{"body": ') == ("", '{"body": ', ())


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        read_file(b"\xff\xfe\x00")


def test_the_document_has_every_key_of_the_contract() -> None:
    document = to_json(read("Add to Serving", LINK))
    assert document.keys() == {"kind", "works", "section", "conference", "titles", "unused_links", "problems"}
    assert document["works"][0].keys() >= {
        "link", "identifier", "title", "code", "links", "section", "venue", "note",
    }  # fmt: skip
    assert document["works"][0]["identifier"] == "arxiv:2403.90001"
    assert document["works"][0]["section"] == document["section"] == "Serving"
