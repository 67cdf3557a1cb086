"""Each request that the bot sends is one that GitHub's OpenAPI description knows, to the last field.

Whatever passes the proxy in any end-to-end test is checked; here it is shown that the check bites, and that
the code sends nothing that no flow has sent.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from bot import forge
from tests.e2e.conftest import LIST, Repository
from tests.e2e.github import Proxy
from tests.e2e.test_faults import FLOWS, bird, opened
from tests.e2e.test_reconcile import commit
from tests.e2e.test_run import form

ROOT = "/repos/ada/list"
ANY = r"(?:[^/]+|paperlist/issue-\d*)"
GOOD = [
    (
        "GET",
        "/issues?state=open&sort=created&direction=asc&creator=eve&labels=paper&per_page=100&page=1",
        None,
    ),
    ("GET", "/commits/heads/paperlist/issue-7", None),
    ("GET", "/issues/7", None),
    ("PATCH", "/git/refs/heads/paperlist/issue-7", {"sha": "a" * 40, "force": True}),
    ("POST", "/issues/7/labels", {"labels": ["paper"]}),
    ("POST", "/git/trees", {"tree": [{"path": "README.md", "mode": "100644", "type": "blob", "sha": None}]}),
]
BAD = [
    ("GET", "/issue/7", None, "no operation"),
    ("PUT", "/issues/7", None, "no operation"),
    ("GET", "/issues/seven", None, "'seven' is not of type 'integer'"),
    ("GET", "/issues?state=merged", None, "'merged' is not one of"),
    ("GET", "/issues?author=eve", None, "author is no parameter"),
    ("GET", "/issues?page=one", None, "'one' is not of type 'integer'"),
    ("GET", "/issues/7", {"a": 1}, "none is described"),
    ("POST", "/pulls", {"title": "T", "base": "main"}, "'head' is a required property"),
    ("POST", "/issues/7/comments", {"body": None}, "None is not of type 'string'"),
    ("POST", "/issues/7/comments", {"body": "T", "text": "T"}, "'text' was unexpected"),
    ("POST", "/git/trees", {"tree": [{"path": "README.md", "mode": "644"}]}, "'644' is not one of"),
    ("PATCH", "/issues/7", {"state_reason": "wontfix"}, "'wontfix' is not one of"),
]


def sent(body: object) -> bytes:
    return b"" if body is None else json.dumps(body).encode()


@pytest.mark.parametrize(("verb", "path", "body"), GOOD)
def test_what_is_described_passes(hub: Proxy, verb: str, path: str, body: object) -> None:
    assert hub.contract.faults(verb, ROOT + path, sent(body)) == []


@pytest.mark.parametrize(("verb", "path", "body", "fault"), BAD)
def test_what_is_not_described_is_a_fault(hub: Proxy, verb: str, path: str, body: object, fault: str) -> None:
    [found] = hub.contract.faults(verb, ROOT + path, sent(body))
    assert fault in found


def test_every_request_in_the_code_is_sent_and_checked(repository: Repository) -> None:
    flows(repository)
    seen = [one.path.partition("?")[0] for one in repository.hub.requests()]
    addresses = written(repository.name)
    assert len(addresses) > 15
    assert [one for one in addresses if not any(re.fullmatch(one, path) for path in seen)] == []


def flows(repository: Repository) -> None:
    """Everything that the bot can be brought to ask of GitHub."""
    repository.hub.requests()
    for flow, (action, said) in FLOWS.items():
        repository.answer(flow(repository), action, said)
    number = opened(repository)
    repository.reconcile()
    [pull] = [one for one in repository.pulls() if one["head"]["ref"] == f"paperlist/issue-{number}"]
    repository.api("POST", f"/pulls/{pull['number']}/reviews", event="APPROVE")
    repository.api("PATCH", f"/issues/{number}", body=form(bird(7)))
    repository.reconcile()
    head = f"paperlist/issue-{number}"
    commit(repository, head, repository.file(head).replace("Bird", "Early Bird"))
    repository.push(LIST.replace("Old Heron", "Older Heron"))
    repository.reconcile()


def written(name: str) -> list[str]:
    """The addresses in the code, as patterns."""
    found = []
    for module in sorted(Path(forge.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.JoinedStr) or "_root" not in ast.unparse(node.values[0]):
                continue
            found.append(f"/repos/{name}" + "".join(map(pattern, node.values[1:])))
    return found


def pattern(part: ast.expr) -> str:
    """What a piece of an address may be."""
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANY
