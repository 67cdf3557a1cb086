"""A run that is stopped, and one that goes on: nothing is lost, and nothing is asked twice."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.works.resolve import THREADS
from tests.imports.conftest import LIST

DOI = re.compile(r"10\.5555/(\d+)")
ROOT = Path(__file__).parents[2]
COUNT = 60  # more than are looked up at once


class Crossref:
    """Answers for made-up DOIs. It is slow from the tenth on, until told to hurry."""

    def __init__(self) -> None:
        self.answered: Counter[str] = Counter()
        self.reached, self.hurry = threading.Event(), threading.Event()
        crossref = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = DOI.search(unquote(self.path))
                if not found or "crossref" not in self.path:
                    self.send_error(404)
                    return
                if sum(crossref.answered.values()) >= 10:
                    crossref.reached.set()
                    crossref.hurry.wait(0.4)
                work = {"title": [f"Made-Up Work Number {found[1]} of Many"], "DOI": found[0],
                        "issued": {"date-parts": [[2031]]}, "type": "journal-article"}  # fmt: skip
                body = json.dumps({"status": "ok", "message": work}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                crossref.answered[found[1]] += 1

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """Runs hang up here when they are killed."""

        self.http = Quiet(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()


def start(crossref: Crossref, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ, "PAPERLIST_ENDPOINTS": f"http://127.0.0.1:{crossref.http.server_port}",
        "PAPERLIST_CACHE": "cache", "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]]),
    }  # fmt: skip
    command = [sys.executable, "-m", "bot", "import", "links.txt", "--section", "Training", *arguments]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_stopped_twice_and_continued(sign: signal.Signals, folder: Path) -> None:

    links = "".join(f"https://doi.org/10.5555/{at}\n" for at in range(1, COUNT + 1))
    Path("links.txt").write_text(links, encoding="utf-8")
    crossref = Crossref()
    for _ in range(2):
        crossref.reached.clear()
        with start(crossref, "--write") as run:
            assert crossref.reached.wait(30)
            run.send_signal(sign)
            said = run.communicate(timeout=30)[1]
        assert run.returncode == (130 if sign == signal.SIGINT else -sign)
        assert sign == signal.SIGKILL or said.strip().endswith("paperlist: stopped.")
        assert Path("README.md").read_text(encoding="utf-8") == LIST
        time.sleep(0.5)  # answers on their way when the run was killed
        now = len(list(Path("cache").glob("*.json")))
        lost = len(crossref.answered) - now  # a killed run loses at most what it had under way
        assert now > 0
        assert lost == 0 if sign == signal.SIGINT else lost <= THREADS
    crossref.hurry.set()
    with start(crossref, "--write", "--json") as run:
        said, wrong = run.communicate(timeout=60)
    crossref.http.shutdown()
    crossref.http.server_close()
    assert [row["outcome"] for row in json.loads(said)["ledger"]] == ["added"] * COUNT, wrong
    assert Path("README.md").read_text(encoding="utf-8").count("https://doi.org/10.5555/") == COUNT
    assert not list(Path().glob(".README*"))
    twice = [name for name, times in crossref.answered.items() if times > 1]
    assert len(crossref.answered) == COUNT
    assert not twice if sign == signal.SIGINT else len(twice) <= 2 * THREADS
