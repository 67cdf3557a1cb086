"""Defects put into clean lists of several shapes at random are found and mended."""

from __future__ import annotations

import random
from functools import partial

import pytest

from bot.lint import Page, choose, examine
from tests.lint.injections import inject
from tests.lint.shapes import SHAPES, Shape

EACH = [pytest.param(shape, label, id=f"{shape.name}: {label}") for shape in SHAPES for label in shape.kinds]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_clean_list_is_clean(shape: Shape):
    for seed in range(2):
        lines = shape.clean(random.Random(seed))
        assert examine(Page("README.md", "\n".join([*lines, ""]).encode()), choose()) == []


@pytest.mark.parametrize(("shape", "label"), EACH)
def test_injected(shape: Shape, label: str):
    kind = shape.kinds[label]
    runs = list(inject(kind, 2, seed=7, make=partial(Shape.clean, shape)))
    score, misses = runs[-1][0], [missed for _, missed in runs if missed]
    assert score.found == score.tried, misses
    if kind.mended:
        assert score.mended == score.tried, misses
