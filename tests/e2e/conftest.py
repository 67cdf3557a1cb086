"""The end-to-end tests' world: a repository on the emulated GitHub, its checkout, and arXiv on loopback."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from bot import add, config
from bot.add import Plan
from bot.forge.checkout import Checkout
from bot.forge.events import Event
from bot.forge.github import GitHub
from bot.forge.merge import merged
from bot.forge.talk import read_issue
from bot.forge.wire import TIMEOUT, Wire
from bot.intake.model import Request as Wish
from bot.reconcile.desk import Desk
from bot.reconcile.every import Report, reconcile
from bot.run import run
from bot.works.cache import Cache
from bot.works.edge import Network
from bot.works.resolve import Lookup, resolve
from tests.e2e.github import Proxy, emulated

LIST = """\
# Awesome Fast Models

## Serving

- [Old Heron: Paging by Hand](https://arxiv.org/abs/2301.00001)
- [Grey Egret: Batching on the Fly](https://arxiv.org/abs/2302.00002)

## Training

- [Slow Stork: Steps That Count](https://arxiv.org/abs/2303.00003)
"""
TITLES = {
    "2301.00001": "Old Heron: Paging by Hand",
    "2401.00001": "Heron: Paging for the Rest of Us",
    "2401.00002": "Egret: Batching That Waits",
    "2401.00003": "@ada fixes #4242 [skip ci] <img src=x> | `rm -rf` ](x) ::error::no **bold**",
}
BUSY = "2401.77777"
CONFERENCE = {  # at dblp: title and its electronic edition
    TITLES["2401.00001"]: "https://arxiv.org/abs/2401.00001",
    TITLES["2401.00002"]: "https://arxiv.org/abs/2401.00002",
    "Lighthouses: A File System [x] </details> @ada": "https://harbour.example/lighthouses",
    "Ferries in Consensus": "https://harbour.example/ferries",
}
WHEN = "2026-01-01T00:00:00Z"
WHO = {"name": "Ada", "email": "ada@lab.example", "date": WHEN}
BOT = "github-actions[bot]"
_numbers = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with emulated(tmp_path_factory.mktemp("emulate")) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def facts(make_httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    """Where runs in this process learn what a link leads to; what they learnt serves the next test, too."""
    address = make_httpserver.url_for("").rstrip("/")
    # One client for a whole session, which takes longer than any run of the bot may.
    with Network.from_environment({"PAPERLIST_ENDPOINTS": address}, budget=3600) as network:
        yield Facts(address, network, Cache(tmp_path_factory.mktemp("facts")))


@pytest.fixture
def arxiv(httpserver: HTTPServer) -> str:
    """Address under which arXiv answers, in its Atom format; all other services know nothing.

    Of `BUSY` no service will speak today.
    """

    def answer(request: Request) -> Response:
        if request.path == "/dblp/search/publ/api":
            hits = [{"info": {"title": f"{title}.", "ee": link}} for title, link in CONFERENCE.items()]
            found = {"@total": str(len(hits)), "hit": hits}
            return Response(json.dumps({"result": {"hits": found}}), content_type="application/json")
        if request.path != "/arxiv_api":
            busy = BUSY in request.url
            return Response(status=429 if busy else 404, headers={"Retry-After": "3600"} if busy else {})
        asked = parse_qs(request.query_string.decode()).get("id_list", [""])[0].split(",")
        entries = "".join(_entry(name) for name in asked if title_of(name))
        opensearch = "http://a9.com/-/spec/opensearch/1.1/"
        text = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
            f'<title type="html">ArXiv Query</title><id>http://arxiv.org/api/x</id><updated>{WHEN}</updated>'
            f'<opensearch:totalResults xmlns:opensearch="{opensearch}">{entries.count("<entry>")}'
            f"</opensearch:totalResults>{entries}</feed>"
        )
        return Response(text, content_type="application/atom+xml; charset=UTF-8")

    httpserver.expect_request(re.compile("/")).respond_with_handler(answer)
    return httpserver.url_for("").rstrip("/")


def title_of(name: str) -> str:
    """The title of a paper on this arXiv; of those from February 2024 there is any number."""
    return TITLES.get(name) or (f"Bird {name[-5:]}: One of Many" if name.startswith("2402.") else "")


def _entry(name: str) -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/{name}v1</id><updated>{WHEN}</updated><published>{WHEN}</published>"
        f"<title>{escape(title_of(name))}</title><summary>How herons do it.</summary>"
        "<author><name>Ada Heron</name></author>"
        '<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.DC"/>'
        '<category term="cs.DC" scheme="http://arxiv.org/schemas/atom"/>'
        f'<link href="http://arxiv.org/abs/{name}v1" rel="alternate" type="text/html"/>'
        f'<link href="http://arxiv.org/pdf/{name}v1" rel="related" type="application/pdf" title="pdf"/>'
        "</entry>"
    )


@dataclass(frozen=True)
class Facts:
    """The services on loopback, and a client of theirs that remembers."""

    address: str
    network: Network
    cache: Cache


@dataclass
class Repository:
    """A repository on GitHub, and the checkout that a run finds."""

    hub: Proxy
    name: str
    checkout: Path
    facts: Facts
    base: str = ""
    env: dict[str, str] = field(default_factory=dict)
    patience: float = TIMEOUT
    _read: Checkout | None = None

    def api(self, verb: str, path: str, token: str = "token-ada", **fields: Any) -> Any:
        """Ask GitHub as a person does, past the count of the bot's requests."""
        where = f"/repos/{self.name}{path}" if path.startswith("/") else path[1:]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        data = json.dumps(fields).encode() if fields else b""
        status, _, answer = self.hub.passed_on(verb, where, data, headers)
        assert status < 300, (verb, where, status, answer)
        return json.loads(answer or b"null")

    def begin(self, text: str = LIST) -> None:
        """The same first commit on GitHub and in the checkout."""
        self.api("POST", "./user/repos", name=self.name.partition("/")[2], auto_init=False)
        self.api("PUT", f"/collaborators/{BOT}", permission="push")
        (self.checkout / "README.md").write_text(text, encoding="utf-8")
        self.git("init", "-b", "main")
        self.git("add", "README.md")
        self._commit("commit", "-m", "Begin")
        self.bring()

    def issue(self, title: str, body: str, *labels: str) -> int:
        made = self.api("POST", "/issues", "token-eve", title=title, body=body)
        if labels:
            self.api("POST", f"/issues/{made['number']}/labels", labels=list(labels))
        return int(made["number"])

    def run(self, number: int, action: str = "opened", *, status: int = 0) -> str:
        """Start the command as Actions does; gives what it logged."""
        return self.event({"action": action, "issue": self.api("GET", f"/issues/{number}")}, status=status)

    def event(self, payload: dict[str, Any], name: str = "issues", *, status: int = 0) -> str:
        """Start the command for an event; gives what it logged."""
        return self.command("run", status=status, **self.told(payload, name))

    def told(self, payload: dict[str, Any], name: str = "issues") -> dict[str, str]:
        """How a run is told of an event: a file, and what names it."""
        event = self.checkout.parent / "event.json"
        where = {"full_name": self.name, "default_branch": "main"}
        sender = {"login": "eve", "type": "User"}
        event.write_text(json.dumps({"repository": where, "sender": sender, **payload}))
        return {"GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(event)}

    def comment(self, number: int, body: str, token: str = "token-eve") -> str:
        """Somebody says something in an issue, and the bot is told of it."""
        said = self.api("POST", f"/issues/{number}/comments", token, body=body)
        issue = self.api("GET", f"/issues/{number}")
        return self.event({"action": "created", "issue": issue, "comment": said}, "issue_comment")

    def command(self, *arguments: str, status: int = 0, **more: str) -> str:
        """Start the command as Actions does; gives what it logged."""
        self.hub.requests()
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.checkout,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == status, done.stderr
        return done.stdout + done.stderr

    def environment(self, **more: str) -> dict[str, str]:
        environment = {
            name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ
        }
        environment |= {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.hub.url,
            "GITHUB_REPOSITORY": self.name,
            "GITHUB_RUN_ID": "5",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_TOKEN": "token-bot",
            "GITHUB_WORKSPACE": str(self.checkout),
            "PAPERLIST_ENDPOINTS": self.facts.address,
            "PAPERLIST_PAUSE": "0",
            "XDG_CACHE_HOME": str(self.checkout.parent / "cache"),
            **self.env,
            **more,
        }
        return environment

    def forge(self) -> GitHub:
        """The bot's own way to this repository, for tests that need no process of their own."""
        wire = Wire(self.hub.url, "token-bot", pause=0)
        vars(wire._requester)["_Requester__timeout"] = self.patience
        if self._read is None or self._read.base != self.base:
            self._read = Checkout(self.checkout)
        return GitHub(wire, self._read, repository=self.name, branch="main")

    def reconcile(self, only: int = 0, *, most_writes: int = 10**6) -> Report:
        """What ``paperlist reconcile`` does, in this process."""
        forge, facts = self.forge(), self.facts

        def prepare(requests: Sequence[Wish]) -> None:
            works = [work for each in requests for work in each.works]
            resolve(works, Lookup(facts.network, facts.cache))

        count = forge.wire.count
        desk = Desk(forge, self._plan(forge), lambda: config.load(forge), prepare=prepare)
        return reconcile(desk, only=only, writes=lambda: count.writes, most_writes=most_writes)

    def answer(self, number: int, action: str, said: str = "") -> int:
        """What ``paperlist run`` does for an event, in this process; it may be one that is told again."""
        forge = self.forge()
        issue = read_issue(self.api("GET", f"/issues/{number}"))
        name = "issue_comment" if said else "issues"
        fresh = action == "opened"
        event = Event(name, action, self.name, "main", issue, number=number, fresh=fresh, said=(said,))
        return run(event, Desk(forge, self._plan(forge), lambda: config.load(forge)))

    def _plan(self, forge: GitHub) -> Callable[[Wish], Plan]:
        network, cache = self.facts.network, self.facts.cache
        return lambda asked: add.plan(asked, forge, config.load(forge), Lookup(network, cache))

    def push(self, text: str, message: str = "Move on") -> None:
        """A commit on the base branch: the same on GitHub and in the checkout."""
        (self.checkout / "README.md").write_text(text, encoding="utf-8")
        self._commit("commit", "-am", message)
        self.bring()

    def bring(self) -> None:
        """The last commit of the checkout, whose parent GitHub has, as a person pushes it."""
        before, self.base = self.base, self.git("rev-parse", "HEAD").strip()
        entries = [
            {"path": path, "mode": "100644", "type": "blob", "content": (self.checkout / path).read_text()}
            for path in self.git("ls-files").split()
        ]
        tree = self.api("POST", "/git/trees", tree=entries)["sha"]
        fields = {"message": self.git("log", "-1", "--format=%B").strip(), "tree": tree, "author": WHO}
        parents = [before] if before else []
        made = self.api("POST", "/git/commits", **fields, parents=parents, committer=WHO)
        assert made["sha"] == self.base
        if before:
            self.api("PATCH", "/git/refs/heads/main", sha=self.base, force=True)
        else:
            self.api("POST", "/git/refs", ref="refs/heads/main", sha=self.base)

    def merge(self, number: int) -> None:
        """Somebody merges the pull request of an issue, with git's own merge; there must be no conflict."""
        branch = f"paperlist/issue-{number}"
        head = self.api("GET", f"/commits/{branch}")
        start = self.git("show", f"{head['parents'][0]['sha']}:README.md")
        text = merged(start.encode(), self.file("main").encode(), self.file(branch).encode())
        assert text is not None, f"the branch of issue {number} is in conflict"
        [pull] = [one for one in self.pulls() if one["head"]["ref"] == branch and one["state"] == "open"]
        self.api("PUT", f"/pulls/{pull['number']}/merge", merge_method="squash")
        self.push(text.decode(), f"Merge {number}")
        self.api("PATCH", f"/issues/{number}", state="closed")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.checkout), *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout

    def _commit(self, *arguments: str) -> None:
        dates = {f"GIT_{role}_DATE": WHEN for role in ("AUTHOR", "COMMITTER")}
        git = ("git", "-C", str(self.checkout), "-c", "user.name=Ada", "-c", "user.email=ada@lab.example")
        subprocess.run([*git, *arguments], check=True, capture_output=True, env={**os.environ, **dates})

    def replies(self, number: int) -> list[str]:
        found = self.api("GET", f"/issues/{number}/comments")
        return [comment["body"] for comment in found if comment["user"]["login"] == BOT]

    def pulls(self) -> list[dict[str, Any]]:
        return list(self.api("GET", "/pulls?state=all&sort=created&direction=asc&per_page=100"))

    def file(self, ref: str) -> str:
        return base64.b64decode(self.api("GET", f"/contents/README.md?ref={ref}")["content"]).decode()

    def added(self, number: int) -> list[str]:
        """The lines that a branch adds to the list; nothing else of it may differ."""
        head = self.api("GET", f"/commits/paperlist/issue-{number}")
        assert [parent["sha"] for parent in head["parents"]] == [self.base]
        old = self.git("show", f"{self.base}:README.md").splitlines()
        new = self.file(f"paperlist/issue-{number}").splitlines()
        lines = [line for line in new if line not in old]
        assert [line for line in new if line in old] == old
        return lines


@pytest.fixture
def repository(bare: Repository) -> Repository:
    """A repository with the usual list."""
    bare.begin()
    return bare


@pytest.fixture
def bare(hub: Proxy, arxiv: str, facts: Facts, tmp_path: Path) -> Iterator[Repository]:
    """A repository that has a name, and nothing in it."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    repository = Repository(hub, f"ada/list-{next(_numbers)}", checkout, facts)
    assert arxiv == facts.address
    yield repository
    hub.refuse = hub.meddle = lambda verb, path: None
    faults, hub.faults = hub.faults, []
    assert faults == []
