"""What is read in one entry: ``slots.txt``; and dates and venues, which are written as they were read."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listing import dates, slots, venues
from bot.listing.compose import sound
from bot.listing.outline import shape
from bot.listing.shape import write

LINES = (Path(__file__).parent / "slots.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in LINES if line and not line.startswith("# ")]


@pytest.mark.parametrize("line", CASES, ids=range(len(CASES)))
def test_slots(line: str) -> None:
    text, _, said = line.rpartition(" → ")
    text = text.replace("⏎", "\n")
    expected = dict(one.split("=", 1) for one in said.split(" ¦ "))
    found: dict[str, str] = {}
    for span in slots.read(text):
        found.setdefault(span.slot, text[span.start : span.end])
    assert {slot: found.get(slot) for slot in expected} == expected


@pytest.mark.parametrize("line", CASES, ids=range(len(CASES)))
def test_a_shape_filled_with_its_own_parts_is_the_entry(line: str) -> None:
    text = line.rpartition(" → ")[0].replace("⏎", "\n")
    spans = slots.read(text)
    own = {span.slot: text[span.start : span.end] for span in reversed(spans)}
    if len(own) == len(spans):
        assert write(shape(text, spans), own) == text


def test_half_of_what_was_bold_is_left_in_no_line() -> None:
    have = {"title": "Wombats Dig", "url": "https://a.example/"}
    assert sound("**[Wombats Dig](https://a.example/)**", have)
    assert not sound("**[Wombats Dig](https://a.example/)", have)


PIECES = [
    "[", "]", "](", ")", "![", "](https://a.example/b.svg)", "](https://arxiv.org/abs/2406.12345)", "(", "|",
    "https://a.example/", "arXiv", "2024.06", "SOSP 2024", "Pond et al (2014)", "Mia Pond, Joe Lake", "Paper",
    "Heron: Waiting", "et al.", "**", "*", "_", "`", "<u>", "</u>", "<!--", "-->", "<br>", "\n", "- ", ". ",
    ", ", " ", " - ", "：", "🔥",
]  # fmt: skip
soup = st.text(st.sampled_from('ab Z:.,-|[]()*_`<>"2024，：《》\n🔥'), max_size=80)


@given(soup | st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_parts_never_overlap(text: str) -> None:
    spans = slots.read(text)
    assert all(span.start < span.end for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


HOSTILE = ["A" * 900, "Aa " * 300, "A and " * 150, "A, " * 300, "Ab (x)" * 150, "Ab-" * 300]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:9])
def test_names_without_end_are_read_in_no_time(text: str) -> None:
    start = time.process_time()
    slots.read(f"[Otter: Serving by the River](https://arxiv.org/abs/2503.77777), {text}! et al")
    assert time.process_time() - start < 1


DATES = ["2024.01", "2024/1", "2024-01-09", "20240109", "2024年1月", "2024年1月9日", "Jan 2024", "01/2024",
         "January 2024", "Jan. 2024", "9 Jan 2024", "January 9, 2024", "2024", "202401"]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_dates_are_written_as_they_are_read(text: str) -> None:
    read = dates.read(text)
    assert read is not None
    assert read.value == ("2024", "2024-01", "2024-01-09")[dates.needs(read.spelling) - 1]
    assert dates.write(read.value, read.spelling) == text


@pytest.mark.parametrize("text", ["1801.02024", "v2024.1.1", "20245", "2024-13", "pages 1024", "12/2"])
def test_what_is_no_date(text: str) -> None:
    assert dates.read(text) is None


def test_two_digits_do_not_tell_whether_a_zero_is_written() -> None:
    read = [dates.read(text) for text in ("2023.10", "2023.11", "2023.12", "2024.2")]
    assert dates.prevailing((one.spelling, 1.0) for one in read if one) == "%Y.%-m"
    assert dates.write("2024-03", "%Y.%-m") == "2024.3"


VENUES = [
    "SOSP 2023",
    "SOSP' 23",
    "SOSP'23",
    "SOSP’23",
    "SOSP-23",
    "SOSP23",
    "SOSP, 2023",
    "2023 SOSP",
    "SOSP",
]


@pytest.mark.parametrize("text", VENUES)
def test_venues_are_written_as_they_are_read(text: str) -> None:
    read = venues.read(text)
    assert read is not None
    assert read.name == "SOSP"
    assert read.year in ("2023", "")
    assert venues.write("SOSP 2023", read.spelling) == text


@pytest.mark.parametrize("text", ["Waiting for the Right Batch", "a system", "2023", "Marsh University"])
def test_what_is_no_venue(text: str) -> None:
    assert venues.read(text) is None
