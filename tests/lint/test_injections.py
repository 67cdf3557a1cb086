"""Defects put into a clean list at random are found and mended."""

from __future__ import annotations

import random

import pytest

from bot.lint import Page, choose, examine
from tests.lint.injections import KINDS, clean, inject


def test_the_clean_list_is_clean():
    for seed in range(3):
        lines = clean(random.Random(seed))
        assert examine(Page("README.md", "\n".join([*lines, ""]).encode()), choose()) == []


@pytest.mark.parametrize("label", KINDS)
def test_injected(label: str):
    kind = KINDS[label]
    runs = list(inject(kind, 4, seed=7))
    score, misses = runs[-1][0], [missed for _, missed in runs if missed]
    assert score.found == score.tried, misses
    if kind.mended:
        assert score.mended == score.tried, misses
