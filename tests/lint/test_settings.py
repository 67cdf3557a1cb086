"""What a configuration says of the rules: off, another severity, a form; for the list and its sections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.lint import command
from bot.config import parse
from bot.errors import UsageError
from bot.lint import RULES, Finding, Page, check_settings, choose, examine, fix, open_book
from bot.lint.changes import introduced

ENTRIES = "".join(
    f"- [Quokka {i}: A Burrow of its Own](https://arxiv.org/abs/2401.0000{i}) | OSDI' 2{i} | (0{i}/2024)\n"
    for i in range(1, 7)
)
ODD = "- [Numbat: Long Prompts](https://arxiv.org/pdf/2402.00001) | SOSP 2023\n"
LIST = (
    f"# Burrows\n\n## Serving\n\n{ENTRIES}\n### Caches\n\n{ODD}\n## Talks\n\n{ODD.replace('00001', '00002')}"
)
SERVING, CACHES, TALKS = 3, 14, 18


def page(config: str, text: str = LIST) -> Page:
    one = Page("README.md", text.encode(), config=parse(config.encode()))
    check_settings([one])
    return one


def found(config: str, rule: str, text: str = LIST) -> list[Finding]:
    return examine(page(config, text), choose([rule]))


def lines(config: str, rule: str) -> list[tuple[int, str]]:
    return [(one.line, one.severity) for one in found(config, rule)]


def test_without_a_word_every_rule_speaks_as_it_is():
    assert lines("", "venue-spelling") == [(CACHES, "warning"), (TALKS, "warning")]


def test_off_and_another_severity():
    assert lines("rules: {venue-spelling: off}", "venue-spelling") == []
    both = [(CACHES, "error"), (TALKS, "error")]
    assert lines("rules: {venue-spelling: error}", "venue-spelling") == both
    assert lines("rules: {venue-spelling: {severity: error}}", "venue-spelling") == both


def test_a_section_covers_those_below_it_and_the_innermost_counts():
    assert lines("sections: {Talks: {rules: {venue-spelling: off}}}", "venue-spelling") == [
        (CACHES, "warning")
    ]
    assert lines("sections: {Serving: {rules: {venue-spelling: off}}}", "venue-spelling") == [
        (TALKS, "warning")
    ]
    nested = """
rules: {venue-spelling: off}
sections:
  Serving > Caches: {rules: {venue-spelling: error}}
  Burrows: {rules: {venue-spelling: info}}
"""
    assert lines(nested, "venue-spelling") == [(CACHES, "error"), (TALKS, "info")]


def test_a_pinned_form_stands_against_the_majority():
    said = found("rules: {arxiv-form: {pin: pdf}}", "arxiv-form")
    assert [one.line for one in said] == list(range(5, 11))
    assert said[0].message == "By configuration all links to arXiv are pdf links, this is abs."
    said = found("rules: {venue-spelling: {pin: OSDI 2024}}", "venue-spelling")
    assert [one.line for one in said] == list(range(5, 11))
    assert said[0].message == "“OSDI' 21”: by configuration all venues are written as in “SOSP 2023”."


def test_a_form_pinned_in_one_section_leaves_the_others_as_they_are():
    said = found("sections: {Talks: {rules: {arxiv-form: {pin: pdf}}}}", "arxiv-form")
    assert [one.line for one in said] == [CACHES]


def test_a_severity_in_a_section_keeps_the_form_of_the_list():
    config = "rules: {arxiv-form: {pin: pdf}}\nsections: {Serving: {rules: {arxiv-form: error}}}"
    assert {(one.line, one.severity) for one in found(config, "arxiv-form")} == {
        (line, "error") for line in range(5, 11)
    }


@pytest.mark.parametrize(
    ("rule", "pin", "old", "new"),
    [
        ("arxiv-form", "pdf", "(https://arxiv.org/abs/2401.00001)", "(https://arxiv.org/pdf/2401.00001)"),
        ("venue-spelling", "OSDI 2024", "OSDI' 21", "OSDI 2021"),
        ("date-spelling", "Jan 2024", "(01/2024)", "(Jan 2024)"),
        ("date-spelling", "2024-11", "(01/2024)", "(2024-01)"),
        ("list-marker", "*", "- [Quokka 1", "* [Quokka 1"),
        ("separator", " - ", ") | OSDI", ") | OSDI"),
        ("separator", "|", ") | OSDI", ")|OSDI"),
        ("look-alike", "–", "in-between", "in–between"),
    ],
)
def test_mending_brings_the_pinned_form(rule: str, pin: str, old: str, new: str):
    text = LIST.replace("A Burrow", "An in-between Burrow")
    assert old in text
    one = page(f"rules: {{{rule}: {{pin: {json.dumps(pin)}}}}}", text)
    once = fix(one, choose([rule]))
    assert new in once.data.decode()
    assert fix(one.holding(once.data), choose([rule])).data == once.data


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.pin], ids=lambda rule: rule.name)
def test_every_example_is_a_form(rule):
    page(f"rules: {{{rule.name}: {{pin: {json.dumps(rule.pin.example)}}}}}")


@pytest.mark.parametrize(
    ("config", "what", "next_step"),
    [
        ("rules: {venue-speling: off}", "no rule “venue-speling”", "are: venue-spelling, "),
        ("sections: {Talks: {rules: {duplicates: off}}}", "no rule “duplicates”", "duplicate-work"),
        ("rules: {trailing-space: {pin: x}}", "“trailing-space” learns no form", "These do: arxiv-form, "),
        ("rules: {arxiv-form: {pin: ps}}", "“arxiv-form” cannot be pinned to “ps”", "for example “abs”"),
        ("sections: {Tea: {rules: {missing-link: off}}}", "No section is called “Tea”", "The nearest are:"),
    ],
)
def test_what_rules_and_sections_cannot_mean(config: str, what: str, next_step: str):
    with pytest.raises(UsageError) as caught:
        page(config)
    assert ".github/paperlist.yml: " in caught.value.what
    assert what in caught.value.what
    assert next_step in caught.value.hint
    if "rule “" in what:
        assert caught.value.hint.split(".")[0].count(",") == 2, "the three nearest"


def test_a_section_may_stand_in_another_file():
    config = parse(b"sections: {Tea: {rules: {venue-spelling: off}}}")
    pages = [
        Page(name, text.encode(), config=config)
        for name, text in (("README.md", LIST), ("more.md", "# More\n\n## Tea\n"))
    ]
    check_settings(open_book(pages))
    check_settings(pages[1:])
    assert len(examine(pages[0], choose(["venue-spelling"]))) == 2


def test_a_name_of_two_sections_is_not_guessed():
    with pytest.raises(UsageError, match="could be 2 sections"):
        page("sections: {Talks: {rules: {missing-link: off}}}", LIST + "\n## Talks\n\n" + ODD)


def test_what_a_pull_request_adds_is_judged_by_the_same_words():
    before = LIST.replace(ODD.replace("00001", "00002"), "")
    rules = {one.rule for one in introduced("README.md", before.encode(), LIST.encode())}
    assert {"venue-spelling", "arxiv-form"} <= rules
    config = parse(b"rules: {venue-spelling: off}\nsections: {Talks: {rules: {arxiv-form: off}}}")
    rules = {one.rule for one in introduced("README.md", before.encode(), LIST.encode(), config)}
    assert not {"venue-spelling", "arxiv-form"} & rules


def test_the_command_goes_by_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text(LIST, encoding="utf-8")
    Path(".github").mkdir()
    Path(".github/paperlist.yml").write_text("rules: {venue-spelling: off}\n", encoding="utf-8")
    for file in ("README.md", str(tmp_path / "README.md")):
        done = CliRunner().invoke(
            command, [file, "--select", "venue-spelling,arxiv-form", "--format", "json"]
        )
        assert {one["rule"] for one in json.loads(done.stdout)} == {"arxiv-form"}
    mended = CliRunner().invoke(command, ["--fix", "--select", "venue-spelling"])
    assert (mended.exit_code, Path("README.md").read_text(encoding="utf-8")) == (0, LIST)
