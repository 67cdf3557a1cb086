"""The project's address is decided in pyproject.toml alone; the pages that must spell it out agree with it.

``PAPERLIST_RECORD=1 uv run pytest tests/docs/test_address.py`` writes it into them anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from bot.init.release import address
from tests.docs.blocks import ROOT

SITE = "https://github.com/"
DECIDED = "pyproject.toml"
# What stands before it on each of these pages; README.md names many another address.
PAGES = {"README.md": r"git clone |git\+", "docs/start.md": r"git\+", "docs/package.md": r"\]\("}


def decided() -> str:
    data = tomllib.loads((ROOT / DECIDED).read_text(encoding="utf-8"))
    return str(data["project"]["urls"]["Repository"])


def named(page: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<before>{PAGES[page]}){re.escape(SITE)}[\w.-]+/[\w.-]+")


def rewritten(page: str, text: str, wanted: str) -> str:
    """The text with every address of the project replaced."""
    return named(page).sub(lambda found: found["before"] + wanted, text)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_the_address_that_was_decided(page: str) -> None:
    path, wanted = ROOT / page, decided()
    before = path.read_text(encoding="utf-8")
    after = rewritten(page, before, wanted)
    if os.environ.get("PAPERLIST_RECORD"):
        path.write_text(after, encoding="utf-8")
    else:
        assert after == before, "PAPERLIST_RECORD=1 uv run pytest tests/docs/test_address.py"


def test_no_other_file_names_it() -> None:
    wanted = decided().removeprefix(SITE)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    found = {name for name in listed.stdout.split("\0") if name and wanted.encode() in read(ROOT / name)}
    assert found - {DECIDED} <= set(PAGES)


def test_every_naming_of_a_page_would_be_rewritten() -> None:
    old, new = decided(), f"{SITE}somebody/else"
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        assert old in text
        assert old not in rewritten(page, text, new)


def test_the_program_names_it_too() -> None:
    assert address() == decided()
    assert re.fullmatch(re.escape(SITE) + r"[\w.-]+/[\w.-]+", decided())


def read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
