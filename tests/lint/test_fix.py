"""Mending changes how a list is written and nothing of what it says."""

from __future__ import annotations

import time

import pytest

from bot.lint import Page, choose, examine, fix
from bot.lint.fix import apply
from bot.lint.model import Edit, Finding
from bot.lint.proof import same_list

LIST = """# Papers

## Serving
- [Quokka](https://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models | OSDI' 24
- [Numbat](https://arxiv.org/abs/2401.00002): Elastic Memory | (Jan 2024)

Some words.
"""


def page(text: str) -> Page:
    return Page("README.md", text.encode())


def proven(old: str, new: str) -> bool:
    """Does the proof accept this change of one stretch of the list?"""
    before = page(LIST)
    at = LIST.index(old)
    line = LIST.count("\n", 0, at)
    column = at - (LIST.rfind("\n", 0, at) + 1)
    edit = Edit(line, column, line, column + len(old), new)
    finding = Finding("README.md", line + 1, 1, line + 1, "x", "info", "", "", 1, (edit,))
    after = Page("README.md", apply(before.document, [edit]))
    assert after.document.text == LIST.replace(old, new, 1)
    return same_list(before, after, [finding])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("abs/2401.00001", "pdf/2401.00001v2"),
        ("): Fast", ") : Fast"),
        ("OSDI' 24", "OSDI 2024"),
        ("Jan 2024", "2024-01"),
        ("- [Numbat]", "*  [Numbat]"),
        ("Fast Serving", "Fast\u2011Serving"),
    ],
)
def test_the_proof_accepts_another_way_to_write_the_same(old: str, new: str):
    assert proven(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2401.00001", "2401.00009"),
        ("Fast Serving", "Slow Serving"),
        ("OSDI' 24", "OSDI' 23"),
        ("OSDI' 24", "SOSP' 24"),
        ("Jan 2024", "Feb 2024"),
        ("- [Numbat]", "[Numbat]"),
        ("## Serving", "## Training"),
        ("Numbat", "Numbat\n- [New](https://arxiv.org/abs/2401.00003)"),
        (" | OSDI' 24", ""),
    ],
)
def test_the_proof_refuses_another_work(old: str, new: str):
    assert not proven(old, new)


def test_the_proof_refuses_a_change_nobody_asked_for():
    before, after = page(LIST), page(LIST.replace("Some words", "Other words"))
    assert not same_list(before, after, [])


def test_every_byte_outside_the_edits_stays():
    text = "\ufeff# A\r\n\r\n- b \r\nc\t\rd  \x0b\n"
    before = Page("README.md", text.encode())
    edits = [Edit(2, 3, 2, 4, ""), Edit(3, 0, 3, 0, "new\n")]
    assert apply(before.document, edits).decode() == "\ufeff# A\r\n\r\n- b\r\nnew\r\nc\t\rd  \x0b\n"


@pytest.mark.parametrize(
    "line",
    [
        "- [" + "a" * 60_000,
        "- " + "<!--" * 15_000,
        "- " + "[x](" * 15_000,
        "- [x](https://a.example) " + "`" * 60_000,
        "- [" + "a1 " * 20_000 + "](https://a.example/" + "b-" * 20_000 + ")",
        "- [x](https://a.example) | " + "OSDI " * 12_000,
        "- [x](https://a.example): " + "$x{" * 20_000,
        "# " + "**(" * 20_000,
        "| a |\n|---|\n| " + "\\| " * 20_000,
        "- [x](https://a.example) " + "[y](https://b.example/) " * 3_000,
    ],
    ids=lambda line: line[:14].replace("\n", " "),
)
def test_hostile_lines_cost_no_more_than_their_length(line: str):
    begun = time.process_time()
    examine(page(f"# A\n\n## B\n{line}\n\n- [y](https://b.example/c): D\n"), choose())
    assert time.process_time() - begun < 5


def test_lists_of_strangers_are_mended_once_and_for_all(shared):
    for path in sorted((shared / "lists").glob("*+*.md")):
        if path.stat().st_size < 50_000:
            once = fix(Page(path.name, path.read_bytes()), choose())
            again = fix(Page(path.name, once.data), choose())
            assert again.data == once.data, path.name


def test_lists_of_strangers_are_read(shared):
    for path in sorted((shared / "lists").glob("*+*.md")):
        if path.stat().st_size > 90_000:
            continue
        found = examine(Page(path.name, path.read_bytes()), choose())
        assert all(1 <= one.line <= one.end_line for one in found), path.name
