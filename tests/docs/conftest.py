"""What the tests of the documents share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.docs import scratch


@pytest.fixture(scope="session")
def services() -> Iterator[str]:
    """Address of the services that commands ask, on loopback."""
    with scratch.services() as address:
        yield address
