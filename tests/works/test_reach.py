"""Which links are said to lead nowhere, and which are not, however badly they answer."""

from __future__ import annotations

import socket
import time as real_time

import pytest

from bot.works import reach as module
from bot.works.cache import LINK_AGE, Cache
from bot.works.edge import Network, Pace
from bot.works.endpoints import Endpoints
from bot.works.model import Reach
from bot.works.reach import reach
from tests.works.loopback import Reply

TEA = "http://kettle.example/tea"
CUP = "https://saucer.example/cup"


@pytest.fixture
def ask(network, time, server):
    """Ask about links while one of another host is there, as in any list."""
    server.on("saucer.example/cup", Reply("a cup"))

    def asked(*urls: str, cache: Cache | None = None) -> dict[str, Reach]:
        found = reach([*urls, CUP], network, cache, sleep=time.sleep)
        assert found.pop(CUP).state == "there"
        return found

    return asked


def hang_up(handler) -> None:
    handler.connection.close()


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_missing_twice_is_gone(server, ask, status):
    server.on("kettle.example/tea", Reply("", status))
    assert ask(TEA) == {TEA: Reach("gone", f"answered {status}")}
    assert [seen.method for seen in server.seen if "kettle" in seen.path] == ["HEAD", "GET", "HEAD", "GET"]


def test_a_page_that_is_missing_once_is_there(server, ask, time):
    server.on("kettle.example/tea", Reply("", 404), Reply("", 404), Reply("tea"))
    assert ask(TEA)[TEA].state == "there"
    assert time.slept == [module.PAUSE]


@pytest.mark.parametrize("status", [400, 401, 403, 405, 406, 429, 451, 500, 502, 503, 999])
def test_a_server_that_will_not_say_is_no_evidence(server, ask, status):
    server.on("kettle.example/tea", Reply("", status))
    assert ask(TEA)[TEA] == Reach("unknown", f"kettle.example answered {status}")


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_who_knows_no_head_is_asked_with_get(server, ask, status):
    server.on("kettle.example/tea", Reply("", status), Reply("tea"))
    assert ask(TEA)[TEA].state == "there"


def test_nothing_is_read(server, ask):
    sent = []

    def flood(handler):
        if handler.command == "HEAD":
            return
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n")
        for _ in range(400):
            handler.wfile.write(b" " * 65536)
            sent.append(65536)

    server.on("kettle.example/tea", Reply(raw=flood))
    assert ask(TEA)[TEA].state == "there"
    assert sum(sent) < 20_000_000


def test_redirects_are_followed(server, ask):
    server.on("kettle.example/tea", Reply("", 301, headers={"Location": "https://saucer.example/cup"}))
    assert ask(TEA)[TEA].state == "there"
    server.on("kettle.example/tea", Reply("", 302, headers={"Location": "/gone"}))
    assert ask(TEA)[TEA].state == "gone"


def test_a_name_that_nobody_has_is_gone_and_a_name_service_that_fails_is_no_evidence(ask, names, monkeypatch):
    answer = type(names).__call__

    def resolve(self, host, port, **more):
        if host == "kettle.example":
            raise socket.gaierror(code, "no")
        return answer(self, host, port, **more)

    monkeypatch.setattr(type(names), "__call__", resolve)
    code = socket.EAI_NONAME
    assert ask(TEA)[TEA] == Reach("gone", "has no address")
    code = socket.EAI_AGAIN
    assert ask(TEA)[TEA].state == "unknown"


def test_without_any_network_nothing_is_gone(network, names, time, monkeypatch):
    def resolve(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "no")

    monkeypatch.setattr(type(names), "__call__", resolve)
    found = reach([TEA, CUP], network, sleep=time.sleep)
    assert {one.state for one in found.values()} == {"unknown"}


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1/x", "http://10.0.0.1/", "http://kettle.example:8080/", "ftp://kettle.example/"]
)
def test_what_may_not_be_fetched_is_not(server, ask, link):
    assert ask(link)[link].state == "unknown"
    assert not server.asked("127.0.0.1/")


def test_a_host_that_hangs_up_is_left_alone_after_a_while(server, ask):
    links = [f"http://kettle.example/{i}" for i in range(40)]
    server.on("kettle.example/", Reply(raw=hang_up))
    assert {one.state for one in ask(*links).values()} == {"unknown"}
    assert len(server.asked("kettle.example")) < 12


def test_a_host_that_says_too_many_is_not_asked_again(server, ask):
    links = [f"http://kettle.example/{i}" for i in range(40)]
    server.on("kettle.example/", Reply("", 429))
    assert {one.state for one in ask(*links).values()} == {"unknown"}
    assert len(server.asked("kettle.example")) < 12


def test_a_slow_host_holds_up_no_other(server, ask):
    def slow(handler):
        real_time.sleep(0.02)
        handler.wfile.write(b"HTTP/1.1 204 No Content\r\n\r\n")

    server.on("kettle.example/", Reply(raw=slow))
    ask(*(f"http://kettle.example/{i}" for i in range(60)))
    asked = [seen.path for seen in server.seen]
    assert asked.index("saucer.example/cup") < 5


def test_a_link_that_was_there_is_not_asked_again_for_a_week(server, ask, tmp_path):
    now = 1000.0
    cache = Cache(tmp_path, clock=lambda: now)
    server.on("kettle.example/tea", Reply("tea"))
    ask(TEA, cache=cache)
    ask(TEA, cache=cache)
    assert len(server.asked("kettle.example")) == 1
    now += LINK_AGE + 1
    server.on("kettle.example/tea", Reply("", 404))
    assert ask(TEA, cache=cache)[TEA].state == "gone"
    server.on("kettle.example/tea", Reply("tea"))
    assert ask(TEA, cache=cache)[TEA].state == "there", "what is gone is not kept"


def test_hundreds_of_links_take_seconds_and_a_slow_host_ends_with_the_budget(server, names, dialler):
    def slow(handler):
        real_time.sleep(0.2)

    server.on("kettle.example/", Reply(raw=slow))
    server.on("saucer.example/", Reply("a cup"))
    urls = [f"http://kettle.example/{i}" for i in range(100)]
    urls += [f"https://saucer.example/{i}" for i in range(300)]
    asked = []
    start = real_time.monotonic()
    with Network(
        Endpoints(), paces={"saucer.example": Pace(8)}, resolve=names, dial=dialler, budget=6.0
    ) as network:
        found = reach(
            urls, network, progress=lambda done, total: asked.append((done, total)), sleep=lambda _: None
        )
    assert real_time.monotonic() - start < 6.0
    assert {found[url].state for url in urls[:100]} == {"unknown"}
    assert {found[url].state for url in urls[100:]} == {"there"}
    assert asked[-1] == (400, 400)
