"""Every rule on its own cases."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.errors import UsageError
from bot.lint import RULES, Page, choose, examine, fix, rules
from bot.lint.registry import collect
from bot.plugins import modules
from tests.lint.casebook import ALL, FOLDER, Case

EACH = pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule}: {case.name}")


def test_every_rule_has_cases_and_every_case_a_rule():
    assert {path.stem for path in FOLDER.glob("*.md")} == set(RULES)


def test_every_rule_is_seen_to_speak_and_to_keep_silent():
    speaking = {case.rule for case in ALL if case.findings}
    silent = {case.rule for case in ALL if case.findings == []}
    assert speaking == set(RULES)
    assert silent == set(RULES)


def test_every_rule_says_bad_good_and_why():
    for module in modules(rules.__name__):
        doc = module.__doc__ or ""
        summary, _, rest = doc.partition("\n\n")
        assert summary.endswith("."), module.__name__
        assert "Bad:\n" in rest, module.__name__
        assert "Good:\n" in rest, module.__name__
        assert rest.index("Bad:") > 20, f"{module.__name__} does not say why"


@EACH
def test_case(case: Case):
    assert case.text is not None, "a case needs a list"
    assert case.findings is not None, "a case needs its findings, or an empty fence"
    assert case.found() == case.findings


@pytest.mark.parametrize("case", [case for case in ALL if case.hints], ids=lambda case: case.name)
def test_what_to_do(case: Case):
    assert case.hinted() == case.hints


@EACH
def test_mending(case: Case):
    fixable = [one for one in examine(case.page, choose([case.rule])) if one.edits]
    if fixable:
        assert case.fixed is not None, "what can be mended needs a fence `fixed`"
    mended = case.mended()
    assert mended == (case.text if case.fixed is None else case.fixed)
    if case.fixed is not None:
        assert mended != case.text


@EACH
def test_mending_the_form(case: Case):
    assert case.mended_form() == case.formed
    if case.formed is not None:
        assert replace(case, form=case.formed).found() == []


@EACH
def test_mending_with_all_rules_is_done_in_one_go(case: Case):
    once = fix(case.page, choose())
    again = fix(Page("README.md", once.data, case.page.exists), choose())
    assert again.data == once.data
    assert again.count == 0


def test_two_files_may_not_claim_one_rule():
    module = SimpleNamespace(RULE=RULES["reversed-link"], __name__="x.reversed_link")
    with pytest.raises(ValueError, match="two files claim"):
        collect([module, module])
    with pytest.raises(ValueError, match="stands in"):
        collect([SimpleNamespace(RULE=RULES["reversed-link"], __name__="x.other")])


def test_an_unknown_rule_is_named_with_the_nearest():
    with pytest.raises(UsageError, match="duplicate-work"):
        choose(["duplicate-works"])
    assert [rule.name for rule in choose(["shared-id", "duplicate-work"], ["shared-id"])] == [
        "duplicate-work"
    ]
