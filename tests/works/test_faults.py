"""Every fault of every source ends in a right answer from the next, or in waiting; never in a wrong title."""

from __future__ import annotations

import socket
import time as real_time
from dataclasses import replace

import pytest

from bot.identifiers import Identifier, identify
from bot.intake.model import Wanted
from bot.works.edge import Network
from bot.works.endpoints import Endpoints
from bot.works.model import Unresolved, Work
from bot.works.resolve import Lookup, resolve
from bot.works.sources import all_sources, sources_for
from tests.works.loopback import Reply

PAPER = "https://arxiv.org/abs/2401.00001"
TITLE = "Paged Teapots: Serving k Cups & More without Spilling"
WRONG = "<html><head><title>Wrong Title</title></head><body><h1>Wrong Title</h1></body></html>"


def _cut(handler) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<title>Wrong"
    )


def _flood(handler) -> None:
    kind = b"application/json" if "/notes" in handler.path or "/works" in handler.path else b"text/html"
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n<title>Wrong Title</title>")
    for _ in range(1600):
        handler.wfile.write(b" " * 65536)


def _hang(handler) -> None:
    handler.connection.settimeout(5)
    handler.rfile.read(1)  # until the client gives up


FAULTS = {
    "429": lambda: Reply(WRONG, 429),
    "429 in a moment": lambda: Reply(WRONG, 429, headers={"Retry-After": "2"}),
    "429 in an hour": lambda: Reply(WRONG, 429, headers={"Retry-After": "3600"}),
    "500": lambda: Reply(WRONG, 500),
    "503": lambda: Reply(WRONG, 503),
    "406": lambda: Reply(WRONG, 406),
    "a guard's page": lambda: Reply("<title>Just a moment...</title><h1>kettle.example</h1>"),
    "a guard's page as data": lambda: Reply("<title>Just a moment...</title>", kind="application/json"),
    "a guard's page as xml": lambda: Reply("<html><title>x</title></html>", kind="application/atom+xml"),
    "another shape": lambda: Reply('{"data": [], "message": [], "notes": {}}', kind="application/json"),
    "deep json": lambda: Reply("[" * 100_000, kind="application/json"),
    "empty": lambda: Reply(b""),
    "empty data": lambda: Reply(b"", kind="application/json"),
    "cut": lambda: Reply(raw=_cut),
    "closed": lambda: Reply(raw=lambda handler: None),
    "not http": lambda: Reply(raw=lambda handler: handler.wfile.write(b"TEA/1.0 ready\r\n\r\n")),
    "wrong charset": lambda: Reply("<title>Th\xe9</title>".encode("latin-1")),
    "100 MB": lambda: Reply(raw=_flood),
    "loop": lambda: Reply("", 302, headers={"Location": "?again"}),
    "metadata": lambda: Reply("", 302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}),
    "inside": lambda: Reply("", 302, headers={"Location": "http://10.0.0.5/inside"}),
}

LINKS = {
    "arxiv": PAPER,
    "doi": "https://doi.org/10.1145/9999999.1111111",
    "openreview": "https://openreview.net/forum?id=TeaPot1234",
    "acl": "https://aclanthology.org/2023.acl-long.9999/",
    "github": "https://github.com/kettle-works/teapot",
    "url": "https://kettle.example/tea",
}


@pytest.mark.parametrize("scheme", LINKS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_everywhere_ends_in_waiting(server, network, dialler, scheme, fault):
    server.on("/", FAULTS[fault]())
    (answer,) = resolve([Wanted(LINKS[scheme], identify(LINKS[scheme]))], Lookup(network))
    assert isinstance(answer, Unresolved)
    assert not answer.gone
    assert answer.reason.endswith("Edit the issue and add a line `Title: …`.")
    assert len(answer.reason) < 400
    assert not any(host.startswith("169.254") for host, _ in dialler.called)
    assert not server.asked("inside")


@pytest.mark.parametrize("fault", FAULTS)
def test_the_next_source_answers(server, network, case, fault):
    server.on("/arxiv_api", FAULTS[fault]())
    server.on("/arxiv_oai", FAULTS[fault]())
    server.on("/datacite", Reply(case("datacite_arxiv.json"), kind="application/json"))
    (answer,) = resolve([Wanted(PAPER, identify(PAPER))], Lookup(network))
    assert isinstance(answer, Work)
    assert (answer.title, answer.source) == (TITLE, "DataCite")


@pytest.mark.parametrize("scheme", LINKS)
def test_a_hang_everywhere_ends_in_waiting(server, names, dialler, scheme):
    server.on("/", Reply(raw=_hang))
    started = real_time.monotonic()
    endpoints = Endpoints.under(server.url)
    with Network(endpoints, seconds=0.05, resolve=names, dial=dialler, paces={}) as network:
        (answer,) = resolve([Wanted(LINKS[scheme], identify(LINKS[scheme]))], Lookup(network))
    assert isinstance(answer, Unresolved)
    assert "in time" in answer.reason
    assert real_time.monotonic() - started < 2


def test_a_dead_server_ends_in_waiting(time, names):
    with socket.create_server(("127.0.0.1", 0)) as closed_soon:
        base = f"http://127.0.0.1:{closed_soon.getsockname()[1]}"
    with Network(
        Endpoints.under(base), paces={}, clock=time.clock, sleep=time.sleep, resolve=names
    ) as network:
        (answer,) = resolve([Wanted(PAPER, identify(PAPER))], Lookup(network))
    assert isinstance(answer, Unresolved)
    assert "could not be reached" in answer.reason


def test_one_bad_link_spoils_no_other(server, network, case, monkeypatch):
    """Also when it finds a fault of our own: a source that breaks on it."""
    server.on("/", Reply("", 500))
    server.on("/arxiv_api", Reply(case("arxiv_api_two.xml"), kind="application/atom+xml"))
    server.on("/github", Reply(b"[1, 2", kind="application/json"))
    server.on("log.example/tea", Reply(case("webpage_post.html")))
    (page,) = sources_for("url", all_sources())

    def fetch(wanted, network, real=page.fetch):
        if any("broken" in link for link in wanted.values()):
            raise ZeroDivisionError
        return real(wanted, network)

    sources = [replace(one, fetch=fetch) if one is page else one for one in all_sources()]
    monkeypatch.setattr("bot.works.resolve.all_sources", lambda: sources)
    links = [
        PAPER,
        "https://github.com/a/b",
        "https://broken.example/x",
        "https://log.example/tea",
        "http://10.0.0.1/",
    ]
    answers = resolve(
        [Wanted(link, identify(link) or Identifier("url", link)) for link in links], Lookup(network)
    )
    assert [isinstance(answer, Work) for answer in answers] == [True, False, False, True, False]
    assert "ZeroDivisionError" in answers[2].reason


def test_two_hundred_works_of_all_kinds(server, network, case):
    """One request to arXiv, the others side by side, the order kept, each told once."""
    pages = [f"https://site{number % 9}.example/post/{number}" for number in range(99)]
    for link in pages:
        server.on(link.removeprefix("https://"), Reply(f"<title>Post {link[-2:]} on Tea</title>"))
    server.on("/arxiv_api", Reply(case("arxiv_api_two.xml"), kind="application/atom+xml"))
    papers = [f"https://arxiv.org/abs/2401.{number:05}" for number in range(1, 100)]
    server.on("/", Reply("", 406))
    links = [link for pair in zip(pages, papers, strict=True) for link in pair] + [PAPER + "v9", pages[0]]
    told = []
    answers = resolve(
        [Wanted(link, identify(link)) for link in links],
        Lookup(network, progress=lambda *now: told.append(now)),
    )
    assert [answer.title for answer in answers[0:198:2]] == [f"Post {link[-2:]} on Tea" for link in pages]
    assert answers[1].title == answers[198].title == TITLE
    assert answers[199].title == answers[0].title
    assert isinstance(answers[3], Unresolved)
    assert len(server.asked("/arxiv_api")) == 1
    assert len({path.split("identifier=")[1] for path in server.asked("/arxiv_oai")}) == 10
    assert all(len(server.asked(link.removeprefix("https://"))) >= 1 for link in pages)
    assert told[-1] == (198, 198)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_pace_holds_in_a_batch(server, names, dialler, time, case):
    server.on("/", Reply("", 404))
    with Network(Endpoints(), resolve=names, dial=dialler, clock=time.clock, sleep=time.sleep) as network:
        links = [f"https://arxiv.org/abs/2401.{number:05}" for number in range(1, 4)]
        resolve([Wanted(link, identify(link)) for link in links], Lookup(network))
    asked = len(server.asked("arxiv.org"))
    assert asked == 1 + 3 + 3  # the API once, OAI-PMH and the page for each
    assert [pause for pause in time.slept if pause == 3.0] == [3.0] * (asked - 1)
