"""A stateful GitHub on loopback (npm emulate), and a counting proxy in front that can answer in its place."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from ruamel.yaml import YAML

from tests.e2e.contract import DESCRIPTION, GENERATED, Contract

HERE = Path(__file__).parent
TOKENS = {
    "token-ada": "ada",
    "token-eve": "eve",
    "token-mallory": "mallory",
    "token-bot": "github-actions[bot]",
}
PER_TOKEN = 4500  # requests; the emulation, too, allows each token 5,000 an hour
MUST = "PAPERLIST_E2E"
STARTS_IN = 20.0  # seconds at most; 0.4 as a rule

IDLE = 3.0  # seconds that a connection may wait for its next use; Node closes it after five
JSON = "application/json"
Answer = tuple[int, Mapping[str, Any]]
Answered = tuple[int, str, bytes]
EXISTS = {
    "message": "Validation Failed",
    "errors": [{"resource": "PullRequest", "code": "custom", "message": "A pull request already exists."}],
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that passed the proxy."""

    verb: str
    path: str
    status: int
    agent: str
    body: bytes = b""

    @property
    def writes(self) -> bool:
        return self.verb != "GET"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one request.

    Attributes:
        status: of the answer; 0 for a connection that is cut.
        answer: its body.
        headers: of the answer.
        happens: whether what was asked for is done all the same.
        wait: seconds until the answer.
        kill: process that is killed before anything is answered.
    """

    status: int = 0
    answer: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    happens: bool = False
    wait: float = 0.0
    kill: Callable[[], None] | None = None


class Proxy:
    """Passes requests on, keeps account of them, and answers by itself where a test says so.

    ``refuse`` sees verb and path before anything is passed on; what it returns is the answer. ``meddle`` sees
    the bot's requests alone, and ``faults`` holds what was wrong with them. Where the emulation falls short
    of GitHub, it is made up for here: a second open pull request from a branch is refused, the comments of
    all issues can be had at once, and a commit has a status.
    """

    def __init__(self, behind: int, contract: Contract) -> None:
        self.behind = behind
        self.contract = contract
        self.seen: list[Seen] = []
        self.faults: list[str] = []
        self.statuses: dict[str, str] = {}
        self.refuse: Callable[[str, str], Answer | None] = lambda verb, path: None
        self.meddle: Callable[[str, str], Fault | None] = lambda verb, path: None
        self.pulling = threading.Lock()
        self.turns = count()
        self.idle: list[tuple[float, http.client.HTTPConnection]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"proxy": self}))
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def requests(self) -> list[Seen]:
        """The bot's requests since the last call."""
        seen, self.seen = self.seen, []
        return seen

    def passed_on(self, verb: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answered:
        """What the emulation answers, over a connection that is kept for the next request."""
        token = f"{headers['Authorization']}.{next(self.turns) // PER_TOKEN}"
        connection = self._connection()
        connection.request(verb, path, body, {**headers, "Authorization": token})
        response = connection.getresponse()
        answer = response.read()
        self.idle.append((time.monotonic(), connection))
        return response.status, response.headers.get("Content-Type", JSON), answer

    def _connection(self) -> http.client.HTTPConnection:
        with suppress(IndexError):  # several threads may come for the last one
            while True:
                since, connection = self.idle.pop()
                if time.monotonic() - since < IDLE:
                    return connection
                connection.close()
        connection = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=30)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection


class _Handler(BaseHTTPRequestHandler):
    proxy: Proxy
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet; apart, each answer would wait for an acknowledgement

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        bot = self.headers["Authorization"].endswith("token-bot")
        refused = self.proxy.refuse(self.command, self.path)
        fault = self.proxy.meddle(self.command, self.path) if bot else None
        answer: Answered = (0, "", b"")
        if refused:
            answer = refused[0], JSON, json.dumps(refused[1]).encode()
        elif fault is None or fault.happens:
            answer = self.answered(body)
        if fault:
            answer = fault.status, JSON, json.dumps(fault.answer or {}).encode()
        if bot:
            agent = self.headers["User-Agent"]
            self.proxy.faults += self.proxy.contract.faults(self.command, self.path, body)
            self.proxy.seen.append(Seen(self.command, self.path, answer[0], agent, body))
        if fault and fault.kill:
            fault.kill()
        time.sleep(fault.wait if fault else 0)
        if answer[0]:
            self.send(*answer, fault.headers if fault else {})
        else:
            self.close_connection = True

    def send(self, status: int, kind: str, answer: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(answer)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)
        try:
            self.wfile.flush()
        except ConnectionError:  # whoever asked has lost patience, or its life
            self.close_connection = True

    def answered(self, body: bytes) -> Answered:
        """As GitHub answers."""
        path, _, query = self.path.partition("?")
        if (self.command, path.rpartition("/")[2]) == ("POST", "pulls"):
            with self.proxy.pulling:
                owner, head = path.split("/")[2], json.loads(body)["head"]
                found = self.asked(f"{path}?state=open&head={owner}:{head}")
                if any(pull["head"]["ref"] == head for pull in found):
                    return 422, JSON, json.dumps(EXISTS).encode()
                return self.passed_on("POST", self.path, body)
        if (self.command, *path.split("/")[4:5]) == ("POST", "statuses"):
            self.proxy.statuses[path.rpartition("/")[2]] = json.loads(body)["state"]
            return 201, JSON, body
        if self.command == "GET" and path.endswith("/issues/comments"):
            asked = parse_qs(query)
            page, size = (int(asked.get(name, ["30"])[0]) for name in ("page", "per_page"))
            issues = self.asked(f"{path.removesuffix('/comments')}?state=all&per_page=100")
            comments = [
                comment
                for issue in issues
                if issue["comments"]
                for comment in self.asked(f"{path.removesuffix('comments')}{issue['number']}/comments")
            ]
            comments.sort(key=lambda comment: comment["id"])
            return 200, JSON, json.dumps(comments[(page - 1) * size : page * size]).encode()
        return self.passed_on(self.command, self.path, body)

    def asked(self, path: str) -> Any:
        return json.loads(self.passed_on("GET", path, b"")[2])

    def passed_on(self, verb: str, path: str, body: bytes) -> Answered:
        names = ("Authorization", "Content-Type", "Accept", "User-Agent")
        headers = {name: self.headers[name] for name in names if self.headers[name]}
        return self.proxy.passed_on(verb, path, body, headers)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def node_modules() -> Path:
    """The installed packages of the lockfile; skips without Node, or fails where that is wanted."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        _missing("Node is not installed")
    folder = HERE / "node_modules"
    lock, done = HERE / "package-lock.json", folder / ".installed"
    with lock.open(encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # several workers may start at once
        wanted = held.read()
        if not done.exists() or done.read_text(encoding="utf-8") != wanted:
            command = [str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            found = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
            if found.returncode:
                _missing(f"npm ci failed: {found.stderr.strip()[-300:]}")
            for other in (folder / GENERATED).glob("*.json"):  # 380 MB that nobody reads
                if other.name != DESCRIPTION:
                    other.unlink()
            done.write_text(wanted, encoding="utf-8")
    return folder


def _missing(what: str) -> None:
    if os.environ.get(MUST):
        pytest.fail(f"{what}, and {MUST} asks for the end-to-end tests")
    pytest.skip(f"{what}; the end-to-end tests need Node 20 and the npm registry once")


@contextmanager
def emulated(folder: Path) -> Iterator[Proxy]:
    """Start GitHub and the proxy; stop both at the end."""
    modules = node_modules()
    port = _free_port()
    proxy = Proxy(port, Contract(modules))
    seed = folder / "seed.yaml"
    with seed.open("w", encoding="utf-8") as file:
        users = [{"login": login} for login in TOKENS.values()]
        tokens = {
            f"{token}.{turn}": {"login": login, "scopes": ["repo"]}
            for token, login in TOKENS.items()
            for turn in range(40)
        }
        YAML().dump({"tokens": tokens, "github": {"users": users}}, file)
    entry = modules / "emulate" / "dist" / "index.js"
    command = ["node", str(entry), "start", "--service", "github", "--port", str(port)]
    with (folder / "emulate.log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--seed", str(seed), "--base-url", proxy.url], stdout=log, stderr=log, cwd=folder
        )
    thread = threading.Thread(target=proxy.server.serve_forever, daemon=True)
    thread.start()
    try:
        _wait_for(port, process, folder / "emulate.log")
        yield proxy
    finally:
        proxy.server.shutdown()
        proxy.server.server_close()
        for _, connection in proxy.idle:
            connection.close()
        process.terminate()
        process.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTS_IN
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"emulate did not start: {log.read_text()[-500:]}")
