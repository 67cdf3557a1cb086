"""The command line on loopback: services by their endpoints, strangers' links through a dialler of ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.works.edge import Network, Pace
from bot.works.endpoints import Endpoints
from tests.works.loopback import Dialler, Names, Server, Time, serving

LIST = """# Birds

## Serving

- [Otter: Sharing the River](https://arxiv.org/abs/2401.00001) (SOSP 2024)
- [Stork: Carrying Prompts](https://arxiv.org/abs/2401.00002) (OSDI 2024)

## Training

- [Heron Learns to Wait](https://arxiv.org/abs/2401.00003) (NeurIPS 2024)
"""

Run = Callable[..., Result]


@pytest.fixture
def web() -> Iterator[Server]:
    """Every service and every site."""
    with serving() as made:
        yield made


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a list of three works."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERLIST_CACHE", str(tmp_path / "cache"))
    Path("README.md").write_text(LIST, encoding="utf-8")
    return tmp_path


@pytest.fixture
def paperlist(folder: Path, web: Server, names: Names, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``paperlist import`` with arguments, and gives its exit status, output and errors."""
    from bot.cli import command

    time = Time()

    def network(*_: object, **__: object) -> Network:
        return Network(
            Endpoints.under(web.url), paces={"127.0.0.1": Pace(8)}, tokens={"openreview": "secret"},
            resolve=names, dial=Dialler(web.port), clock=time.clock, sleep=time.sleep,
        )  # fmt: skip

    monkeypatch.setattr(Network, "from_environment", network)

    def run(*arguments: str, given: str | bytes = "") -> Result:
        done = CliRunner().invoke(command, ["import", *arguments], input=given, standalone_mode=False)
        if done.exception:
            raise done.exception
        return done

    assert "GITHUB_TOKEN" not in os.environ
    return run
