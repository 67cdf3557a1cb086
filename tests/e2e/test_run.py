"""``paperlist run`` from an event file to what stands on GitHub afterwards, with every request counted."""

from __future__ import annotations

import os
import re
import time
from urllib.parse import parse_qs, urlsplit

import cmarkgfm
import pytest

from bot.form.make import LABEL
from tests.e2e.conftest import BUSY, TITLES, Repository

MOST = 9  # requests for a new one, event and checkout given
_, HERON, EGRET, HOSTILE, NOWHERE = (f"https://arxiv.org/abs/{name}" for name in [*TITLES, "2401.99999"])
WAITS = f"https://arxiv.org/abs/{BUSY}"
LISTED = "https://arxiv.org/pdf/2301.00001v2"
FORBIDDEN = {
    "message": "GitHub Actions is not permitted to create or approve pull requests.",
    "status": "403",
}


def form(link: str, category: str = "Serving", **fields: str) -> str:
    given = {"Link": link, "Category": category, "Title": "", "Venue": "", "Code": "", "Note": "", **fields}
    return "\n\n".join(f"### {label}\n\n{value or '_No response_'}" for label, value in given.items())


NEW = [
    "GET /issues",  # how many requests this person has open
    "POST /git/trees",
    "POST /git/commits",
    "POST /statuses/0",
    "POST /git/refs",
    "POST /pulls",
    "POST /issues/0/labels",
    "POST /issues/0/comments",
    "GET /issues/0/comments",  # whether somebody was quicker
]


def asked(repository: Repository) -> list[str]:
    """The bot's requests since the last call, without names and numbers."""
    short = [(one.verb, re.sub("^/repos/[^/]+/[^/]+", "", one.path)) for one in repository.hub.requests()]
    return [f"{verb} {re.sub(r'[0-9a-f]{40}|[0-9]+', '0', path.partition('?')[0])}" for verb, path in short]


@pytest.mark.parametrize(
    "text", [form(HERON), f"Please add this paper to Serving:\n\n{HERON}"], ids=["form", "text"]
)
def test_what_a_new_request_costs_and_what_a_second_look(repository: Repository, text: str) -> None:
    labels = [LABEL] if text.startswith("#") else []
    number = repository.issue("Add a paper", text, *labels)
    repository.run(number)
    assert asked(repository) == NEW
    assert len(NEW) <= MOST
    assert len(repository.added(number)) == 1
    repository.run(number, "edited")
    again = asked(repository)
    assert len(again) <= 3, again
    assert all(one.startswith("GET ") for one in again)


def test_from_the_start_of_the_process_to_the_pull_request(repository: Repository) -> None:
    number = repository.issue("[Paper]", form(HERON), LABEL)
    start = time.monotonic()
    repository.run(number)
    took = time.monotonic() - start
    assert len(repository.pulls()) == 1
    crowd = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # others at work here take their share
    assert took < 3 * crowd  # seconds


def test_a_form_becomes_a_pull_request(repository: Repository) -> None:
    number = repository.issue("[Paper] Heron", form(HERON), LABEL)
    log = repository.run(number)
    seen = repository.hub.requests()
    assert len(seen) <= MOST
    assert {one.agent.partition("/")[0] for one in seen} == {"paperlist-bot"}
    assert f"{len(seen)} requests to GitHub" in log
    assert repository.added(number) == [f"- [{TITLES['2401.00001']}]({HERON})"]
    [pull] = repository.pulls()
    assert pull["title"] == f"Add “{TITLES['2401.00001']}”"
    assert pull["body"].endswith(f"Closes #{number}")
    assert f"> - [{TITLES['2401.00001']}]({HERON})" in pull["body"]
    assert [label["name"] for label in pull["labels"]] == [LABEL]
    [reply] = repository.replies(number)
    assert f"**Pull request #{pull['number']}** adds [{TITLES['2401.00001']}]({HERON})" in reply
    assert "(README.md, line 7)" in reply


def test_free_text_with_two_links(repository: Repository) -> None:
    text = f"Please add these to Serving, thanks!\n\n- {HERON}\n- {EGRET}\n\nSection: Serving"
    number = repository.issue("Add two papers", text)
    repository.run(number)
    assert len(repository.hub.requests()) <= MOST
    assert len(repository.added(number)) == 2
    [pull] = repository.pulls()
    assert pull["title"] == "Add 2 papers to Serving"
    [reply] = repository.replies(number)
    assert reply.count("✅ added to *Serving*") == 2
    labels = repository.api("GET", f"/issues/{number}/labels")
    assert [label["name"] for label in labels] == [LABEL]


def test_what_is_listed_gets_a_reply_and_nothing_else(repository: Repository) -> None:
    number = repository.issue("[Paper] Old Heron", form(LISTED), LABEL)
    repository.run(number)
    assert [one.verb for one in repository.hub.requests()] == ["GET", "POST", "GET"]
    assert repository.pulls() == []
    [reply] = repository.replies(number)
    assert "**Already listed:**" in reply
    assert "(README.md, line 5)" in reply


def test_what_cannot_be_found_gets_a_reply_and_nothing_else(repository: Repository) -> None:
    number = repository.issue("[Paper] ?", form(NOWHERE), LABEL)
    repository.run(number)
    assert repository.pulls() == []
    [reply] = repository.replies(number)
    assert "**Not added yet:**" in reply
    assert NOWHERE in reply


def test_one_of_several_that_waits_keeps_the_issue_open(repository: Repository) -> None:
    number = repository.issue("[Paper] Four", form(f"{HERON}\n{WAITS}\n{LISTED}\n{NOWHERE}"), LABEL)
    repository.run(number)
    assert len(repository.hub.requests()) <= MOST
    [pull] = repository.pulls()
    assert pull["body"].endswith(f"Refs #{number}")
    assert len(repository.added(number)) == 1
    [reply] = repository.replies(number)
    assert "2 of 4 links could not be added" in reply
    for sign in ("✅ added", "☑️ already listed", "⏳ waiting", "✖️ not added"):
        assert sign in reply


@pytest.mark.parametrize("action", ["opened", "edited", "reopened"])
def test_a_second_run_changes_nothing(repository: Repository, action: str) -> None:
    number = repository.issue("[Paper] Heron", form(HERON), LABEL)
    repository.run(number)
    before = (
        repository.pulls(),
        repository.replies(number),
        repository.api("GET", "/git/matching-refs/heads"),
    )
    repository.run(number, action)
    seen = repository.hub.requests()
    assert [one for one in seen if one.writes] == []
    assert len(seen) <= 3
    after = (
        repository.pulls(),
        repository.replies(number),
        repository.api("GET", "/git/matching-refs/heads"),
    )
    assert after == before


def test_an_edited_issue_changes_branch_pull_request_and_reply(repository: Repository) -> None:
    number = repository.issue("[Paper] Heron", form(HERON), LABEL)
    repository.run(number)
    repository.api("PATCH", f"/issues/{number}", body=form(f"{HERON}\n{EGRET}", "Training"))
    repository.run(number, "edited")
    [pull] = repository.pulls()
    assert (pull["title"], pull["state"]) == ("Add 2 papers to Training", "open")
    assert len(repository.added(number)) == 2
    [reply] = repository.replies(number)
    assert reply.count("✅ added to *Training*") == 2


def test_an_edit_that_leaves_nothing_closes_the_pull_request(repository: Repository) -> None:
    number = repository.issue("[Paper] Heron", form(HERON), LABEL)
    repository.run(number)
    repository.api("PATCH", f"/issues/{number}", body=form(LISTED))
    repository.run(number, "edited")
    [pull] = repository.pulls()
    assert pull["state"] == "closed"
    assert "**Closed:** nothing is left to add" in pull["body"]
    [reply] = repository.replies(number)
    assert f"#{pull['number']} is closed" in reply
    refs = repository.api("GET", "/git/matching-refs/heads/paperlist")
    assert refs == []


def test_a_bot_that_may_not_open_pull_requests_leaves_branch_and_link(repository: Repository) -> None:
    repository.hub.refuse = lambda verb, path: (
        (403, FORBIDDEN) if (verb, path.endswith("/pulls")) == ("POST", True) else None
    )
    number = repository.issue("[Paper] Heron", form(HERON), LABEL)
    repository.run(number)
    assert repository.pulls() == []
    assert len(repository.added(number)) == 1
    [reply] = repository.replies(number)
    link = re.search(r"\]\((https://github\.com/[^)]*/compare/[^)]*)\)", reply)
    assert link
    assert len(link[1]) < 8000
    query = parse_qs(urlsplit(link[1]).query)
    assert query["title"] == [f"Add “{TITLES['2401.00001']}”"]
    assert query["body"] == [f"Closes #{number}"]
    repository.run(number, "reopened")
    assert [(one.verb, one.status) for one in repository.hub.requests() if one.writes] == [("POST", 403)]
    repository.hub.refuse = lambda verb, path: None
    repository.run(number, "reopened")
    [pull] = repository.pulls()
    [reply] = repository.replies(number)
    assert f"**Pull request #{pull['number']}**" in reply


def test_a_hostile_title_acts_nowhere(repository: Repository) -> None:
    title = f"@eve closes #4242 {HOSTILE} [skip ci]"
    number = repository.issue(title, form(HOSTILE, Note="<script>@eve</script> fixes #4242"), LABEL)
    log = repository.run(number)
    [line] = repository.added(number)
    shown = cmarkgfm.github_flavored_markdown_to_html(line)
    assert shown.count("<a ") == 1
    assert not re.search(r"<(?:img|strong|code|script)", shown)
    [pull] = repository.pulls()
    message = repository.api("GET", f"/commits/paperlist/issue-{number}")["commit"]["message"]
    [reply] = repository.replies(number)
    outside_code = re.sub(r"(`{3,}).*?\1", "", pull["body"], flags=re.S)
    for text in (pull["title"], message, reply, outside_code):
        assert not re.search(r"(?<!\w)@\w", text)
        assert not re.search(r"#4242\b", text)
        assert "[skip ci]" not in text
        assert not re.search(r"(?<!\\)<(?:img|script)", text) or text in (pull["title"], message)
    assert not re.search(r"^::", log, re.M)


def test_without_label_and_request_there_is_silence(repository: Repository) -> None:
    number = repository.issue("How do I cite this list?", "Thanks!")
    repository.run(number)
    assert repository.hub.requests() == []


def test_an_issue_asking_for_a_section_that_does_not_exist(repository: Repository) -> None:
    number = repository.issue("[Paper] Heron", form(HERON, "Gardening"), LABEL)
    repository.run(number)
    assert repository.pulls() == []
    [reply] = repository.replies(number)
    assert "Gardening" in reply


def test_a_reply_with_a_copied_marker_is_not_taken_over(repository: Repository) -> None:
    number = repository.issue("[Paper] Heron", form(HERON), LABEL)
    repository.api("POST", f"/issues/{number}/comments", "token-eve", body="<!-- paperlist: reply -->\nmine")
    repository.run(number)
    assert len(repository.replies(number)) == 1
    assert len(repository.pulls()) == 1


def test_a_run_without_token_says_so(repository: Repository) -> None:
    number = repository.issue("[Paper] Heron", form(HERON), LABEL)
    repository.env = {"GITHUB_TOKEN": ""}
    assert "There is no GITHUB_TOKEN" in repository.run(number, status=2)
