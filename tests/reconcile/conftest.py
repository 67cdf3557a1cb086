from __future__ import annotations

from pathlib import Path

import pytest

from tests.reconcile.room import Room, make


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return make(tmp_path)
