"""The folder in which the documents' commands run: a small list under git, and its services on loopback."""

from __future__ import annotations

import atexit
import io
import logging
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import pytest

from bot.cli import main

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SERVICES = HERE / "services"
WORLD = HERE / "world"
ATOM = "http://www.w3.org/2005/Atom"
PAPER = """<entry><id>http://arxiv.org/abs/{name}v1</id><published>{day}T00:00:00Z</published><title>{title}</title>
<updated>{day}T00:00:00Z</updated>{people}<category term="cs.DC"/>
<link href="http://arxiv.org/abs/{name}v1" rel="alternate" type="text/html"/></entry>"""
# What a reader has and the documents take for granted. The token goes no further than loopback.
BESIDE = {
    "paperlist": f'exec {shlex.quote(sys.executable)} -m bot "$@"',
    "gh": "echo ghp_a-token",
    "uv": 'shift; exec "$@"',
}


_PLAIN = re.compile(r"paperlist( [^|<>$`;&]*)?")


@dataclass(frozen=True)
class Said:
    """What a command showed on the terminal, and its exit status."""

    text: str
    status: int


@dataclass
class Scratch:
    """A folder to type commands in."""

    folder: Path
    env: Mapping[str, str]
    status: int = 0

    def type(self, command: str) -> Said:
        """One command as typed; ``$?`` is the status of the one before.

        What needs no shell is called in this process, with folder and environment of the scratch: quicker.
        """
        said = _called(command) if _PLAIN.fullmatch(command) else self._typed(command)
        self.status = said.status
        assert "\x1b" not in said.text, f"$ {command}: escape codes, where there is no terminal"
        return said

    def _typed(self, command: str) -> Said:
        done = subprocess.run(
            ["sh", "-c", f"(exit {self.status})\n{command}"],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        return Said(done.stdout.decode(), done.returncode)

    def put(self, name: str, text: str) -> None:
        """A file, as a document shows it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _called(command: str) -> Said:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit) as end:
        main(shlex.split(command, comments=True)[1:])
    out.seek(0)
    return Said(out.read(), int(end.value.code or 0))


def scratch(folder: Path, services: str) -> Scratch:
    """A new folder.

    Args:
        folder: an empty one.
        services: address of the services on loopback.
    """
    shutil.copytree(_first(), folder, dirs_exist_ok=True)
    return Scratch(folder / "rivers", _environment(folder, services))


def enter(room: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make its folder and its environment those of this process, until the test is over."""
    for name, value in room.env.items():
        monkeypatch.setenv(name, value)
    for name in ("handlers", "propagate", "level"):  # `run` sends the log to what is stderr now
        monkeypatch.setattr(logging.getLogger("bot"), name, getattr(logging.getLogger("bot"), name))
    monkeypatch.chdir(room.folder)


@cache
def _first() -> Path:
    """The folder that all others are copies of: a checkout with its remote, and what lies on the PATH."""
    folder = Path(mkdtemp(prefix="paperlist-docs-"))
    atexit.register(shutil.rmtree, folder)
    work = folder / "rivers"
    shutil.copytree(WORLD, work)
    shutil.copytree(ROOT / "examples", work / "examples")
    (work / ".ci").mkdir()
    (work / ".ci" / "uv").write_text(BESIDE["uv"])
    (folder / "bin").mkdir()
    for name, script in BESIDE.items():
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / "bin" / name).chmod(0o755)
    made = Scratch(work, _environment(folder, ""))
    for command in (
        "git init -q --bare -b main ../remote.git",
        "git init -q -b main && git add . && git commit -qm Begin",
        "git remote add origin ../remote.git && git push -qu origin main",
    ):
        said = made.type(command)
        assert said.status == 0, said.text
    return folder


def _environment(folder: Path, services: str) -> dict[str, str]:
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    found = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _ADA.items()}
    return {
        "EDITOR": "true",
        "GITHUB_API_URL": f"{services}/github",
        "GITHUB_REPOSITORY": "ada/rivers",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PAPERLIST_CACHE": str(folder / "cache"),
        "PAPERLIST_ENDPOINTS": services,
        "PATH": path,
        "PYTHONPATH": found,
        "TMPDIR": str(folder),
        **who,
    }


_ADA = {"NAME": "Ada", "EMAIL": "ada@lab.example"}


@contextmanager
def services() -> Iterator[str]:
    """The services on loopback, each with the answers that lie in a folder of its name; gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            kind, body = _answer(address.path, parse_qs(address.query))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads its log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(path: str, asked: Mapping[str, list[str]]) -> tuple[str, bytes]:
    if path == "/arxiv_api":
        return "application/atom+xml", _feed(asked.get("id_list", [""])[0].split(",")).encode()
    for name, kind in ((f"{path}.json", "application/json"), (path, "text/plain")):
        file = SERVICES / name.lstrip("/")
        if file.is_file():
            return kind, file.read_bytes()
    return "", b'{"message": "Not Found"}'


def _feed(names: list[str]) -> str:
    rows = (re.split(r" \| ", line) for line in (SERVICES / "arxiv.txt").read_text("utf-8").splitlines())
    papers = "".join(_entry(*row) for row in rows if row[0] in names)
    return (
        f'<feed xmlns="{ATOM}"><title>ArXiv Query</title><id>http://arxiv.org/api/x</id>'
        f"<updated>2026-01-01T00:00:00Z</updated><opensearch:totalResults xmlns:opensearch="
        f'"http://a9.com/-/spec/opensearch/1.1/">{papers.count("<entry>")}</opensearch:totalResults>{papers}</feed>'
    )


def _entry(name: str, day: str, authors: str, title: str) -> str:
    people = "".join(f"<author><name>{escape(one)}</name></author>" for one in authors.split(", "))
    return PAPER.format(name=name, day=day, title=escape(title), people=people)
