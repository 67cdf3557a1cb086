"""Issues in the shapes in which people write them, each with what it asks for: ``cases/*.md``.

A case holds the title and labels, a line ``----``, the body, a line ``----`` and the expected document;
empty values are left out of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.intake.document import read_file, to_json
from bot.intake.issue import read

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


def load(path: Path) -> tuple[str, str, list[str], dict[str, Any]]:
    head, body, expected = path.read_text(encoding="utf-8").split("----\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    labels = [label for label in fields.get("labels", "").split(", ") if label]
    return fields.get("title", ""), body.removesuffix("\n"), labels, json.loads(expected)


def brief(document: dict[str, Any]) -> dict[str, Any]:
    """The document without its empty values, the unused links as a mapping."""
    short = {
        "kind": document["kind"],
        "section": document["section"],
        "works": [{name: value for name, value in work.items() if value} for work in document["works"]],
        "unused": {unused["link"]: unused["reason"] for unused in document["unused_links"]},
        "problems": document["problems"],
    }
    return {name: value for name, value in short.items() if value or name in ("kind", "works")}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    title, body, labels, expected = load(path)
    assert brief(to_json(read(title, body, labels))) == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_windows_line_ends_change_nothing(path: Path) -> None:
    title, body, labels, expected = load(path)
    assert brief(to_json(read(title, body.replace("\n", "\r\n"), labels))) == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_says_the_same_as_the_issue(path: Path) -> None:
    title, body, labels, expected = load(path)
    data = json.dumps(
        {"title": title, "body": body, "labels": [{"name": label} for label in labels]}
    ).encode()
    assert read_file(data) == (title, body, tuple(labels))
    assert brief(to_json(read(*read_file(data)))) == expected


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
