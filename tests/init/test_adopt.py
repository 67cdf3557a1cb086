"""Other people's lists: each taken on gets a form and a workflow that GitHub takes, and one right line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.adopt import LINK, TITLE, Adopted, adopt, repositories
from bot.form import conference, drop_down
from bot.init import workflow
from bot.intake.issue import read
from bot.listing.find import normal

LISTS = Path(__file__).parents[2].parent / "shared" / "lists"
ALL = dict(repositories(LISTS))
FEW = [name for at, name in enumerate(ALL) if at % 5 == 3]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Adopted]]:
    if not ALL:
        pytest.skip("needs the third-party lists in ../shared")
    folders = {name: tmp_path_factory.mktemp("list") for name in FEW}
    return {name: (folder, adopt(name, ALL[name], folder)) for name, folder in folders.items()}


def test_github_takes_what_is_written(taken: dict[str, tuple[Path, Adopted]]) -> None:
    for schema, path in (
        ("github-issue-forms", drop_down.PATH),
        ("github-issue-forms", conference.PATH),
        ("github-workflows", workflow.PATH),
    ):
        check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
        written = [str(folder / path) for folder, done in taken.values() if done.setup]
        subprocess.run([*check, *written], check=True, capture_output=True)


def test_every_choice_is_read_back_and_unlike_the_others(taken: dict[str, tuple[Path, Adopted]]) -> None:
    for folder, done in taken.values():
        if done.setup is None:
            continue
        form = drop_down.find_drop_down((folder / drop_down.PATH).read_text(encoding="utf-8"))
        values = [option.value for option in form.options]
        assert len({value.casefold() for value in values}) == len(values)
        for value in values[1:]:
            said = read("[Paper]", f"### Link\n\n{LINK}\n\n### Category\n\n{value}", ["add-paper"])
            assert normal(said.section) == normal(value)


def test_a_request_by_the_form_gives_one_entry(taken: dict[str, tuple[Path, Adopted]]) -> None:
    for name, (_, done) in taken.items():
        assert done.setup, name
        text = "\n".join(done.added)
        assert text.count(LINK.rpartition("/")[2]) == 1, name
        assert set(re.findall(r"\w+", TITLE)) <= set(re.findall(r"\w+", text)), name
        assert not any(line.startswith("-") for line in done.added), name
