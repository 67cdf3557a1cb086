"""The form for lists with awkward headings: GitHub takes it, and intake reads back what was chosen."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from ruamel.yaml import YAML

from bot.form.make import LABEL, PATH, UNSURE, issue_form, options
from bot.intake.issue import read

SECTIONS = [
    ("Fast Models",),
    ("Fast Models", "Serving, Scheduling"),
    ("Fast Models", "Training", "Surveys"),
    ("Fast Models", "Serving, Scheduling", "surveys"),
    ("Fast Models", "Training", "None"),
    ("Fast Models", "yes"),
    ("Fast Models", '2.0: "new" #ideas'),
    ("Fast Models", "论文，综述"),
    ("Fast Models", "🚀 Tools\u202e\n"),
    ("Fast Models", "\u200b"),
]


def form(sections: object) -> dict[str, object]:
    return dict(YAML(typ="safe").load(issue_form(sections)))  # type: ignore[arg-type]


def test_options_are_the_sections_by_name_or_by_path_where_names_repeat() -> None:
    assert options(SECTIONS) == (
        UNSURE,
        "Fast Models",
        "Serving Scheduling",
        "Training > Surveys",
        "Serving Scheduling > surveys",
        "Training > None",
        "yes",
        '2.0: "new" #ideas',
        "论文 综述",
        "🚀 Tools",
    )


@given(some.lists(some.lists(some.text(max_size=12), min_size=1, max_size=3).map(tuple), max_size=8))
def test_options_are_what_github_takes(sections: list[tuple[str, ...]]) -> None:
    choices = form(sections)["body"][1]["attributes"]["options"]  # type: ignore[index]
    assert choices == list(options(sections))
    assert len({choice.casefold() for choice in choices}) == len(choices)
    for choice in choices:
        assert isinstance(choice, str)
        assert re.fullmatch(r"[^,\s](?:[^,\n]*[^,\s])?", choice)
        assert choice.casefold() != "none"


def test_github_takes_the_form(tmp_path: Path) -> None:
    path = tmp_path / "add-paper.yml"
    path.write_text(issue_form(SECTIONS), encoding="utf-8")
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms"]
    subprocess.run([*check, str(path)], check=True, capture_output=True)


@pytest.mark.parametrize("choice", options(SECTIONS))
def test_intake_reads_what_the_form_asks(choice: str) -> None:
    given_by = {
        "Link": "https://arxiv.org/abs/2401.00001",
        "Category": choice,
        "Title": "Heron",
        "Venue": "SOSP 2024",
    }
    labels = [field["attributes"]["label"] for field in form(SECTIONS)["body"]]  # type: ignore[attr-defined]
    body = "\n\n".join(f"### {label}\n\n{given_by.get(label, '_No response_')}" for label in labels)
    request = read("[Paper] Heron", body, [LABEL])
    assert request.kind == "add"
    assert [(wanted.link, wanted.title, wanted.venue) for wanted in request.works] == [
        ("https://arxiv.org/abs/2401.00001", "Heron", "SOSP 2024")
    ]
    asked = request.section or request.works[0].section
    assert asked == ("" if choice == UNSURE else choice)
    assert not request.problems


def test_a_path_is_parted_as_intake_and_listing_expect() -> None:
    assert PATH == " > "
