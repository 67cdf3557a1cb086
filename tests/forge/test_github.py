"""What GitHub answers when things are not as expected, in the shapes of its documentation.

Each exchange is served once and in order; a request too many or too few fails the test.
"""

from __future__ import annotations

import json
import socket
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import urllib3.util.retry
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bot.errors import UsageError
from bot.forge.checkout import Checkout
from bot.forge.github import LONGEST_ADDRESS, GitHub
from bot.forge.model import (
    CLOSED,
    MARKER,
    Change,
    Check,
    Commit,
    Conflict,
    ForgeError,
    Limited,
    Locked,
    Lost,
    NotPermitted,
    PullRequest,
    Reply,
)
from bot.forge.wire import Wire
from bot.reconcile.orders import heed
from tests.forge.ledgers import CHANGE, README
from tests.forge.test_run import git

BRANCH = "paperlist/issue-7"
BOT = {"login": "github-actions[bot]", "type": "Bot"}
EVE = {"login": "eve", "type": "User"}
ROOT = "/repos/ada/list"
EXISTS = {
    "message": "Validation Failed",
    "errors": [
        {
            "resource": "PullRequest",
            "code": "custom",
            "message": "A pull request already exists for ada:paperlist/issue-7.",
        }
    ],
    "documentation_url": "https://docs.github.com/rest/pulls/pulls#create-a-pull-request",
    "status": "422",
}
REF_EXISTS = {"message": "Reference already exists", "status": "422"}
FORBIDDEN = {
    "message": "GitHub Actions is not permitted to create or approve pull requests.",
    "documentation_url": "https://docs.github.com/rest/pulls/pulls#create-a-pull-request",
    "status": "403",
}
ARCHIVED = {"message": "Repository was archived so is read-only.", "status": "403"}
SLOW_DOWN = {
    "message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    "status": "403",
}
LOST = {"message": "Server Error"}


def pull(number: int = 12, state: str = "open", **more: Any) -> dict[str, Any]:
    return {
        "number": number,
        "state": state,
        "title": "Add “Heron”",
        "body": None,
        "html_url": f"https://github.com/ada/list/pull/{number}",
        "head": {"ref": BRANCH, "sha": "1" * 40, "repo": {"full_name": "ada/list"}},
        "merged_at": None,
        "labels": [{"name": "add-paper"}],
        **more,
    }


def commit(sha: str, author: Any = BOT) -> dict[str, Any]:
    return {
        "sha": sha,
        "commit": {"message": "Add “Heron”"},
        "author": author,
        "parents": [{"sha": "0" * 40}],
        "files": [{"filename": "README.md", "sha": "a" * 40, "status": "modified"}],
    }


class Script:
    """The exchanges to come, and the bodies that were sent."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.sent: list[Any] = []

    def then(self, verb: str, path: str, answer: Any, status: int = 200, **headers: str) -> Script:
        def handle(request: Request) -> Response:
            self.sent.append(request.get_json(silent=True))
            response = Response(
                status=status, headers={name.replace("_", "-"): text for name, text in headers.items()}
            )
            if answer is not None:
                response.data, response.content_type = json.dumps(answer).encode(), "application/json"
            return response

        self.server.expect_ordered_request(ROOT + path, method=verb).respond_with_handler(handle)
        return self

    def stored(self, sha: str = "c" * 40) -> Script:
        """Tree and commit, as every branch needs them first."""
        self.then("POST", "/git/trees", {"sha": "b" * 40}, 201)
        return self.then("POST", "/git/commits", {"sha": sha}, 201)


@pytest.fixture
def script(httpserver: HTTPServer) -> Iterator[Script]:
    script = Script(httpserver)
    yield script
    httpserver.check()
    assert not httpserver.ordered_handlers


@pytest.fixture
def github(httpserver: HTTPServer, tmp_path: Path) -> GitHub:
    git(tmp_path, "init", "--initial-branch=main")
    (tmp_path / "README.md").write_bytes(README)
    git(tmp_path, "add", "README.md")
    git(tmp_path, "commit", "-m", "Begin")
    wire = Wire(httpserver.url_for("").rstrip("/"), "token", pause=0)
    return GitHub(wire, Checkout(tmp_path), repository="ada/list", branch="main")


def wanted(github: GitHub) -> Commit:
    return Commit(github.base, "Add “Heron”", (CHANGE,))


def test_a_branch_is_a_tree_a_commit_and_a_reference(github: GitHub, script: Script) -> None:
    script.stored().then("POST", "/git/refs", {"ref": f"refs/heads/{BRANCH}"}, 201)
    assert github.create_branch(BRANCH, wanted(github)) == "c" * 40
    tree, made, ref = script.sent
    assert tree["base_tree"] == Checkout(github._checkout.root).tree
    assert tree["tree"] == [
        {"path": "README.md", "mode": "100644", "type": "blob", "content": CHANGE.after.decode()}
    ]
    assert made == {"message": "Add “Heron”", "tree": "b" * 40, "parents": [github.base]}
    assert ref == {"ref": f"refs/heads/{BRANCH}", "sha": "c" * 40}
    assert (github.wire.count.requests, github.wire.count.writes) == (3, 3)


@pytest.mark.parametrize(("passed", "state"), [(True, "success"), (False, "failure")])
def test_a_commit_has_its_check_before_a_branch_shows_it(
    github: GitHub, script: Script, passed: bool, state: str
) -> None:
    script.stored().then("POST", f"/statuses/{'c' * 40}", {"state": state}, 201)
    script.then("POST", "/git/refs", {"ref": f"refs/heads/{BRANCH}"}, 201)
    checked = replace(wanted(github), check=Check(passed, "1 finding on the new lines."))
    assert github.create_branch(BRANCH, checked) == "c" * 40
    said = {
        "state": state,
        "context": "Paperlist / Lint the list",
        "description": "1 finding on the new lines.",
    }
    assert script.sent[2] == said


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"message": "Resource not accessible by integration"}, 403),
        ({"message": "Not Found"}, 404),
        ({"message": f"No commit found for SHA: {'c' * 40}"}, 422),
    ],
)
def test_a_token_that_may_set_no_status_goes_without(
    github: GitHub, script: Script, answer: Any, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    checked = replace(wanted(github), check=Check(passed=True, said="nothing to report."))
    script.stored().then("POST", f"/statuses/{'c' * 40}", answer, status)
    script.then("POST", "/git/refs", {}, 201)
    assert github.create_branch(BRANCH, checked) == "c" * 40
    assert answer["message"] in caplog.text
    script.stored("d" * 40).then("POST", "/git/refs", {}, 201)  # and it is not asked for again
    assert github.create_branch("paperlist/issue-8", checked) == "d" * 40


def test_a_status_whose_answer_was_lost_is_set_again(github: GitHub, script: Script) -> None:
    path = f"/statuses/{'c' * 40}"
    script.stored().then("POST", path, LOST, 502).then("POST", path, {}, 201).then(
        "POST", "/git/refs", {}, 201
    )
    assert github.create_branch(BRANCH, replace(wanted(github), check=Check(passed=True, said="fine")))


LOCKED = {"message": "Unable to create comment because issue is locked.", "status": "403"}


def test_a_locked_conversation_is_told_apart(github: GitHub, script: Script) -> None:
    script.then("POST", "/issues/7/comments", LOCKED, 403)
    with pytest.raises(Locked):
        github.post_reply(7, "hello")
    script.then("DELETE", "/issues/comments/4", LOCKED, 403)
    github.drop_reply(Reply(4, "second"))


def test_bytes_arrive_as_they_are(github: GitHub, script: Script) -> None:
    script.stored().then("POST", "/git/refs", {}, 201)
    after = b"\xef\xbb\xbf# List\r\n\r\n-\tOne\r\nno end"
    github.create_branch(BRANCH, Commit(github.base, "m", (Change("README.md", README, after),)))
    assert script.sent[0]["tree"][0]["content"].encode() == after


def test_what_is_not_text_is_not_sent(github: GitHub) -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        github.create_branch(BRANCH, Commit(github.base, "m", (Change("README.md", README, b"\xff"),)))


@pytest.mark.parametrize(("there", "made"), [("d" * 40, ""), ("c" * 40, "c" * 40)], ids=["other", "ours"])
@pytest.mark.parametrize(("answer", "status"), [(REF_EXISTS, 422), (LOST, 502)], ids=["exists", "lost"])
def test_a_branch_is_looked_for_before_it_is_made_again(
    github: GitHub, script: Script, there: str, made: str, answer: Any, status: int
) -> None:
    script.stored().then("POST", "/git/refs", answer, status)
    script.then("GET", f"/commits/heads/{BRANCH}", commit(there))
    assert github.create_branch(BRANCH, wanted(github)) == made


@pytest.mark.parametrize("status", [401, 403, 404, 422, 502])
def test_the_token_is_said_nowhere(
    httpserver: HTTPServer, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    httpserver.expect_request(f"{ROOT}/pulls").respond_with_json({"message": "No"}, status)
    wire = Wire(httpserver.url_for("").rstrip("/"), "ghs_secret", pause=0)
    with pytest.raises(ForgeError) as said:
        wire.ask("POST", f"{ROOT}/pulls", title="t")
    assert httpserver.log[0][0].headers["Authorization"].endswith("ghs_secret")
    assert "/pulls" in caplog.text
    trace = "".join(traceback.format_exception(said.value))
    assert "ghs_secret" not in caplog.text + trace + said.value.hint


def test_an_archived_repository_says_so(github: GitHub, script: Script) -> None:
    script.then("POST", "/git/trees", ARCHIVED, 403)
    with pytest.raises(ForgeError, match="archived so is read-only"):
        github.create_branch(BRANCH, wanted(github))


@pytest.mark.parametrize(
    ("answer", "status"),
    [({"message": "Not Found"}, 404), ({"message": "No commit found for SHA: heads/x"}, 422)],
)
def test_no_branch(github: GitHub, script: Script, answer: Any, status: int) -> None:
    script.then("GET", f"/commits/heads/{BRANCH}", answer, status)
    assert github.find_head(BRANCH) is None


@pytest.mark.parametrize(("author", "own"), [(BOT, True), (EVE, False), (None, False)])
def test_a_commit_is_the_bot_s_own_by_its_account(
    github: GitHub, script: Script, author: Any, own: bool
) -> None:
    script.then("GET", f"/commits/heads/{BRANCH}", commit("d" * 40, author))
    head = github.find_head(BRANCH)
    assert head is not None
    assert (head.own, head.files) == (own, {"README.md": "a" * 40})


def test_a_pull_request_that_exists_is_found(github: GitHub, script: Script) -> None:
    script.then("POST", "/pulls", EXISTS, 422).then("GET", "/pulls", [pull(3, "closed"), pull(12)])
    assert github.open_pull(BRANCH, "t", "b").number == 12


def test_a_pull_request_whose_answer_was_lost_is_not_made_twice(github: GitHub, script: Script) -> None:
    script.then("POST", "/pulls", LOST, 502).then("GET", "/pulls", [pull(12)])
    assert github.open_pull(BRANCH, "t", "b").number == 12


def test_a_pull_request_that_was_lost_is_made_again(github: GitHub, script: Script) -> None:
    script.then("POST", "/pulls", LOST, 502).then("GET", "/pulls", [pull(3, "closed")])
    script.then("POST", "/pulls", pull(12), 201)
    assert github.open_pull(BRANCH, "t", "b").number == 12


def test_a_pull_request_that_cannot_be_is_no_reason_to_try_forever(github: GitHub, script: Script) -> None:
    script.then("POST", "/pulls", {"message": "Validation Failed"}, 422).then("GET", "/pulls", [])
    with pytest.raises(Conflict):
        github.open_pull(BRANCH, "t", "b")


def test_not_being_allowed_is_told_apart(github: GitHub, script: Script) -> None:
    script.then("POST", "/pulls", FORBIDDEN, 403)
    with pytest.raises(NotPermitted, match="not permitted to create"):
        github.open_pull(BRANCH, "t", "b")


def test_the_open_pull_request_comes_before_newer_closed_ones(github: GitHub, script: Script) -> None:
    merged = pull(9, "closed", merged_at="2026-01-01T00:00:00Z")
    script.then("GET", "/pulls", [pull(14, "closed", body=CLOSED), pull(12), merged])
    found = github.find_pull(BRANCH)
    assert found is not None
    assert (found.number, found.state, found.labels) == (12, "open", ("add-paper",))
    script.then("GET", "/pulls", [merged])
    found = github.find_pull(BRANCH)
    assert found is not None
    assert found.state == "merged"


@pytest.mark.parametrize("home", [{"full_name": "ada/fork-of-list"}, None])
def test_a_pull_request_from_a_fork_of_the_same_owner_is_not_the_bot_s(
    github: GitHub, script: Script, home: Any
) -> None:
    """GitHub's question names the owner of the branch alone."""
    theirs = pull(20, head={"ref": BRANCH, "sha": "2" * 40, "repo": home})
    script.then("GET", "/pulls", [theirs, pull(12, "closed")])
    found = github.find_pull(BRANCH)
    assert found is not None
    assert found.number == 12


def test_only_the_bot_s_own_marker_counts(github: GitHub, script: Script) -> None:
    comments = [
        {"id": 1, "body": f"{MARKER}\nfake", "user": EVE},
        {"id": 2, "body": f"> {MARKER}", "user": BOT},
        {"id": 3, "body": None, "user": None},
    ]
    filler = [{"id": 9, "body": "+1", "user": EVE}] * 97
    script.then("GET", "/issues/7/comments", [*comments, *filler])
    script.then("GET", "/issues/7/comments", [{"id": 4, "body": f"{MARKER}\nhello", "user": BOT}])
    assert github.find_reply(7) == Reply(4, f"{MARKER}\nhello")


def test_a_reply_whose_answer_was_lost_is_not_made_twice(github: GitHub, script: Script) -> None:
    body = f"{MARKER}\nhello"
    script.then("POST", "/issues/7/comments", LOST, 500)
    script.then("GET", "/issues/7/comments", [{"id": 4, "body": body, "user": BOT}])
    assert github.post_reply(7, body) == Reply(4, body)


def test_reads_are_tried_again(github: GitHub, script: Script) -> None:
    script.then("GET", "/pulls", LOST, 502).then("GET", "/pulls", [])
    assert github.find_pull(BRANCH) is None


def test_a_rate_limit_is_waited_for(github: GitHub, script: Script) -> None:
    script.then("POST", "/pulls", SLOW_DOWN, 403, Retry_After="0").then("POST", "/pulls", pull(12), 201)
    assert github.open_pull(BRANCH, "t", "b").number == 12


@pytest.mark.parametrize("status", [403, 429])
def test_a_rate_limit_that_does_not_end_ends_the_run(
    github: GitHub, script: Script, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(urllib3.util.retry.Retry, "get_backoff_time", lambda self: 0)
    for _ in range(4):
        script.then("PATCH", "/issues/comments/4", SLOW_DOWN, status, Retry_After="0")
    with pytest.raises(Limited, match="rate limit"):
        github.edit_reply(Reply(4, "old"), "new")


def test_people_who_are_gone_are_not_one_person(github: GitHub, script: Script) -> None:
    gone = {"login": "ghost", "id": 10137, "type": "User"}
    script.then("GET", "/issues/7", {"number": 7, "title": "Add", "body": "x", "user": gone})
    script.then("GET", "/issues/7/comments", [{"id": 1, "body": "/close", "user": gone}])
    issue = github.find_issue(7)
    assert issue is not None
    orders = heed(github.find_comments(7), issue, github)
    assert (orders.commands, orders.close) == ((), 0)


def test_a_comment_of_the_bot_or_of_a_program_is_told_apart(github: GitHub, script: Script) -> None:
    users = [BOT, {"login": "renovate[bot]", "type": "Bot"}, EVE, None]
    script.then("GET", "/issues/7/comments", [{"id": 1, "body": "/close", "user": user} for user in users])
    found = github.find_comments(7)
    assert [one.by for one in found] == ["bot", "program", "person", "person"]


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ({"permission": "admin", "role_name": "admin"}, True),
        ({"permission": "write", "role_name": "maintain"}, True),
        ({"permission": "write", "role_name": "list keepers"}, True),
        ({"permission": "read", "role_name": "triage"}, False),
        ({"permission": "read", "role_name": "read"}, False),
        ({"permission": "none", "role_name": ""}, False),
    ],
)
def test_github_says_who_may_write(github: GitHub, script: Script, said: Any, may: bool) -> None:
    script.then("GET", "/collaborators/eve/permission", said)
    assert [github.may_write("eve"), github.may_write("eve")] == [may, may]
    assert github.may_write("") is False


def test_nobody_knows_a_stranger(github: GitHub, script: Script) -> None:
    script.then("GET", "/collaborators/mallory/permission", {"message": "Not Found"}, 404)
    assert github.may_write("mallory") is False


def test_the_latest_review_of_each_counts(github: GitHub, script: Script) -> None:
    said = [("ada", "APPROVED"), ("ada", "COMMENTED"), ("eve", "APPROVED"), ("eve", "DISMISSED")]
    reviews = [{"state": state, "user": {"login": login}} for login, state in said]
    script.then("GET", "/pulls/12/reviews", reviews)
    assert github.find_approvers(PullRequest(12, BRANCH, "t", "b", "u")) == ("ada",)


def test_only_this_repository_s_own_branches_count(github: GitHub, script: Script) -> None:
    def of(name: str | None, branch: str = BRANCH) -> dict[str, Any]:
        repo = {"full_name": name} if name else None
        return pull(head={"ref": branch, "sha": "1" * 40, "repo": repo})

    script.then("GET", "/pulls", [of("Ada/List"), of("eve/list"), of(None), of("ada/list", "main")])
    assert [one.branch for one in github.list_pulls()] == [BRANCH]


@pytest.mark.parametrize(
    ("home", "ref", "own"),
    [("ada/list", BRANCH, True), ("eve/list", BRANCH, False), ("ada/list", "main", False)],
)
def test_a_pull_request_by_its_number_is_one_of_the_bot(
    github: GitHub, script: Script, home: str, ref: str, own: bool
) -> None:
    head = {"ref": ref, "sha": "1" * 40, "repo": {"full_name": home}}
    script.then("GET", "/pulls/12", pull(head=head))
    assert (github.find_own(12) is not None) == own
    script.then("GET", "/pulls/13", {"message": "Not Found"}, 404)
    assert github.find_own(13) is None


@pytest.mark.parametrize(("answer", "status"), [({"encoding": "none", "content": ""}, 200), ({}, 404)])
def test_a_file_that_cannot_be_had_is_none(github: GitHub, script: Script, answer: Any, status: int) -> None:
    script.then("GET", "/contents/README.md", answer, status)
    assert github.read_at("f" * 40, "README.md") is None
    assert github.read_at(github.base, "README.md") == README


@pytest.mark.parametrize(("answer", "status"), [(SLOW_DOWN, 403), (SLOW_DOWN, 429)])
def test_a_long_rate_limit_is_left_to_the_next_run(
    github: GitHub, script: Script, answer: Any, status: int
) -> None:
    script.then("POST", "/pulls", answer, status, Retry_After="3600")
    with pytest.raises(ForgeError, match="rate limit"):
        github.open_pull(BRANCH, "t", "b")


@pytest.mark.parametrize("status", [404, 422])
def test_a_branch_that_is_gone_is_deleted(github: GitHub, script: Script, status: int) -> None:
    script.then("DELETE", f"/git/refs/heads/{BRANCH}", {"message": "Reference does not exist"}, status)
    script.then("GET", f"/commits/heads/{BRANCH}", {"message": "Not Found"}, 404)
    github.delete_branch(BRANCH)


def test_a_branch_that_stays_is_not_taken_for_deleted(github: GitHub, script: Script) -> None:
    script.then("DELETE", f"/git/refs/heads/{BRANCH}", {"message": "Conflict"}, 409)
    script.then("GET", f"/commits/heads/{BRANCH}", commit("d" * 40, BOT))
    with pytest.raises(ForgeError):
        github.delete_branch(BRANCH)


def test_a_dead_server_is_said_to_be_one(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(Lost, match="did not answer"):
        Wire(f"http://127.0.0.1:{port}", "token", pause=0).ask("POST", "/x", a=1)


@pytest.mark.parametrize("body", ["Closes #7", "ä@#&%\n" * 4000, ""])
def test_the_prefilled_page_fits_an_address(github: GitHub, body: str) -> None:
    address = github.compare_url(BRANCH, 'Add “A) & #b"', body)
    assert len(address) <= LONGEST_ADDRESS < 8000
    parts = urlsplit(address)
    assert parts.path == "/ada/list/compare/main...paperlist/issue-7"
    query = parse_qs(parts.query, keep_blank_values=True)
    assert query["title"] == ['Add “A) & #b"']
    assert body.startswith(query["body"][0])
    assert not set(address) & set(' ()<>"“')
