"""Figures on real requests, where they lie beside the project; what is true of each is in ``truth.json``.

The truth holds for the text as it is given there, some of which is cut short: for each work its link and
its code, and the sections that the text literally names as places in the list.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.intake.issue import read
from bot.intake.model import Request

REQUESTS = Path(__file__).parents[2].parent / "shared" / "requests" / "dev.jsonl"
TRUTH: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "truth.json").read_text(encoding="utf-8")
)

pytestmark = pytest.mark.skipif(not REQUESTS.exists(), reason="the real requests are not beside the project")


@cache
def requests() -> dict[str, tuple[dict[str, Any], Request]]:
    found = {}
    for line in REQUESTS.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        if given["id"] in TRUTH:
            found[given["id"]] = (given, read(given["title"], given["body"]))
    return found


def tell(*lines: str) -> None:
    """Show figures under ``pytest -s``."""
    sys.stdout.write("\n".join(lines) + "\n")


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_every_request_has_its_truth() -> None:
    ids = [json.loads(line)["id"] for line in REQUESTS.read_text(encoding="utf-8").splitlines()]
    assert sorted(ids) == sorted(TRUTH)


def test_number_of_works() -> None:
    right = {
        name: len(request.works) == len(TRUTH[name]["works"])
        for name, (given, request) in requests().items()
        if given["n_papers"] >= 0
    }
    asked: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for name, ok in right.items():
        for tag in requests()[name][0]["tags"]:
            asked[tag] += 1
            good[tag] += ok
    tell(f"number of works: {sum(right.values())} of {len(right)}")
    tell(*(f"  {tag}: {good[tag]} of {count}" for tag, count in sorted(asked.items())))
    tell(f"missed: {[name for name, ok in right.items() if not ok]}")
    assert share(list(right.values())) >= 0.92


def test_no_link_is_unaccounted_for() -> None:
    for name, (given, request) in requests().items():
        placed = {unused.link for unused in request.unused}
        for work in request.works:
            placed |= {work.link, work.code, *work.links.values()}
        assert set(given["links"]) <= placed, name


def test_which_link_is_the_work_and_which_its_code() -> None:
    right = []
    for name, (_, request) in requests().items():
        truth = [(work.get("link", ""), work.get("code", "")) for work in TRUTH[name]["works"]]
        right.append([(work.link, work.code) for work in request.works] == truth)
    tell(f"link and code of every work: {sum(right)} of {len(right)}")
    assert share(right) >= 0.92


def test_section_where_one_is_named() -> None:
    right = []
    for name, (_, request) in requests().items():
        if sections := TRUTH[name].get("sections"):
            found = [work.section or request.section for work in request.works] or [request.section]
            right.append(list(dict.fromkeys(found)) == sections)
    tell(f"section where one is named: {sum(right)} of {len(right)}")
    assert share(right) >= 0.9


def test_no_section_where_none_is_named() -> None:
    guessed = [
        name
        for name, (_, request) in requests().items()
        if "sections" not in TRUTH[name] and (request.section or any(work.section for work in request.works))
    ]
    assert guessed == []
