"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.works.edge import Network, Pace
from bot.works.endpoints import Endpoints
from tests.works.loopback import Dialler, Names, Server, Time, serving

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def _running() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(_running: Server) -> Server:
    _running.replies.clear()
    _running.seen.clear()
    return _running


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def dialler(server: Server) -> Dialler:
    return Dialler(server.port)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def network(server: Server, names: Names, dialler: Dialler, time: Time) -> Iterator[Network]:
    """All services under the loopback server; links dialled there too; simulated time."""
    with Network(
        Endpoints.under(server.url),
        paces={"127.0.0.1": Pace(8)},
        resolve=names,
        dial=dialler,
        clock=time.clock,
        sleep=time.sleep,
    ) as made:
        yield made


@pytest.fixture
def case() -> Callable[[str], bytes]:
    """The bytes of a file in ``cases/``."""
    return lambda name: (CASES / name).read_bytes()
