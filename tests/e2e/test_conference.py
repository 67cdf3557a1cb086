"""A conference from the issue to its pull request: shortlist, ticks in the bot's reply, ``/add``."""

from __future__ import annotations

import re

from bot.forge.reply import words
from tests.e2e.conftest import CONFERENCE, LIST, TITLES, Repository

HERON, EGRET = TITLES["2401.00001"], TITLES["2401.00002"]
_BOX = re.compile(r"^- \[[ x]\]", re.M)


def reply_of(repository: Repository, number: int) -> dict[str, str]:
    [found] = [
        one
        for one in repository.api("GET", f"/issues/{number}/comments")
        if one["user"]["login"] == "github-actions[bot]"
    ]
    return dict(found)


def tick(repository: Repository, number: int, *titles: str) -> None:
    """As a maintainer does it: every box of the bot's reply as it should be."""
    reply = reply_of(repository, number)
    lines = [
        _BOX.sub("- [x]" if any(words.said(title) in line for title in titles) else "- [ ]", line)
        for line in reply["body"].split("\n")
    ]
    repository.api("PATCH", f"/issues/comments/{reply['id']}", body="\n".join(lines))


def test_from_the_issue_to_the_pull_request(repository: Repository) -> None:
    number = repository.issue("Add a conference", "Please add dblp:conf/dock/2031")
    repository.run(number)
    offered = reply_of(repository, number)["body"]
    assert "of 4 works" in offered
    assert len(_BOX.findall(offered)) == len(CONFERENCE)
    assert repository.pulls() == []

    tick(repository, number, HERON, EGRET)
    repository.comment(number, "/add", "token-mallory")
    assert repository.pulls() == []

    repository.comment(number, "/add", "token-ada")
    [pull] = repository.pulls()
    assert pull["title"].startswith("Add 2 papers")
    head = f"paperlist/issue-{number}"
    new = [line for line in repository.file(head).splitlines() if line not in LIST.splitlines()]
    assert sorted(new) == sorted(f"- [{title}]({CONFERENCE[title]})" for title in (HERON, EGRET))
    said = reply_of(repository, number)["body"]
    assert f"Pull request #{pull['number']}" in said
    assert len(re.findall(r"^- \[x\]", said, re.M)) == 2

    tick(repository, number, HERON)
    repository.comment(number, "/add", "token-ada")
    new = [line for line in repository.file(head).splitlines() if line not in LIST.splitlines()]
    assert new == [f"- [{HERON}]({CONFERENCE[HERON]})"]
    assert [one["number"] for one in repository.pulls()] == [pull["number"]]
    assert len(repository.replies(number)) == 1
