"""``lint --fix`` brings the issue form in step, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.form.drop_down import PATH
from tests.form.test_keep import ENTRY, FORM

LIST = (
    f"# Burrow\n\n## Training\n{ENTRY}\n## Serving\n{ENTRY.replace('1)', '2)').replace('Quokka', 'Numbat')}"
)


def lint(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(["lint", "--select", "form-sections", *arguments])
    return int(end.value.code or 0)


def test_the_form_beside_the_list_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    form = tmp_path / PATH
    form.parent.mkdir(parents=True)
    form.write_text(FORM, encoding="utf-8")
    (tmp_path / "README.md").write_text(LIST.replace("Training", "Tuning"), encoding="utf-8")
    assert lint() == 1
    assert lint("--fix", "--diff") == 0
    assert form.read_text(encoding="utf-8") == FORM
    assert lint("--fix") == 0
    assert form.read_text(encoding="utf-8") == FORM.replace("- Training", '- "Tuning"')
    assert lint("README.md") == 0
