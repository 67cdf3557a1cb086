"""``paperlist reconcile``, and events that are not a new issue, on a stateful GitHub."""

from __future__ import annotations

import json

import pytest

from bot.form.make import LABEL
from tests.e2e.conftest import LIST, Repository
from tests.e2e.test_run import EGRET, HERON, form

BIRD = "https://arxiv.org/abs/2402.{:05}"
HERON_LINE = f"- [Heron: Paging for the Rest of Us]({HERON})"


def request(repository: Repository, link: str = HERON, category: str = "Serving") -> int:
    return repository.issue("[Paper]", form(link, category), LABEL)


def state(repository: Repository, *numbers: int) -> object:
    refs = repository.api("GET", "/git/matching-refs/heads")
    return refs, repository.pulls(), [repository.replies(number) for number in numbers]


def test_missing_pull_requests_are_made_and_a_second_run_writes_nothing(repository: Repository) -> None:
    numbers = [request(repository, BIRD.format(at)) for at in range(3)]
    said = repository.command("reconcile")
    assert "3 worked on, 0 as they should be" in said
    assert len(repository.pulls()) == 3
    before = state(repository, *numbers)
    said = repository.command("reconcile")
    seen = repository.hub.requests()
    assert "0 worked on, 3 as they should be" in said
    assert [one for one in seen if one.writes] == []
    assert len(seen) == 4
    assert state(repository, *numbers) == before


def test_a_dry_run_says_what_it_would_do(repository: Repository) -> None:
    number = request(repository)
    said = repository.command("reconcile", "--dry-run")
    assert f"would make branch paperlist/issue-{number}" in said
    assert f"would reply to #{number}" in said
    assert [one for one in repository.hub.requests() if one.writes] == []


def test_one_issue_alone(repository: Repository) -> None:
    first, second = request(repository), request(repository, EGRET)
    repository.command("reconcile", "--issue", str(second))
    assert (repository.replies(first), len(repository.replies(second))) == ([], 1)
    assert "There is no issue 4242" in repository.command("reconcile", "--issue", "4242", status=2)


def test_a_merge_leaves_no_branch_in_conflict(repository: Repository) -> None:
    numbers = [request(repository, BIRD.format(at)) for at in range(3)]
    repository.reconcile()
    repository.merge(numbers[1])
    repository.reconcile()
    for number in (numbers[0], numbers[2]):
        repository.merge(number)
        repository.reconcile()
    text = repository.file("main")
    assert [text.count(BIRD.format(at)) for at in range(3)] == [1, 1, 1]
    assert [line for line in text.splitlines() if "2402." not in line] == LIST.splitlines()
    assert repository.api("GET", "/git/matching-refs/heads/paperlist") == []
    assert "is part of the list now" in repository.replies(numbers[0])[0]


def test_a_merge_elsewhere_leaves_a_branch_as_it_is(repository: Repository) -> None:
    number, other = request(repository), request(repository, EGRET, "Training")
    repository.reconcile()
    repository.merge(other)
    before = state(repository, number)
    repository.hub.requests()
    repository.reconcile()
    assert [one.verb for one in repository.hub.requests() if one.writes] == ["PATCH", "DELETE"]
    assert state(repository, number)[2] == before[2]
    repository.merge(number)


def test_work_merged_by_another_way(repository: Repository) -> None:
    number = request(repository)
    repository.reconcile()
    repository.push(LIST.replace("## Training", f"{HERON_LINE}\n\n## Training"))
    repository.reconcile()
    [pull] = repository.pulls()
    assert pull["state"] == "closed"
    assert "nothing is left to add" in pull["body"]
    assert "Already listed" in repository.replies(number)[0]


def test_a_pull_request_that_a_person_closed(repository: Repository) -> None:
    number = request(repository)
    repository.run(number)
    [pull] = repository.pulls()
    closed = repository.api("PATCH", f"/pulls/{pull['number']}", state="closed")
    payload = {"action": "closed", "pull_request": closed, "sender": {"login": "ada", "type": "User"}}
    repository.event(payload, "pull_request")
    assert "was closed by a person" in repository.replies(number)[0]
    assert repository.api("GET", "/git/matching-refs/heads/paperlist") == []
    repository.comment(number, "/retry")
    assert [one["state"] for one in repository.pulls()] == ["closed"]
    repository.comment(number, "/retry", "token-ada")
    assert [one["state"] for one in repository.pulls()] == ["closed", "open"]


def test_a_closed_issue_closes_its_pull_request(repository: Repository) -> None:
    number = request(repository)
    repository.run(number)
    repository.api("PATCH", f"/issues/{number}", state="closed")
    repository.run(number, "closed")
    assert [one["state"] for one in repository.pulls()] == ["closed"]
    assert repository.api("GET", "/git/matching-refs/heads/paperlist") == []
    assert "This request was closed" in repository.replies(number)[0]


def test_a_branch_without_issue(repository: Repository) -> None:
    tree = repository.api("GET", f"/commits/{repository.base}")["commit"]["tree"]["sha"]
    fields = {"message": "Add", "tree": tree, "parents": [repository.base]}
    made = repository.api("POST", "/git/commits", "token-bot", **fields)["sha"]
    for name in ("issue-4242", "other"):
        repository.api("POST", "/git/refs", ref=f"refs/heads/paperlist/{name}", sha=made)
    repository.reconcile()
    refs = [ref["ref"] for ref in repository.api("GET", "/git/matching-refs/heads/paperlist")]
    assert refs == ["refs/heads/paperlist/other"]


def test_commands_change_what_is_asked_for(repository: Repository) -> None:
    number = request(repository, f"{HERON}\n{EGRET}")
    repository.run(number)
    repository.comment(number, f"/section Training\n/drop {EGRET}")
    assert repository.added(number) == [HERON_LINE]
    [pull] = repository.pulls()
    assert pull["title"].startswith("Add “Heron")
    assert "*Training*" in repository.replies(number)[0]
    repository.command("reconcile")
    assert [one for one in repository.hub.requests() if one.writes] == []


def test_github_says_who_may_give_commands(repository: Repository) -> None:
    number = repository.issue("[Paper]", form(HERON), LABEL)
    repository.run(number)
    repository.api("POST", f"/issues/{number}/comments", "token-mallory", body="/close")
    repository.reconcile()
    assert repository.api("GET", f"/issues/{number}")["state"] == "open"
    asked = [one.path for one in repository.hub.requests() if "/collaborators/" in one.path]
    assert asked == [f"/repos/{repository.name}/collaborators/mallory/permission"]
    repository.comment(number, "/close", "token-ada")
    assert repository.api("GET", f"/issues/{number}")["state"] == "closed"
    assert [one["state"] for one in repository.pulls()] == ["closed"]


def test_talk_is_no_command(repository: Repository) -> None:
    number = request(repository)
    repository.run(number)
    repository.comment(number, "Thanks! I read /usr/share/doc first.")
    assert repository.hub.requests() == []


def test_unknown_commands_are_answered_with_the_list(repository: Repository) -> None:
    number = request(repository)
    repository.run(number)
    repository.comment(number, "/frobnicate")
    [reply] = repository.replies(number)
    assert "There is no command `/frobnicate`" in reply
    assert "- `/section NAME`" in reply


def test_approved_means_approved(repository: Repository) -> None:
    number = request(repository)
    repository.run(number)
    [pull] = repository.pulls()
    repository.api("POST", f"/pulls/{pull['number']}/reviews", event="APPROVE")
    repository.api("PATCH", f"/issues/{number}", body=form(EGRET))
    repository.run(number, "edited")
    assert repository.added(number) == [HERON_LINE]
    assert "is approved as it stands" in repository.replies(number)[0]
    repository.comment(number, "/retry")
    assert repository.added(number) == [HERON_LINE]
    repository.comment(number, "/retry", "token-ada")
    assert EGRET in repository.added(number)[0]


@pytest.mark.parametrize("fits", [True, False])
def test_a_person_s_commit_is_kept(repository: Repository, fits: bool) -> None:
    number = request(repository)
    repository.reconcile()
    branch = f"paperlist/issue-{number}"
    text = repository.file(branch).replace("Heron: Paging for", "Heron, by *Ada*: Paging for")
    text = text if fits else text.replace("Grey Egret", "Greyer Egret")
    sha = commit(repository, branch, text)
    last = "Batching on the Fly](https://arxiv.org/abs/2302.00002)\n"
    repository.push(LIST.replace(last, f"{last}- [Bird]({BIRD.format(2)})\n"))
    repository.reconcile()
    [pull] = repository.pulls()
    assert pull["state"] == "open"
    head = repository.api("GET", f"/commits/{branch}")
    if fits:
        assert [parent["sha"] for parent in head["parents"]] == [sha, repository.base]
        assert "Heron, by *Ada*: Paging for" in repository.file(branch)
        assert BIRD.format(2) in repository.file(branch)
    else:
        assert head["sha"] == sha
        assert "in conflict" in repository.replies(number)[0]
    before = state(repository, number)
    repository.reconcile()
    assert state(repository, number) == before


def commit(repository: Repository, branch: str, text: str) -> str:
    """A person's commit on a branch; gives its id."""
    head = repository.api("GET", f"/commits/{branch}")["sha"]
    entry = {"path": "README.md", "mode": "100644", "type": "blob", "content": text}
    tree = repository.api("POST", "/git/trees", tree=[entry])["sha"]
    made = repository.api("POST", "/git/commits", message="Better words", tree=tree, parents=[head])
    repository.api("PATCH", f"/git/refs/heads/{branch}", sha=made["sha"])
    return str(made["sha"])


def test_what_is_sent_is_json_of_text_alone(repository: Repository) -> None:
    """Nothing but the list is ever written, and only below it."""
    number = request(repository)
    repository.run(number)
    trees = [json.loads(one.body)["tree"] for one in repository.hub.requests() if one.path.endswith("/trees")]
    assert [[entry["path"] for entry in tree] for tree in trees] == [["README.md"]]
