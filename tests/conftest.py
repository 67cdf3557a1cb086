"""What the tests of all rooms share."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
GUARD = str(Path(__file__).parent / "guard")

# Same examples on every run and every machine; `--hypothesis-profile=explore` goes looking for new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("ci")

# A proxy on loopback would be a way around the guard.
for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]

# Commands that tests start find the guard by themselves; workers of xdist have done so already.
if GUARD not in os.environ.get("PYTHONPATH", "").split(os.pathsep):
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [GUARD, os.environ.get("PYTHONPATH")]))
    sys.modules.pop("sitecustomize", None)  # the system may have one of its own
    sys.path.insert(0, GUARD)
guard = importlib.import_module("sitecustomize")


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[list[str]]:
    """Fail a test that tried to leave this machine, also when the code under test swallowed the error."""
    guard.attempts.clear()
    yield guard.attempts
    assert not guard.attempts


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party lists and requests beside this checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the third-party lists in ../shared")
    return folder
