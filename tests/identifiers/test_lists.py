"""Every arXiv link of real lists, against a second reading that shares no code with the first."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from bot.identifiers import clean_link, find_links, identify

SHARED = Path(__file__).parents[2].parent / "shared"
_LINK = re.compile(r"https?://[^\s<>\"`|\\]+")
_PLACE = re.compile(
    r"^(?:https?://)?(?:[\w-]+\.)*(?:arxiv|ar5iv|alphaxiv|xxx\.lanl|huggingface\.co/papers|doi\.org/10\.48550)",
    re.I,
)
_ID = re.compile(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)")

pytestmark = pytest.mark.skipif(
    not (SHARED / "lists").is_dir(), reason="the lists to measure on are not here"
)


def _texts() -> list[str]:
    files = [*(SHARED / "lists").rglob("*"), *(SHARED / "seeds").rglob("*")]
    return [
        path.read_text(encoding="utf-8") for path in sorted(files) if path.suffix in (".md", ".txt", ".csv")
    ]


def test_every_arxiv_link(capsys: pytest.CaptureFixture[str]) -> None:
    seen, papers = 0, 0
    others: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for text in _texts():
        for found in find_links(text):
            place = re.split(r"[?#]", found.text)[0]
            if not _PLACE.search(place):
                continue
            seen += 1
            ids = set(_ID.findall(place))
            name = identify(found.text)
            if not ids:
                others[found.text] = str(name)
            elif name is None or name.scheme != "arxiv" or {name.value} != ids:
                wrong[found.text] = str(name)
            else:
                papers += 1
    report = [f"arXiv links: {seen}, papers {papers}, other links {seen - papers}"]
    report += [f"  {link} -> {name}" for link, name in (others | wrong).items()]
    with capsys.disabled():
        sys.stdout.write("\n".join(["", *report, ""]))
    assert seen > 3000
    assert not wrong
    assert not any(name.startswith("arxiv:") for name in others.values())


def test_every_link_is_found() -> None:
    """Wherever a plain search sees ``http``, the finder has a link that starts there or holds it."""
    for text in _texts():
        covered = {place for found in find_links(text) for place in range(found.start, found.end)}
        missed = [plain[0] for plain in _LINK.finditer(text) if plain.start() not in covered]
        assert not missed


def test_names_are_stable() -> None:
    for text in _texts():
        for found in find_links(text):
            name = identify(found.text)
            cleaned = clean_link(found.text)
            if cleaned:
                assert clean_link(cleaned) == cleaned
                assert identify(cleaned) == name
            if name:
                assert identify(str(name)) == name
