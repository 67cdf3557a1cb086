"""What people, programs and GitHub are shown."""

from __future__ import annotations

import json
from pathlib import Path

import cmarkgfm
import pytest
from click.testing import CliRunner

from bot.cli.lint import command
from bot.lint import Page, choose, examine
from bot.lint.model import Finding, Severity
from bot.lint.registry import summaries
from bot.lint.reports import commands, data, report, sarif, summary

LIST = """## Serving
- [Quokka](http://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
- Systems for Wombats 漢字 | (Burrow)[https://burrow.example/course]
"""


@pytest.fixture
def page() -> Page:
    return Page("lists/a,b:c.md", LIST.encode())


def test_text_shows_line_caret_and_what_to_do(page: Page):
    found = examine(page, choose(["arxiv-address", "reversed-link"]))
    assert (
        report([page], found)
        == """lists/a,b:c.md:2:12 warning arxiv-address
  http://arxiv.org only redirects to https://arxiv.org.
     2 | - [Quokka](http://arxiv.org/abs/2401.00001): Fast Serving of Tiny Models
       |            ^^^^^^^^^^^^^^^^
  fix: Write https://arxiv.org.

lists/a,b:c.md:3:28 error reversed-link
  The link is written the wrong way round, so that it shows as plain text: \
(Burrow)[https://burrow.example/course].
     3 | - Systems for Wombats 漢字 | (Burrow)[https://burrow.example/course]
       |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  fix: Write [Burrow](https://burrow.example/course).

     1  warning  arxiv-address  (1 fixable)
     1  error    reversed-link  (1 fixable)
2 findings; --fix mends 2 of them.
"""
    )


def test_nothing_found_says_nothing(page: Page):
    assert report([page], []) == ""


def test_colors_are_for_terminals_and_text_cannot_bring_its_own():
    page = Page("README.md", b"## Serving\n- [\x1b[31mQuokka](http://arxiv.org/abs/2401.00001)\n")
    found = examine(page, choose(["arxiv-address"]))
    assert "\x1b" not in report([page], found)
    assert report([page], found, color=True).count("\x1b[31m") == 0


def test_long_lines_are_cut_around_the_place():
    page = Page("README.md", f"## Serving\n- {'long ' * 200}[Q](http://arxiv.org/abs/2401.00001)\n".encode())
    text = report([page], examine(page, choose(["arxiv-address"])))
    source, carets = text.splitlines()[2:4]
    assert len(source) < 120
    assert source[carets.index("^") :].startswith("http://arxiv.org")


def test_json_is_what_docs_commands_promises(page: Page):
    assert data(examine(page, choose(["arxiv-address"]))) == [
        {
            "path": "lists/a,b:c.md",
            "line": 2,
            "column": 12,
            "end_line": 2,
            "rule": "arxiv-address",
            "severity": "warning",
            "message": "http://arxiv.org only redirects to https://arxiv.org.",
            "fixable": True,
        }
    ]


def test_annotations_cannot_be_broken_out_of(page: Page):
    assert commands(examine(page, choose(["arxiv-address"]))) == (
        "::warning file=lists/a%2Cb%3Ac.md,line=2,endLine=2,col=12,title=arxiv-address"
        "::http://arxiv.org only redirects to https://arxiv.org. Write https://arxiv.org.\n"
    )
    hostile = Page("README.md", b"## A\n- (::error::%0A)[https://burrow.example/%0A::stop-commands::x]\n")
    said = commands(examine(hostile, choose(["reversed-link"])))
    assert said.count("\n") == 1
    assert "%250A" in said


def finding(line: int, severity: Severity = "warning", message: str = "Odd.") -> Finding:
    return Finding("README.md", line, 1, line, "look-alike", severity, message, "", 1, ())


def test_annotations_begin_with_the_most_severe():
    found = [finding(1, "info"), finding(2), finding(3, "error"), finding(4)]
    shown = [line.partition(",")[0] + line[-5:] for line in commands(found).splitlines()]
    kinds = ["error", "warning", "warning", "notice"]
    assert shown == [f"::{kind} file=README.md:Odd." for kind in kinds]
    assert [line.split("line=")[1][0] for line in commands(found).splitlines()] == ["3", "2", "4", "1"]


def test_what_github_does_not_show_goes_to_the_summary():
    found = [finding(line) for line in range(1, 13)]
    assert summary(found[:10]) == ""
    text = summary([*found, finding(99, "error")])
    assert text.startswith("### Lint: 3 findings beside the 10 annotations\n")
    assert [row.split(" |")[0] for row in text.splitlines()[4:]] == [
        "| README.md:10",
        "| README.md:11",
        "| README.md:12",
    ]
    assert "\n\n… and 102 more.\n" in summary([finding(1)] * 612)


def test_a_title_does_nothing_in_the_summary():
    text = summary([finding(1, message="“@ada fixes #1 | <img src=x> [b](javascript:c)” is odd.")] * 11)
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    assert (
        "<td>warning: “@\u200bada fixes #\u200b1 | &lt;img src=x&gt; [b](javascript:c)” is odd.</td>" in shown
    )


def test_the_command_writes_the_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    page = tmp_path / "list.md"
    rows = (f"- [Quokka {n}](http://arxiv.org/abs/2401.{n:05}): Serving {n} of Them\n" for n in range(15))
    page.write_text("## Serving\n" + "".join(rows), encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    arguments = [str(page), "--select", "arxiv-address", "--format", "github"]
    done = CliRunner().invoke(command, arguments)
    assert done.output.count("::warning ") == 15
    assert "5 findings beside" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_sarif_names_rule_level_and_place(page: Page):
    rules = choose(["arxiv-address", "reversed-link"])
    log = json.loads(json.dumps(sarif(examine(page, rules), rules, summaries())))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["arxiv-address", "reversed-link"]
    assert [(one["ruleId"], one["ruleIndex"], one["level"]) for one in run["results"]] == [
        ("arxiv-address", 0, "warning"),
        ("reversed-link", 1, "error"),
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "lists/a%2Cb%3Ac.md"},
        "region": {"startLine": 2, "startColumn": 12},
    }
