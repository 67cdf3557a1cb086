"""A list in two languages: one request, one pull request, one commit, both files; made again."""

from __future__ import annotations

from pathlib import Path

from bot.add import Plan, plan
from bot.config import load
from bot.forge.local import Local
from bot.forge.model import Issue, branch_for
from bot.form.make import LABEL
from bot.intake.model import Request
from bot.reconcile.desk import Desk
from bot.reconcile.every import reconcile
from tests.forge.test_run import git
from tests.reconcile.room import Room

LIST = """# Pond
[中文](README.zh.md)
## Serving
- [Heron](https://arxiv.org/abs/2301.00010): Waiting for the Right Batch
- [Stork](https://arxiv.org/abs/2402.00010): Delivering Tokens on Time
"""
MIRROR = """# 池塘
## 推理
- [Heron](https://arxiv.org/abs/2301.00010)：等待合适的批次
- [Stork](https://arxiv.org/abs/2402.00010)：按时交付词元
"""
ISSUE = """### Link

https://arxiv.org/abs/2503.00010

### Title

Otter: Batching Requests by the Tide

### Category

Serving
"""
NEW = {
    "README.md": "- [Otter](https://arxiv.org/abs/2503.00010): Batching Requests by the Tide",
    "README.zh.md": "- [Otter](https://arxiv.org/abs/2503.00010)：Batching Requests by the Tide",
}


class Pond(Room):
    """A room in which the real program works requests out, without network."""

    def desk(self) -> Desk:
        return Desk(self.forge, self.work_out, lambda: load(self.forge))

    def work_out(self, request: Request) -> Plan:
        return plan(request, self.forge, load(self.forge))

    def write(self, **texts: str) -> None:
        root = self.forge.checkout.root
        for name, text in texts.items():
            path = f"README{'.zh' if name == 'mirror' else ''}.md"
            (root / path).write_text(text, encoding="utf-8")
            git(root, "add", path)
        git(root, "commit", "-m", "Write")
        self.moved()

    def gained(self, path: str) -> list[str]:
        old = self.git("show", f"main:{path}").splitlines()
        new = self.git("show", f"{branch_for(7)}:{path}").splitlines()
        assert [line for line in new if line in old] == old
        return [line for line in new if line not in old]


def pond(root: Path) -> Pond:
    git(root, "init", "--initial-branch=main")
    (root / "README.md").write_text("", encoding="utf-8")
    git(root, "add", "README.md")
    git(root, "commit", "-m", "Begin")
    room = Pond(Local(root, first=50))
    room.write(main=LIST, mirror=MIRROR)
    room.forge.issues[7] = Issue(7, "[Paper]", ISSUE, "eve", (LABEL,))
    return room


def test_one_pull_request_and_one_commit_for_both_files(tmp_path: Path):
    room = pond(tmp_path)
    room.settled()
    assert {path: room.gained(path) for path in NEW} == {path: [line] for path, line in NEW.items()}
    assert room.git("rev-list", "--count", f"main..{branch_for(7)}").strip() == "1"
    assert "Added to README.zh.md, too, line 5." in room.reply(7)
    body = room.pull(7).body
    assert all(f"> {line}" in body for line in NEW.values())


def test_both_are_made_again_on_a_new_base(tmp_path: Path):
    room = pond(tmp_path)
    room.settled()
    room.write(mirror=MIRROR + "- [Ibis](https://arxiv.org/abs/2502.00011)：在浅水中整理分片\n")
    reconcile(room.desk())
    assert {path: room.gained(path) for path in NEW} == {path: [line] for path, line in NEW.items()}
    assert "line 6" in room.reply(7)


def test_the_list_does_not_wait_for_a_mirror_in_which_the_place_is_not_sure(tmp_path: Path):
    room = pond(tmp_path)
    room.write(main=LIST + "## Talks\n- [Ibis](https://arxiv.org/abs/2502.00011): Sorting Shards\n")
    room.forge.issues[7] = Issue(7, "[Paper]", ISSUE.replace("Serving", "Talks"), "eve", (LABEL,))
    room.settled()
    assert room.gained("README.md") == [NEW["README.md"]]
    assert room.gained("README.zh.md") == []
    assert "README.zh.md was left alone: none of its sections is surely “Pond > Talks”." in room.reply(7)
