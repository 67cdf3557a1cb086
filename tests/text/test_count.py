"""One is one."""

from __future__ import annotations

import pytest

from bot.text import plural


@pytest.mark.parametrize(("count", "said"), [(0, "0 works"), (1, "1 work"), (2, "2 works")])
def test_one_stands_alone(count: int, said: str) -> None:
    assert plural(count, "work") == said
