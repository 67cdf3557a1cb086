"""The picture at the top of the README shows today's texts, and loads quickly."""

from __future__ import annotations

from tests.docs.picture import PICTURE, made_of, source


def test_it_was_taken_of_the_page_as_it_is_now() -> None:
    again = "run: uv run --with pillow python -m tests.docs.picture (needs Chromium)"
    assert made_of(PICTURE.read_bytes()) == source(), again


def test_it_is_small() -> None:
    assert PICTURE.stat().st_size < 200_000
