"""What a list gets: a form and a workflow that GitHub takes, and what people put into them stays."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.config import parse
from bot.errors import NeedsPerson, UsageError
from bot.form import conference, drop_down
from bot.init import workflow
from bot.init.release import Release, this_release
from bot.init.setup import Setup, set_up
from bot.intake.issue import read

RELEASE = Release("heron/paperlist", "1.2.3", "3d3c42e5aac5ba805825da76410c181273ba90b1")
NEWER = Release("heron/paperlist", "1.3.0", "20cfd1bf945f4377ade1205e4dbc17946fc9a30d")
ENTRIES = """\
- [Quokka: Fast Serving of Tiny Models](https://arxiv.org/abs/2401.00001), OSDI 2024
- [Numbat: Elastic Memory](https://arxiv.org/abs/2301.00002), SOSP 2023
"""
LIST = f"# Burrow\n\n## Serving\n\n{ENTRIES}\n## Training\n\n{ENTRIES}\n## Yes, None\n\n"
LIST += "## License\n\nMIT\n"


class Files(dict[str, str]):
    def read(self, path: str) -> bytes:
        if path not in self:
            raise UsageError(f"There is no {path}.")
        return self[path].encode()


def setup(files: Mapping[str, str], release: Release = RELEASE, file: str = "") -> Setup:
    return set_up(Files(files), list(files), release, "main", file)


def after(files: Mapping[str, str], release: Release = RELEASE) -> dict[str, str]:
    """The files as they are once everything is written; doing it again changes nothing."""
    done = setup(files, release)
    assert done.left == ()
    written = {**files, **{one.path: one.after.decode() for one in done.files}}
    assert setup(written, release).files == ()
    return written


def loaded(text: str) -> dict[str, object]:
    return dict(YAML(typ="safe").load(text))


def test_what_is_learnt_of_a_list() -> None:
    done = setup({"README.md": LIST})
    assert [(one.choice, one.entries, one.style, one.order) for one in done.learnt] == [
        ("Serving", 2, "bullet", "append"),
        ("Training", 2, "bullet", "append"),
        ("Yes None", 0, "none", "none"),
    ]
    line = "- [Attention Is All You Need](https://arxiv.org/abs/1706.03762), NeurIPS 2017"
    assert [(one.choice, one.text) for one in done.samples] == [("Serving", line), ("Training", line)]
    assert [one.path for one in done.files] == [drop_down.PATH, conference.PATH, workflow.PATH]


def test_what_is_written_is_what_github_takes(tmp_path: Path) -> None:
    for path, text in after({"README.md": LIST}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    for schema, path in (
        ("github-issue-forms", drop_down.PATH),
        ("github-issue-forms", conference.PATH),
        ("github-workflows", workflow.PATH),
    ):
        check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
        subprocess.run([*check, str(tmp_path / path)], check=True, capture_output=True)
    audit = [str(Path(sys.executable).parent / "zizmor"), "--offline", "--no-progress", "--persona=auditor"]
    said = subprocess.run([*audit, str(tmp_path)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_the_workflow_is_short_and_pinned() -> None:
    text = workflow.workflow(RELEASE, "main")
    job = loaded(text)["jobs"]["paperlist"]  # type: ignore[index]
    assert job["uses"] == f"heron/paperlist/.github/workflows/reusable.yml@{RELEASE.commit}"
    assert job["permissions"] == dict.fromkeys(("contents", "issues", "pull-requests", "statuses"), "write")
    assert loaded(text)["permissions"] == {}
    assert len(text[text.index("jobs:") :].splitlines()) == 9


def test_this_repository_calls_the_same_with_the_same_triggers() -> None:
    own = (Path(__file__).parents[2] / workflow.PATH).read_text(encoding="utf-8")
    assert workflow.missing(own, RELEASE) == []
    given = loaded(workflow.workflow(RELEASE, "main"))
    assert loaded(own)["on"] == given["on"]
    assert loaded(own)["jobs"]["paperlist"]["permissions"] == given["jobs"]["paperlist"]["permissions"]  # type: ignore[index]


def test_a_newer_release_changes_the_pin_alone() -> None:
    old = after({"README.md": LIST})
    new = after(old, NEWER)
    assert new[workflow.PATH] == old[workflow.PATH].replace(RELEASE.uses, NEWER.uses) != old[workflow.PATH]
    assert {path for path in new if new[path] != old[path]} == {workflow.PATH}


def test_what_people_put_into_the_workflow_stays() -> None:
    text = workflow.workflow(RELEASE, "main").replace("  workflow_dispatch:\n", "")
    text = text.replace("  pull_request_review:\n    types: [submitted, dismissed]\n", "")
    text = text.replace("      issues: write # replies, labels\n", "")
    text += (
        "    secrets: # our app\n      token: ${{ secrets.OURS }}\n\n  ours:\n    runs-on: ubuntu-latest\n"
    )
    assert workflow.missing(text, RELEASE) == [
        "the trigger pull_request_review", "the trigger workflow_dispatch", "the permission issues: write",
    ]  # fmt: skip
    done = after({"README.md": LIST, workflow.PATH: text})[workflow.PATH]
    assert workflow.missing(done, RELEASE) == []
    kept = [line.strip() for line in done.splitlines()]
    assert [line for line in text.splitlines() if line.strip() not in kept] == []
    assert loaded(done)["jobs"]["ours"] == {"runs-on": "ubuntu-latest"}  # type: ignore[index]


def test_another_workflow_of_that_name_is_left_alone() -> None:
    done = setup({"README.md": LIST, workflow.PATH: "on: push\njobs: {}\n"})
    assert [one.path for one in done.files] == [drop_down.PATH, conference.PATH]
    assert [one.status for one in done.left] == [2]


def test_what_people_put_into_the_form_stays_and_a_new_heading_comes_in() -> None:
    old = after({"README.md": LIST})
    form = old[drop_down.PATH].replace("name: Add a paper", "name: A paper for us # ours")
    form = (
        form.replace("labels:\n", "labels:\n  - ours\n")
        + "  - type: input\n    id: who\n    attributes:\n      label: Who\n"
    )
    new = after(
        {**old, drop_down.PATH: form, "README.md": LIST.replace("## Training", "## Tuning\n\n## Training")}
    )
    assert new[drop_down.PATH] == form.replace(
        '        - "Training"\n', '        - "Tuning"\n        - "Training"\n'
    )


def test_a_form_for_conferences_that_people_changed_stays() -> None:
    own = conference.TEXT.replace("Add a conference", "Add a whole conference")
    assert after({"README.md": LIST, conference.PATH: own})[conference.PATH] == own


def test_intake_reads_every_choice_of_the_form() -> None:
    form = after({"README.md": LIST})[drop_down.PATH]
    for option in drop_down.find_drop_down(form).options[1:]:
        body = f"### Link\n\nhttps://arxiv.org/abs/2401.00009\n\n### Category\n\n{option.value}"
        assert read("[Paper]", body, ["add-paper"]).section == option.value


def test_a_list_under_another_name_is_found_and_said() -> None:
    files = {"README.md": "# Burrow\n\nSee [the papers](docs/papers.txt).\n", "docs/papers.md": LIST}
    done = after(files)
    settings = done[".github/paperlist.yml"]
    assert parse(settings.encode()).file == "docs/papers.md"
    assert settings.startswith("# What this list decides")


@pytest.mark.parametrize(("others", "found"), [(14, "README.md"), (15, "docs/more.md")])
def test_the_readme_is_the_list_unless_it_is_hardly_one_beside_another(others: int, found: str) -> None:
    def works(count: int) -> str:
        return "".join(f"- [Wombat {at}](https://burrow.example/{at})\n" for at in range(count))

    files = {
        "README.md": f"# Burrow\n\n## Digs\n\n{works(3)}",
        "docs/more.md": f"# All\n\n## Digs\n\n{works(others)}",
    }
    assert setup(files).file == found


def test_a_configuration_that_says_it_stays() -> None:
    said = "# Ours.\nfile: docs/papers.md\nlink_form: pdf\n"
    done = setup({"README.md": "# Burrow\n", "docs/papers.md": LIST, ".github/paperlist.yml": said})
    assert (done.file, [one.path for one in done.files]) == (
        "docs/papers.md",
        [drop_down.PATH, conference.PATH, workflow.PATH],
    )
    assert "/pdf/1706.03762" in done.samples[0].text


def test_sections_that_refuse_the_sample_are_shown_last() -> None:
    years = "".join(f"**{year}**\n\n{ENTRIES}{ENTRIES}\n" for year in (2015, 2014))
    text = f"# Burrow\n\n## Old\n\n{years}## New\n\n{ENTRIES}\n## Newer\n\n{ENTRIES}"
    assert [one.choice for one in setup({"README.md": text}).samples if not one.refused] == ["New", "Newer"]
    more = setup({"README.md": f"{text}\n## Newest\n\n{ENTRIES}"}).samples
    assert [one.choice for one in more] == ["New", "Newer", "Newest"]


def test_a_list_over_several_files_gives_one_form() -> None:
    files = {
        "README.md": f"# Burrow\n\n## Overview\n\n- [Tuning](more.md#tuning)\n\n## Serving\n{ENTRIES}",
        "more.md": f"# More\n\n## Tuning\n{ENTRIES}- [C](https://c.example)\n",
    }
    assert [(one.choice, one.file) for one in setup(files).learnt] == [
        ("Serving", "README.md"),
        ("Tuning", "more.md"),
    ]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "holds no Markdown"),
        ({"README.md": "# Burrow\n\nA [tool](https://burrow.example).\n"}, "No list of works"),
        ({"README.md": f"{LIST}\0"}, "README.md cannot be read. The file is binary"),
        (
            {"README.md": f"<!-- This file is generated from `papers.yml`, do not edit. -->\n{LIST}"},
            "papers.yml",
        ),
        ({"README.md": "\n".join(line for line in LIST.splitlines() if line[:1] != "#")}, "no headings"),
    ],
    ids=["nothing", "no list", "no text", "a program's", "no headings"],
)
def test_what_is_refused(files: dict[str, str], said: str) -> None:
    with pytest.raises(NeedsPerson, match=said):
        setup(files)


def test_this_release_is_known() -> None:
    release = this_release()
    assert release.repository.count("/") == 1
    assert release.commit == "" or len(release.commit) == 40
