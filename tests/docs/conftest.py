"""What the tests of the documents share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs import scratch


@pytest.fixture(scope="session")
def services() -> Iterator[str]:
    """Address of the services that commands ask, on loopback."""
    with scratch.services() as address:
        yield address


@pytest.fixture
def room(tmp_path: Path, services: str, monkeypatch: pytest.MonkeyPatch) -> scratch.Scratch:
    """A folder to type commands in."""
    for name in [name for name in os.environ if name.startswith(("GITHUB_", "PAPERLIST_"))]:
        monkeypatch.delenv(name)
    made = scratch.scratch(tmp_path, services)
    scratch.enter(made, monkeypatch)
    return made
