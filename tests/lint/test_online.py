"""``paperlist lint --online``: what it asks, what it says, and what it does when nobody answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_httpserver import HTTPServer

from bot.cli.lint import command
from bot.errors import UsageError
from bot.lint import RULES, Page
from bot.lint.online import addresses, names

FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="http://www.w3.org/2005/Atom"
 xmlns:arxiv="http://arxiv.org/schemas/atom"><opensearch:itemsPerPage>200</opensearch:itemsPerPage>
<opensearch:totalResults>1</opensearch:totalResults><opensearch:startIndex>0</opensearch:startIndex>
<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>Fast Serving of Tiny Models</title>
<updated>2024-01-01T00:00:00Z</updated><published>2024-01-01T00:00:00Z</published>
<link href="http://arxiv.org/abs/2401.00001v1" rel="alternate"/><summary>On burrows.</summary>
<arxiv:comment>This paper has been withdrawn by its author</arxiv:comment>
<arxiv:primary_category term="cs.DC"/>
<author><name>A. Quokka</name></author></entry></feed>"""
LIST = """# Burrows

- [Fast Servng of Tiny Models](https://arxiv.org/abs/2401.00001)
- [Elastic Burrows for Long Prompts](https://arxiv.org/pdf/2401.99999)
- [Cups and Kettles at Scale](https://kettle.example/cups)
"""


@pytest.fixture
def services(httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HTTPServer:
    """A list in a folder, arXiv on loopback with one of its two papers, and no other service."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERLIST_ENDPOINTS", httpserver.url_for("/"))
    monkeypatch.setenv("PAPERLIST_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("bot.works.edge.PACES", {})
    Path("README.md").write_text(LIST, encoding="utf-8")
    httpserver.expect_request("/arxiv_api").respond_with_data(FEED, content_type="application/atom+xml")
    httpserver.expect_request(re.compile(".*")).respond_with_data("No such page", status=404)
    return httpserver


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    if done.exception:
        raise done.exception
    return done


def rules(done: Result) -> list[tuple[int, str]]:
    return [(one["line"], one["rule"]) for one in json.loads(done.stdout)]


ASKING = [name for name, rule in RULES.items() if rule.asks]
WORKS = ",".join(name for name in ASKING if RULES[name].asks == "works")


def test_every_work_is_asked_about_once_and_every_other_link_is_tried_once():
    page = Page(
        "README.md", (LIST + LIST + "![x](https://kettle.example/x.png) [y](#burrows) [z](z.md)\n").encode()
    )
    assert [str(name) for name in names([page, page])] == ["arxiv:2401.00001", "arxiv:2401.99999"]
    assert addresses([page, page]) == ["https://kettle.example/cups"]


def test_without_the_option_nothing_is_asked(services: HTTPServer):
    run("README.md")
    assert services.log == []


def test_what_sources_say_becomes_findings(services: HTTPServer):
    done = run("--online", "--select", WORKS, "--format", "json")
    assert done.return_value == 1
    assert rules(done) == [(3, "source-title"), (3, "withdrawn-work"), (4, "unknown-id")]
    assert len([one for one, _ in services.log if one.path == "/arxiv_api"]) == 1


def test_facts_are_kept_for_the_next_time(services: HTTPServer):
    run("--online", "--select", "source-title")
    before = len(services.log)
    done = run("--online", "--select", "withdrawn-work", "--format", "json")
    assert rules(done) == [(3, "withdrawn-work")]
    asked = [one.query_string.decode() for one, _ in services.log[before:] if one.path == "/arxiv_api"]
    assert not any("2401.00001" in one for one in asked)


def test_a_service_that_is_down_accuses_nobody(services: HTTPServer):
    services.clear()
    services.expect_request(re.compile(".*")).respond_with_data("<html>Down</html>", status=403)
    done = run("--online", "--select", WORKS, "--format", "json")
    assert (done.return_value, rules(done)) == (0, [])
    assert "Could not be looked up: 2 of 2 works." in done.stderr


def test_a_link_that_cannot_be_checked_is_said_apart(services: HTTPServer):
    Path("README.md").write_text(LIST.replace("kettle.example", "kettle.example:8080"), encoding="utf-8")
    done = run("--online", "--select", "dead-link", "--format", "json")
    assert (done.return_value, rules(done)) == (0, [])
    assert "Could not be checked: 1 of 1 link.\n  1 × The link names port 8080" in done.stderr


def test_a_rule_that_is_off_asks_nothing(services: HTTPServer):
    Path(".github").mkdir()
    off = "".join(f"  {name}: off\n" for name in ASKING)
    Path(".github/paperlist.yml").write_text(f"rules:\n{off}", encoding="utf-8")
    run("--online")
    assert services.log == []


def test_mending_and_comments_go_with_it(services: HTTPServer):
    silent = "(https://arxiv.org/abs/2401.00001) <!-- paperlist-ignore source-title, withdrawn-work -->"
    text = LIST.replace("(https://arxiv.org/abs/2401.00001)", silent).replace(
        "https://arxiv.org/pdf", "http://arxiv.org/pdf"
    )
    Path("README.md").write_text(text, encoding="utf-8")
    done = run("--online", "--fix", "--select", f"{WORKS},arxiv-address", "--format", "json")
    assert rules(done) == [(4, "unknown-id")]
    assert "http://arxiv" not in Path("README.md").read_text(encoding="utf-8")


def test_an_asking_rule_by_name_wants_the_option(services: HTTPServer):
    with pytest.raises(UsageError, match="asks the network"):
        run("--select", "dead-link")


def test_the_list_of_rules_says_which_ask():
    said = {line.split()[0]: line for line in run("--list").stdout.splitlines()}
    assert [name for name, line in said.items() if line.endswith("(--online)")] == ASKING
