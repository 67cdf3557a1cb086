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
from bot.intake.model import Request
from bot.ledger import Ledger, Line
from bot.reconcile.desk import Desk
from bot.run import run
from tests.forge.ledgers import README

LINK = "https://arxiv.org/abs/2401.00001"
OTHER = "https://arxiv.org/abs/2401.00002"


@dataclass
class Clone:
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
        log = "https://github.com/ada/list/actions/runs/5"
        return run(event, Desk(self.forge, self.plan, log=log))

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
def clone(tmp_path: Path) -> Clone:
    git(tmp_path, "init", "--initial-branch=main")
    (tmp_path / "README.md").write_bytes(README)
    git(tmp_path, "add", "README.md")
    git(tmp_path, "commit", "-m", "Begin")
    return Clone(Local(tmp_path, first=12))


def test_a_request_becomes_a_pull_request(clone: Clone) -> None:
    assert clone.get(FORM) == 0
    assert clone.on_branch().splitlines()[-1] == f"- [Heron]({LINK})"
    assert clone.git("rev-list", "--count", f"main..{branch_for(7)}") == "1"
    pull = clone.forge.pulls[12]
    assert (pull.title, pull.state, pull.labels) == ("Add “Heron”", "open", (LABEL,))
    assert clone.reply.startswith(f"{MARKER}\n✅ **Pull request #12** adds [Heron]({LINK})")


def test_the_work_tree_stays_as_it_is(clone: Clone) -> None:
    (clone.forge.checkout.root / "README.md").write_text("half an edit")
    clone.get(LINK)
    assert clone.git("status", "--porcelain") == "M README.md"
    assert "half an edit" not in clone.on_branch()


@pytest.mark.parametrize("action", ["opened", "edited", "reopened"])
def test_a_second_run_changes_nothing(clone: Clone, action: str) -> None:
    clone.get(LINK)
    before = clone.state()
    clone.action = action
    clone.get(LINK)
    assert clone.state() == before


def test_an_edit_changes_branch_and_pull_request(clone: Clone) -> None:
    clone.get(LINK)
    clone.again(f"{LINK}\n{OTHER}")
    assert clone.git("rev-list", "--count", f"main..{branch_for(7)}") == "1"
    assert clone.on_branch().splitlines()[-2:] == [f"- [Heron]({LINK})", f"- [Heron]({OTHER})"]
    assert clone.forge.pulls[12].title == "Add 2 papers"
    assert list(clone.forge.pulls) == [12]


def test_an_edit_that_leaves_nothing_closes_it_and_a_later_one_opens_another(clone: Clone) -> None:
    clone.get(LINK)
    clone.listed = {LINK}
    clone.again(f"{LINK}\n\nSection: Training")
    assert clone.forge.pulls[12].state == "closed"
    assert clone.forge.pulls[12].body.startswith(f"{CLOSED}\n**Closed:** nothing is left to add")
    assert not clone.git("for-each-ref", f"refs/heads/{branch_for(7)}")
    assert "Already listed" in clone.reply
    assert "#12 is closed" in clone.reply
    before = clone.state()
    clone.again(f"{LINK}\n\nSection: Training")
    assert clone.state() == before
    clone.listed = set()
    clone.again(LINK)
    assert [pull.state for pull in clone.forge.pulls.values()] == ["closed", "open"]


def test_a_pull_request_that_a_person_closed_stays_closed(clone: Clone) -> None:
    clone.get(LINK)
    pull = clone.forge.pulls[12]
    clone.forge.edit_pull(pull, title=pull.title, body=pull.body, close=True)
    clone.again(f"{LINK}\n{OTHER}")
    assert list(clone.forge.pulls) == [12]
    assert "#12 was closed by a person" in clone.reply


@pytest.mark.parametrize("listed", [set(), {LINK, OTHER}], ids=["more to add", "nothing to add"])
def test_commits_by_people_are_kept(clone: Clone, listed: set[str]) -> None:
    clone.get(LINK)
    tree = clone.git("rev-parse", f"{branch_for(7)}^{{tree}}")
    parent = ("-p", branch_for(7), "-m", "Better words")
    git(clone.forge.checkout.root, "update-ref", f"refs/heads/{branch_for(7)}", _commit(clone, tree, *parent))
    clone.listed = listed
    clone.again(f"{LINK}\n{OTHER}")
    assert clone.git("log", "-1", "--format=%s", branch_for(7)) == "Better words"
    assert clone.forge.pulls[12].state == "open"
    assert "has commits by people" in clone.reply


def _commit(clone: Clone, tree: str, *arguments: str) -> str:
    who = {
        f"GIT_{role}_{key}": "ada@lab.example"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    return clone.forge.checkout.run("commit-tree", tree, *arguments, env=who).decode().strip()


def test_a_branch_left_by_a_run_cut_short_is_taken_up(clone: Clone) -> None:
    clone.get(LINK)
    clone.forge.pulls.clear()
    clone.forge.replies.clear()
    head = clone.git("rev-parse", branch_for(7))
    clone.get(LINK)
    assert clone.git("rev-parse", branch_for(7)) == head
    assert [pull.state for pull in clone.forge.pulls.values()] == ["open"]


def move_base(clone: Clone, after: bytes) -> None:
    (clone.forge.checkout.root / "README.md").write_bytes(after)
    git(clone.forge.checkout.root, "commit", "--allow-empty", "-am", "Move on")
    clone.forge.checkout = Checkout(clone.forge.checkout.root)


@pytest.mark.parametrize(
    ("after", "follows"),
    [
        (README, False),
        (README.replace(b"# Awesome", b"# Really Awesome"), False),
        (README + b"- [New](https://arxiv.org/abs/2402.00001)\n", True),
    ],
    ids=["nothing changed", "it merges cleanly", "it is in conflict"],
)
def test_the_branch_follows_the_base_where_it_must(clone: Clone, after: bytes, follows: bool) -> None:
    clone.get(LINK)
    began = clone.forge.base
    move_base(clone, after)
    clone.again(LINK)
    assert clone.git("rev-parse", f"{branch_for(7)}^") == (clone.forge.base if follows else began)
    assert clone.forge.base != began
    git(clone.forge.checkout.root, "merge", "--no-edit", branch_for(7))


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
def test_known_errors_become_the_reply(clone: Clone, failure: Exception, said: str, status: int) -> None:
    clone.failure = failure
    assert clone.get(LINK) == status
    assert said in clone.reply
    assert not clone.forge.pulls


def test_a_service_out_of_reach_closes_nothing_a_question_does(clone: Clone) -> None:
    clone.get(LINK)
    clone.failure = SourceUnavailable("arXiv did not answer.")
    clone.again(f"{LINK}\n\nSection: Servng")
    assert clone.forge.pulls[12].state == "open"
    clone.failure = SectionUnknown("There is no section “Servng”.")
    clone.again(f"{LINK}\n\nSection: Servng")
    assert clone.forge.pulls[12].state == "closed"


@pytest.mark.parametrize("failure", [ZeroDivisionError("oh"), ForgeError("GitHub answered 500.")])
def test_unknown_errors_apologise_and_go_up(clone: Clone, failure: Exception) -> None:
    clone.failure = failure
    with pytest.raises(type(failure)):
        clone.get(LINK)
    assert "Sorry" in clone.reply
    assert "actions/runs/5" in clone.reply


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
    clone: Clone, body: str, labels: tuple[str, ...], said: str
) -> None:
    clone.label = labels
    assert clone.get(body) == 0
    assert said in clone.reply
    assert not clone.forge.pulls


@pytest.mark.parametrize(("title", "body"), [("Add a paper", EMPTY_FORM), ("How do I cite it?", "Thanks!")])
def test_without_request_and_label_there_is_silence(clone: Clone, title: str, body: str) -> None:
    clone.label = ()
    before = clone.state()
    assert clone.get(body, title=title) == 0
    assert clone.state() == before


def test_free_text_needs_no_label_and_gets_it(clone: Clone) -> None:
    clone.label = ()
    clone.get(f"Please add {LINK} and {OTHER}")
    assert clone.forge.pulls[12].state == "open"
    assert clone.forge.labels == {7: (LABEL,)}  # one label is one request


def test_an_edit_away_from_a_request_without_label_is_noticed(clone: Clone) -> None:
    clone.label = ()
    clone.get(LINK, title="Add this paper")
    clone.action = "edited"
    clone.get("Never mind.", title="Nothing")
    assert clone.forge.pulls[12].state == "closed"
    assert "No paper was found" in clone.reply


def test_what_is_ignored_touches_nothing(clone: Clone) -> None:
    before = clone.state()
    assert clone.get(LINK, ignored="a bot did it") == 0
    assert clone.state() == before


class TestCheckout:
    @pytest.mark.parametrize(
        "path",
        ["missing.md", "../README.md", "/etc/passwd", "folder", "link.md", "*", "", "a\0b", "a" * 200_000],
        ids=lambda path: repr(path)[:20],
    )
    def test_reads_plain_files_of_the_commit_only(self, clone: Clone, path: str) -> None:
        root = clone.forge.checkout.root
        (root / "folder").mkdir()
        (root / "folder" / "a.md").write_text("a")
        (root / "link.md").symlink_to("/etc/passwd")
        git(root, "add", ".")
        git(root, "commit", "-m", "Traps")
        with pytest.raises(UsageError):
            Checkout(root).read(path)
        assert Checkout(root).read("folder/a.md") == b"a"

    def test_names_blobs_as_git_does(self, clone: Clone) -> None:
        assert blob_id(README) == clone.git("rev-parse", "main:README.md")

    def test_a_file_keeps_its_mode(self, clone: Clone) -> None:
        git(clone.forge.checkout.root, "update-index", "--chmod=+x", "README.md")
        git(clone.forge.checkout.root, "commit", "-m", "Odd")
        tree = Checkout(clone.forge.checkout.root).write_tree([Change("README.md", README, README + b"x\n")])
        assert clone.git("ls-tree", tree).startswith("100755 blob ")

    def test_says_what_git_says(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="git rev-parse failed"):
            Checkout(tmp_path)


def test_a_line_number_alone_is_worth_no_write(clone: Clone) -> None:
    def shown(body: str) -> str:
        change = Change("README.md", README, README + b"- [Heron](https://arxiv.org/abs/2401.00001)\n")
        wanted = Proposal(Commit(clone.forge.base, "Add", (change,)), "Add", body, "")
        publish(clone.forge, branch_for(7), wanted, look(clone.forge, branch_for(7)))
        return clone.forge.pulls[12].body

    assert shown("in *Serving* (README.md, line 8)") == "in *Serving* (README.md, line 8)"
    assert shown("in *Serving* (README.md, line 19)") == "in *Serving* (README.md, line 8)"
    assert shown("in *Training* (README.md, line 19)") == "in *Training* (README.md, line 19)"
