"""What git would make of a branch, and the state that a reply carries."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forge.checkout import blob_id
from bot.forge.merge import carried, merged, patched
from bot.forge.model import Change, Commit, Head, branch_for, issue_of
from bot.forge.stamp import Stamp, read_stamp, stamped
from bot.forge.stand import holds
from tests.forge.test_run import git

LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"\n", b"c\r\n", "ä\n".encode()]), max_size=12)


def patch_of(folder: Path, old: bytes, new: bytes) -> str:
    """As git, and so GitHub, shows it."""
    (folder / "old").write_bytes(old)
    (folder / "new").write_bytes(new)
    command = ["git", "diff", "--no-index", "--no-color", "old", "new"]
    text = subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout.decode()
    return text[text.index("@@") :] if "@@" in text else ""


@given(LINES, LINES, st.booleans())
def test_a_patch_gives_the_file_it_was_made_of(
    tmp_path_factory: pytest.TempPathFactory, old: list[bytes], new: list[bytes], end: bool
) -> None:
    before, after = b"".join(old), b"".join(new) + (b"end" if end else b"")
    found = patched(before, patch_of(tmp_path_factory.mktemp("patch"), before, after))
    assert found == after or (found is None and not after)


@pytest.mark.parametrize(
    "patch", ["@@ -1,2 +1,3 @@\n a\n+x\n z", "@@ -9 +9 @@\n-a\n+b", "@@ -1 +1 @@\n-b\n+c"]
)
def test_a_patch_of_another_file_is_not_taken(patch: str) -> None:
    assert patched(b"a\nb\n", patch) is None


def test_merges_as_git_does() -> None:
    old = b"1\n2\n3\n4\n5\n"
    assert merged(old, b"0\n" + old, old + b"6\n") == b"0\n" + old + b"6\n"
    assert merged(old, old + b"a\n", old + b"b\n") is None


def test_a_person_s_entry_goes_where_the_bot_s_would() -> None:
    old, new = b"# A\n- z\n", b"# A\n- y\n- z\n"
    assert carried(old, b"# A\n- x!\n- z\n", new, b"# A\n- y\n- x\n- z\n") == b"# A\n- y\n- x!\n- z\n"
    assert carried(old, b"# B\n- x!\n- z\n", new, b"# A\n- y\n- x\n- z\n") is None
    assert carried(old, b"# A\n- x!\n- z\n", new, new) is None


def test_a_stamp_is_read_back() -> None:
    stamp = Stamp("a1", "-", "12:open", "c0ffee", 3, 99)
    assert read_stamp(stamped("Hello", stamp)) == stamp
    assert read_stamp(stamped("Hello", stamp).replace("\n", "\r\n") + "\n") == stamp
    assert read_stamp("Hello") == Stamp()


@pytest.mark.parametrize("text", ["request=x", "request=a list=b added=x seen=1", "added=1 seen=²"])
def test_a_broken_stamp_is_none(text: str) -> None:
    assert read_stamp(f"Hello\n<!-- paperlist: state {text} -->") == Stamp()


@pytest.mark.parametrize("branch", ["main", "paperlist/issue-", "paperlist/issue-7a", "paperlist/issue-٣"])
def test_a_branch_names_its_issue(branch: str) -> None:
    assert issue_of(branch_for(7)) == 7
    assert issue_of(branch) == 0


def test_reads_any_commit_there_is(tmp_path: Path) -> None:
    from bot.forge.checkout import Checkout

    git(tmp_path, "init", "--initial-branch=main")
    (tmp_path / "a").write_bytes(b"1")
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-m", "One")
    checkout = Checkout(tmp_path)
    assert (checkout.branch, checkout.read_at(checkout.base, "a")) == ("main", b"1")
    assert checkout.read_at(checkout.base, "b") is None
    assert checkout.read_at("f" * 40, "a") is None


@pytest.mark.parametrize(("parents", "same"), [("one", True), ("two", False), ("people one", False)])
def test_a_branch_is_a_commit_only_where_it_follows_on_the_same_base(parents: str, same: bool) -> None:
    commit = Commit("one", "Add “Heron”", (Change("README.md", b"", b"- Heron\n"),))
    files = {"README.md": blob_id(b"- Heron\n")}
    head = Head("sha", tuple(parents.split()), commit.message, own=True, files=files)
    assert holds(head, commit) == same
