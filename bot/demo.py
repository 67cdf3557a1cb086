"""The demonstration: the example issues, through the real code, to branches in a throw-away clone.

Nothing is pretended but the world outside: arXiv's answers come from files, served on loopback to the same
client that asks arXiv, and the forge is a bare clone in a temporary folder.
"""

from __future__ import annotations

import re
import socketserver
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot import config
from bot.add import plan
from bot.errors import UsageError
from bot.forge.checkout import Checkout
from bot.forge.events import Event, read_event
from bot.forge.local import Local
from bot.forge.model import Issue, PullRequest, branch_for
from bot.reconcile.desk import Desk
from bot.run import run
from bot.works.edge import Network
from bot.works.endpoints import Endpoints
from bot.works.resolve import Lookup

ISSUES, ARXIV = "examples/issues", "examples/arxiv"
_HOST = "127.0.0.1"


_UNSEEN = re.compile(r"<!-- paperlist: .*?-->")  # what the bot keeps in its reply for itself


@dataclass(frozen=True, slots=True)
class Scene:
    """What became of one example.

    Attributes:
        reply: the Markdown that the requester reads.
        pull: the pull request, if there is one.
        added, removed: lines that its branch changes, as git counts them.
    """

    issue: Issue
    reply: str
    pull: PullRequest | None
    added: int = 0
    removed: int = 0


def find_root(start: Path) -> Path:
    """The checkout that holds the examples: ``start`` or a folder above it.

    Raises:
        UsageError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / ISSUES).is_dir() and (folder / ARXIV).is_dir():
            return folder
    raise UsageError(
        "The demonstration needs this project's own README.md and examples/, which are not here.",
        "Clone the project with git and run `paperlist demo` in its folder.",
    )


def play(root: Path) -> list[Scene]:
    """Take every example issue through the flow; nothing of it is left behind.

    Args:
        root: the checkout; it is only read.

    Raises:
        UsageError: it is no git checkout, or an example cannot be read.
    """
    events = [read_event(path, "issues") for path in sorted((root / ISSUES).glob("*.json"))]
    answers = {path.stem.replace("+", ","): path.read_bytes() for path in (root / ARXIV).glob("*.xml")}
    with (
        tempfile.TemporaryDirectory(prefix="paperlist-demo-") as folder,
        _serve(answers) as address,
        Network(Endpoints.under(address), resolve=_resolve) as network,
    ):
        Checkout(root).git("clone", "--quiet", "--bare", "--shared", ".", folder)
        forge = Local(Path(folder), first=len(events) + 1)
        return [_scene(event, forge, network) for event in events]


def _scene(event: Event, forge: Local, network: Network) -> Scene:
    settings = config.load(forge)
    run(event, Desk(forge, lambda request: plan(request, forge, settings, Lookup(network))))
    issue = event.issue
    if issue is None or (reply := forge.find_reply(issue.number)) is None:
        raise UsageError("An example asks for nothing.", f"Look at the files in {ISSUES}.")
    text = _UNSEEN.sub("", reply.body).strip()
    pull = forge.find_pull(branch_for(issue.number))
    if pull is None:
        return Scene(issue, text, None)
    added, removed, _ = forge.checkout.git("diff", "--numstat", forge.base, pull.branch).split("\t")
    return Scene(issue, text, pull, int(added), int(removed))


@contextmanager
def _serve(answers: Mapping[str, bytes]) -> Iterator[str]:
    """An arXiv on loopback that knows these answers, by the ids asked for; gives its address."""

    class Arxiv(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = parse_qs(address.query).get("id_list", [""])[0]
            known = address.path.endswith("/arxiv_api") and asked in answers
            body = answers[asked] if known else b"Not Found"
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "application/atom+xml" if known else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nobody reads its log."""

    # Not an HTTPServer: that one asks the name service for the name of this machine.
    with socketserver.ThreadingTCPServer((_HOST, 0), Arxiv) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://{_HOST}:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def _resolve(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
    """No name leads out of the demonstration."""
    if host != _HOST:
        raise OSError("the demonstration stays on this machine")
    return [(None, None, None, "", (host, port))]
