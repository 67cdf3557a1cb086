"""The page of rules is what the rules say."""

from __future__ import annotations

import re

from bot.lint import RULES
from tests.lint.catalogue import PATH, catalogue


def test_the_page_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == catalogue(), "run: uv run python -m tests.lint.catalogue"


def test_every_rule_shows_how_it_appears():
    chapters = re.split(rf"^## ({'|'.join(RULES)})\n", catalogue(), flags=re.M)[1:]
    assert chapters[::2] == list(RULES)
    for chapter in chapters[1::2]:
        assert "As it appears" in chapter
        assert "^" in chapter
