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
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

HERE = Path(__file__).parent
TOKENS = {"token-ada": "ada", "token-eve": "eve", "token-bot": "github-actions[bot]"}
MUST = "PAPERLIST_E2E"
STARTS_IN = 20.0  # seconds at most; 0.4 as a rule

Answer = tuple[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that passed the proxy."""

    verb: str
    path: str
    status: int
    agent: str

    @property
    def writes(self) -> bool:
        return self.verb != "GET"


class Proxy:
    """Passes requests on, keeps account of them, and answers by itself where a test says so.

    ``refuse`` sees verb and path before anything is passed on; what it returns is the answer.
    """

    def __init__(self, behind: int) -> None:
        self.seen: list[Seen] = []
        self.refuse: Callable[[str, str], Answer | None] = lambda verb, path: None
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                refused = proxy.refuse(self.command, self.path)
                status, kind, answer = (
                    (refused[0], "application/json", json.dumps(refused[1]).encode())
                    if refused
                    else self.passed_on(body)
                )
                if self.headers["Authorization"].endswith("token-bot"):
                    agent = self.headers["User-Agent"]
                    proxy.seen.append(Seen(self.command, self.path, status, agent))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def passed_on(self, body: bytes) -> tuple[int, str, bytes]:
                connection = http.client.HTTPConnection("127.0.0.1", behind, timeout=30)
                names = ("Authorization", "Content-Type", "Accept", "User-Agent")
                headers = {name: self.headers[name] for name in names if self.headers[name]}
                connection.request(self.command, self.path, body, headers)
                response = connection.getresponse()
                answer = response.read()
                connection.close()
                return response.status, response.headers.get("Content-Type", "application/json"), answer

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def requests(self) -> list[Seen]:
        """The bot's requests since the last call."""
        seen, self.seen = self.seen, []
        return seen


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
    proxy = Proxy(port)
    seed = folder / "seed.yaml"
    with seed.open("w", encoding="utf-8") as file:
        users = [{"login": login} for login in TOKENS.values()]
        tokens = {token: {"login": login, "scopes": ["repo"]} for token, login in TOKENS.items()}
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
