"""The flow on a local clone: what there is after each event."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.add import Plan
from bot.errors import SectionUnknown, SourceUnavailable, UsageError
from bot.forge.checkout import Checkout, blob_id
from bot.forge.events import Event
from bot.forge.local import Local
from bot.forge.model import CLOSED, MARKER, Change, Commit, ForgeError, Issue, branch_for
from bot.forge.publish import Proposal, look, publish
from bot.form.make import LABEL
from bot.intake import Request
from bot.ledger import Ledger, Line
from bot.run import run
from tests.forge.ledgers import README

LINK = "https://arxiv.org/abs/2401.00001"
OTHER = "https://arxiv.org/abs/2401.00002"


@dataclass
class Desk:
    """A clone, and a stand-in for the working-out: every link asked for becomes a line at the end."""

    forge: Local
    failure: Exception | None = None
    listed: set[str] = field(default_factory=set)
    label: tuple[str, ...] = (LABEL,)
    action: str = "opened"

    def plan(self, request: Request) -> Plan:
        if self.failure:
            raise self.failure
        lines, before = [], self.forge.read("README.md")
        after = before
        for wanted in request.works:
            outcome = "duplicate" if wanted.link in self.listed else "added"
            lines.append(Line(wanted.link, outcome, path="README.md", line=8, title="Heron"))
            after += f"- [Heron]({wanted.link})\n".encode() if outcome == "added" else b""
        changed = (Change("README.md", before, after),) if after != before else ()
        return Plan(Ledger(tuple(lines)), changed, ())

    def get(self, body: str, *, title: str = "Add a paper", ignored: str = "") -> int:
        issue = Issue(7, title, body, "ada", self.label)
        event = Event("issues", self.action, "ada/list", "main", issue, ignored)
        return run(event, self.forge, plan=self.plan, log="https://github.com/ada/list/actions/runs/5")  # type: ignore[arg-type]

    def again(self, body: str) -> int:
        self.action = "edited"
        return self.get(body)

    @property
    def reply(self) -> str:
        return self.forge.replies[7].body

    def on_branch(self) -> str:
        return self.git("show", f"{branch_for(7)}:README.md")

    def git(self, *arguments: str) -> str:
        return self.forge.checkout.git(*arguments)

    def state(self) -> tuple[object, ...]:
        refs = self.git("for-each-ref")
        return refs, dict(self.forge.pulls), dict(self.forge.replies), dict(self.forge.labels)


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@lab.example")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    git(tmp_path, "init", "--initial-branch=main")
    (tmp_path / "README.md").write_bytes(README)
    git(tmp_path, "add", "README.md")
    git(tmp_path, "commit", "-m", "Begin")
    return Desk(Local(tmp_path, first=12))


def test_a_request_becomes_a_pull_request(desk: Desk) -> None:
    assert desk.get(FORM) == 0
    assert desk.on_branch().splitlines()[-1] == f"- [Heron]({LINK})"
    assert desk.git("rev-list", "--count", f"main..{branch_for(7)}") == "1"
    pull = desk.forge.pulls[12]
    assert (pull.title, pull.state, pull.labels) == ("Add “Heron”", "open", (LABEL,))
    assert desk.reply.startswith(f"{MARKER}\n✅ **Pull request #12** adds [Heron]({LINK})")


def test_the_work_tree_stays_as_it_is(desk: Desk) -> None:
    (desk.forge.checkout.root / "README.md").write_text("half an edit")
    desk.get(LINK)
    assert desk.git("status", "--porcelain") == "M README.md"
    assert "half an edit" not in desk.on_branch()


@pytest.mark.parametrize("action", ["opened", "edited", "reopened"])
def test_a_second_run_changes_nothing(desk: Desk, action: str) -> None:
    desk.get(LINK)
    before = desk.state()
    desk.action = action
    desk.get(LINK)
    assert desk.state() == before


def test_an_edit_changes_branch_and_pull_request(desk: Desk) -> None:
    desk.get(LINK)
    desk.again(f"{LINK}\n{OTHER}")
    assert desk.git("rev-list", "--count", f"main..{branch_for(7)}") == "1"
    assert desk.on_branch().splitlines()[-2:] == [f"- [Heron]({LINK})", f"- [Heron]({OTHER})"]
    assert desk.forge.pulls[12].title == "Add 2 papers"
    assert list(desk.forge.pulls) == [12]


def test_an_edit_that_leaves_nothing_closes_it_and_a_later_one_opens_another(desk: Desk) -> None:
    desk.get(LINK)
    desk.listed = {LINK}
    desk.again(f"{LINK}\n\nSection: Training")
    assert desk.forge.pulls[12].state == "closed"
    assert desk.forge.pulls[12].body.startswith(f"{CLOSED}\n**Closed:** nothing is left to add")
    assert not desk.git("for-each-ref", f"refs/heads/{branch_for(7)}")
    assert "Already listed" in desk.reply
    assert "#12 is closed" in desk.reply
    before = desk.state()
    desk.again(f"{LINK}\n\nSection: Training")
    assert desk.state() == before
    desk.listed = set()
    desk.again(LINK)
    assert [pull.state for pull in desk.forge.pulls.values()] == ["closed", "open"]


def test_a_pull_request_that_a_person_closed_stays_closed(desk: Desk) -> None:
    desk.get(LINK)
    pull = desk.forge.pulls[12]
    desk.forge.edit_pull(pull, title=pull.title, body=pull.body, close=True)
    desk.again(f"{LINK}\n{OTHER}")
    assert list(desk.forge.pulls) == [12]
    assert "#12 was closed by a person" in desk.reply


@pytest.mark.parametrize("listed", [set(), {LINK, OTHER}], ids=["more to add", "nothing to add"])
def test_commits_by_people_are_kept(desk: Desk, listed: set[str]) -> None:
    desk.get(LINK)
    tree = desk.git("rev-parse", f"{branch_for(7)}^{{tree}}")
    parent = ("-p", branch_for(7), "-m", "Better words")
    git(desk.forge.checkout.root, "update-ref", f"refs/heads/{branch_for(7)}", _commit(desk, tree, *parent))
    desk.listed = listed
    desk.again(f"{LINK}\n{OTHER}")
    assert desk.git("log", "-1", "--format=%s", branch_for(7)) == "Better words"
    assert desk.forge.pulls[12].state == "open"
    assert "has commits by people" in desk.reply


def _commit(desk: Desk, tree: str, *arguments: str) -> str:
    who = {
        f"GIT_{role}_{key}": "ada@lab.example"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    return desk.forge.checkout.run("commit-tree", tree, *arguments, env=who).decode().strip()


def test_a_branch_left_by_a_run_cut_short_is_taken_up(desk: Desk) -> None:
    desk.get(LINK)
    desk.forge.pulls.clear()
    desk.forge.replies.clear()
    head = desk.git("rev-parse", branch_for(7))
    desk.get(LINK)
    assert desk.git("rev-parse", branch_for(7)) == head
    assert [pull.state for pull in desk.forge.pulls.values()] == ["open"]


def move_base(desk: Desk, after: bytes) -> None:
    (desk.forge.checkout.root / "README.md").write_bytes(after)
    git(desk.forge.checkout.root, "commit", "--allow-empty", "-am", "Move on")
    desk.forge.checkout = Checkout(desk.forge.checkout.root)


@pytest.mark.parametrize(
    ("after", "follows"),
    [
        (README, False),
        (README.replace(b"# Awesome", b"# Really Awesome"), False),
        (README + b"- [New](https://arxiv.org/abs/2402.00001)\n", True),
    ],
    ids=["nothing changed", "it merges cleanly", "it is in conflict"],
)
def test_the_branch_follows_the_base_where_it_must(desk: Desk, after: bytes, follows: bool) -> None:
    desk.get(LINK)
    began = desk.forge.base
    move_base(desk, after)
    desk.again(LINK)
    assert desk.git("rev-parse", f"{branch_for(7)}^") == (desk.forge.base if follows else began)
    assert desk.forge.base != began
    git(desk.forge.checkout.root, "merge", "--no-edit", branch_for(7))


@pytest.mark.parametrize(
    ("failure", "said", "status"),
    [
        (
            SectionUnknown("There is no section “Servng”.", "The nearest is Serving."),
            "no section “Servng”",
            0,
        ),
        (SourceUnavailable("arXiv did not answer.", "Try later."), "arXiv did not answer", 0),
        (UsageError("There is no README.md.", "Name the file."), "There is no README.md", 2),
    ],
    ids=lambda value: type(value).__name__,
)
def test_known_errors_become_the_reply(desk: Desk, failure: Exception, said: str, status: int) -> None:
    desk.failure = failure
    assert desk.get(LINK) == status
    assert said in desk.reply
    assert not desk.forge.pulls


def test_a_service_out_of_reach_closes_nothing_a_question_does(desk: Desk) -> None:
    desk.get(LINK)
    desk.failure = SourceUnavailable("arXiv did not answer.")
    desk.again(f"{LINK}\n\nSection: Servng")
    assert desk.forge.pulls[12].state == "open"
    desk.failure = SectionUnknown("There is no section “Servng”.")
    desk.again(f"{LINK}\n\nSection: Servng")
    assert desk.forge.pulls[12].state == "closed"


@pytest.mark.parametrize("failure", [ZeroDivisionError("oh"), ForgeError("GitHub answered 500.")])
def test_unknown_errors_apologise_and_go_up(desk: Desk, failure: Exception) -> None:
    desk.failure = failure
    with pytest.raises(type(failure)):
        desk.get(LINK)
    assert "Sorry" in desk.reply
    assert "actions/runs/5" in desk.reply


FORM = f"### Link\n\n{LINK}\n\n### Category\n\n_No response_\n"
EMPTY_FORM = "### Link\n\n_No response_\n"


@pytest.mark.parametrize(
    ("body", "labels", "said"),
    [
        (EMPTY_FORM, (LABEL,), "No paper was found"),
        ("Is this one peer reviewed? " + LINK, ("question", LABEL), "for a person"),
    ],
)
def test_what_has_the_form_s_label_always_gets_a_reply(
    desk: Desk, body: str, labels: tuple[str, ...], said: str
) -> None:
    desk.label = labels
    assert desk.get(body) == 0
    assert said in desk.reply
    assert not desk.forge.pulls


@pytest.mark.parametrize(("title", "body"), [("Add a paper", EMPTY_FORM), ("How do I cite it?", "Thanks!")])
def test_without_request_and_label_there_is_silence(desk: Desk, title: str, body: str) -> None:
    desk.label = ()
    before = desk.state()
    assert desk.get(body, title=title) == 0
    assert desk.state() == before


def test_free_text_needs_no_label_and_gets_it(desk: Desk) -> None:
    desk.label = ()
    desk.get(f"Please add {LINK} and {OTHER}")
    assert desk.forge.pulls[12].state == "open"
    assert desk.forge.labels == {7: (LABEL,)}  # one label is one request


def test_an_edit_away_from_a_request_without_label_is_noticed(desk: Desk) -> None:
    desk.label = ()
    desk.get(LINK, title="Add this paper")
    desk.action = "edited"
    desk.get("Never mind.", title="Nothing")
    assert desk.forge.pulls[12].state == "closed"
    assert "No paper was found" in desk.reply


def test_what_is_ignored_touches_nothing(desk: Desk) -> None:
    before = desk.state()
    assert desk.get(LINK, ignored="a bot did it") == 0
    assert desk.state() == before


class TestCheckout:
    @pytest.mark.parametrize(
        "path", ["missing.md", "../README.md", "/etc/passwd", "folder", "link.md", "*", ""]
    )
    def test_reads_plain_files_of_the_commit_only(self, desk: Desk, path: str) -> None:
        root = desk.forge.checkout.root
        (root / "folder").mkdir()
        (root / "folder" / "a.md").write_text("a")
        (root / "link.md").symlink_to("/etc/passwd")
        git(root, "add", ".")
        git(root, "commit", "-m", "Traps")
        with pytest.raises(UsageError):
            Checkout(root).read(path)
        assert Checkout(root).read("folder/a.md") == b"a"

    def test_names_blobs_as_git_does(self, desk: Desk) -> None:
        assert blob_id(README) == desk.git("rev-parse", "main:README.md")

    def test_a_file_keeps_its_mode(self, desk: Desk) -> None:
        git(desk.forge.checkout.root, "update-index", "--chmod=+x", "README.md")
        git(desk.forge.checkout.root, "commit", "-m", "Odd")
        tree = Checkout(desk.forge.checkout.root).write_tree([Change("README.md", README, README + b"x\n")])
        assert desk.git("ls-tree", tree).startswith("100755 blob ")

    def test_says_what_git_says(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="git rev-parse failed"):
            Checkout(tmp_path)


def test_a_line_number_alone_is_worth_no_write(desk: Desk) -> None:
    def shown(body: str) -> str:
        change = Change("README.md", README, README + b"- [Heron](https://arxiv.org/abs/2401.00001)\n")
        wanted = Proposal(Commit(desk.forge.base, "Add", (change,)), "Add", body, "")
        publish(desk.forge, branch_for(7), wanted, look(desk.forge, branch_for(7)))
        return desk.forge.pulls[12].body

    assert shown("in *Serving* (README.md, line 8)") == "in *Serving* (README.md, line 8)"
    assert shown("in *Serving* (README.md, line 19)") == "in *Serving* (README.md, line 8)"
    assert shown("in *Training* (README.md, line 19)") == "in *Training* (README.md, line 19)"
