"""How much, how long, how often: the bounds of the network edge."""

from __future__ import annotations

import email.utils
import gzip
import threading
import time as real_time
import zlib

import pytest

from bot.errors import SourceUnavailable, UsageError
from bot.works.edge import MAX_REDIRECTS, Network, Pace
from bot.works.endpoints import Endpoints
from bot.works.guard import Refused
from bot.works.wire import MAX_BYTES
from tests.works.loopback import Reply

LINK = "http://kettle.example/tea"


def test_redirects_are_followed_to_a_bound(server, network):
    for step in range(MAX_REDIRECTS):
        server.on(f"kettle.example/{step}", Reply("", 302, headers={"Location": f"/{step + 1}"}))
    server.on(f"kettle.example/{MAX_REDIRECTS}", Reply("there"))
    answer = network.get("http://kettle.example/0")
    assert (answer.body, answer.url) == (b"there", f"http://kettle.example/{MAX_REDIRECTS}")
    server.on(f"kettle.example/{MAX_REDIRECTS}", Reply("", 302, headers={"Location": "/end"}))
    with pytest.raises(Refused, match="redirects more than"):
        network.get("http://kettle.example/0")


def test_a_redirect_loop_ends(server, network):
    server.on("kettle.example/tea", Reply("", 301, headers={"Location": LINK}))
    with pytest.raises(Refused):
        network.get(LINK)
    assert len(server.seen) == MAX_REDIRECTS + 1


def test_no_cookie_is_kept(server, network):
    server.on("kettle.example/tea", Reply("", 302, headers={"Location": "/b", "Set-Cookie": "a=1"}))
    server.on("kettle.example/b", Reply("b", headers={"Set-Cookie": "b=2"}))
    network.get(LINK)
    network.get(LINK)
    assert not any("Cookie" in seen.headers for seen in server.seen)


def test_the_environments_proxy_is_not_used(server, network, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    server.on("kettle.example/tea", Reply("tea"))
    assert network.get(LINK).body == b"tea"


def test_a_hundred_megabytes_are_not_read(server, network):
    sent = []

    def flood(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Big Tea</title>")
        for _ in range(1600):
            handler.wfile.write(b" " * 65536)
            sent.append(65536)

    server.on("kettle.example/tea", Reply(raw=flood))
    with pytest.raises(SourceUnavailable, match="larger than"):
        network.get(LINK)
    assert sum(sent) < 4 * MAX_BYTES  # what socket buffers hold may be under way


def test_a_declared_size_is_believed_before_reading(server, network):
    server.on("kettle.example/tea", Reply("x", headers={"Content-Length": "104857600"}))
    with pytest.raises(SourceUnavailable, match="larger than"):
        network.get(LINK)


def test_a_bomb_does_not_go_off(server, network):
    packed = gzip.compress(b"<title>" + b"\0" * 50_000_000)
    server.on("kettle.example/tea", Reply(packed, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(SourceUnavailable, match="larger than"):
        network.get(LINK)


@pytest.mark.parametrize(
    ("body", "encoding", "expected"),
    [
        (gzip.compress(b"tea"), "gzip", b"tea"),
        (zlib.compress(b"tea"), "deflate", b"tea"),
        (b"tea", "identity", b"tea"),
        (gzip.compress(b"tea" * 99)[:-12], "gzip", None),
        (b"not gzip", "gzip", None),
        (b"tea", "br", None),
    ],
    ids=["gzip", "deflate", "as it is", "cut", "damaged", "not asked for"],
)
def test_packing(server, network, body, encoding, expected):
    server.on("kettle.example/tea", Reply(body, headers={"Content-Encoding": encoding}))
    if expected is None:
        with pytest.raises(SourceUnavailable):
            network.get(LINK)
    else:
        assert network.get(LINK).body == expected


def test_the_waits_grow_and_end(server, network, time):
    server.on("kettle.example/tea", Reply("", 503))
    with pytest.raises(SourceUnavailable, match="503"):
        network.get(LINK)
    first, second = time.slept
    assert 1 <= first < 2 <= second < 3
    assert len(server.seen) == 3


def test_repeated_attempts_share_one_time(server, network, time):
    def slow(handler):
        time.now += 12
        handler.wfile.write(b"HTTP/1.1 503 Slow\r\nContent-Length: 0\r\n\r\n")

    server.on("kettle.example/tea", Reply(raw=slow))
    with pytest.raises(SourceUnavailable):
        network.get(LINK)
    assert len(server.seen) == 2


@pytest.mark.parametrize("value", ["7", " 7 "])
def test_retry_after_is_honoured(server, network, time, value):
    server.on("kettle.example/tea", Reply("", 429, headers={"Retry-After": value}), Reply("tea"))
    assert network.get(LINK).body == b"tea"
    assert time.slept == [7.0]


def test_retry_after_as_a_date(server, network, time):
    then = email.utils.formatdate(real_time.time() + 9, usegmt=True)
    server.on("kettle.example/tea", Reply("", 429, headers={"Retry-After": then}), Reply("tea"))
    network.get(LINK)
    assert 6 < time.slept[0] <= 9


def test_a_long_retry_after_is_not_waited_for(server, network, time):
    server.on("kettle.example/tea", Reply("", 429, headers={"Retry-After": "3600"}))
    with pytest.raises(SourceUnavailable, match="429"):
        network.get(LINK)
    assert time.slept == []
    assert len(server.seen) == 1


def test_the_budget_ends_everything(server, time, names, dialler):
    with Network(budget=5, resolve=names, dial=dialler, clock=time.clock, sleep=time.sleep) as network:
        server.on("kettle.example/tea", Reply("tea"))
        network.get(LINK)
        time.now += 6
        with pytest.raises(SourceUnavailable, match="used up"):
            network.get(LINK)
    assert len(server.seen) == 1


def test_arxiv_gets_one_request_in_three_seconds(server, time, names, dialler):
    server.on("/", Reply("tea"))
    with Network(resolve=names, dial=dialler, clock=time.clock, sleep=time.sleep) as network:
        network.get("http://export.arxiv.org/a")
        network.get("http://arxiv.org/b")
        network.get("http://kettle.example/c")
        network.get("http://oaipmh.arxiv.org/d")
    assert time.slept == [3.0, 3.0]


def test_a_host_gets_as_many_connections_as_its_pace_allows(server, names, dialler):
    lock, at_once, most = threading.Lock(), [0], [0]

    def busy(handler):
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        real_time.sleep(0.02)
        with lock:
            at_once[0] -= 1
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n")

    server.on("kettle.example", Reply(raw=busy))
    with Network(paces={"kettle.example": Pace(2)}, resolve=names, dial=dialler) as network:
        threads = [threading.Thread(target=network.get, args=(LINK,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most[0] == 2
    assert len(server.seen) == 8


@pytest.mark.parametrize("stage", ["silence", "drip", "slow body"])
def test_no_hang_outlasts_the_time(server, names, dialler, stage):
    done = threading.Event()

    def hang(handler):
        if stage == "slow body":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        if stage == "drip":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while stage != "silence" and not done.wait(0.05):
            handler.wfile.write(b"y")
        done.wait(3)

    server.on("kettle.example/tea", Reply(raw=hang))
    started = real_time.monotonic()
    try:
        with (
            Network(seconds=0.3, resolve=names, dial=dialler) as network,
            pytest.raises(SourceUnavailable, match="in time"),
        ):
            network.get(LINK)
    finally:
        done.set()
    assert real_time.monotonic() - started < 1.5


def test_the_operators_addresses(server):
    environ = {"PAPERLIST_ENDPOINTS": "github=http://127.0.0.1:1/ acl=http://127.0.0.1:2/x"}
    endpoints = Endpoints.from_environment(environ)
    assert (endpoints.github, endpoints.acl) == ("http://127.0.0.1:1", "http://127.0.0.1:2/x")
    assert endpoints.crossref == Endpoints().crossref
    alone = Endpoints.from_environment({"PAPERLIST_ENDPOINTS": "http://127.0.0.1:3/"})
    assert alone.crossref == "http://127.0.0.1:3/crossref"
    with pytest.raises(UsageError, match="kettle"):
        Endpoints.from_environment({"PAPERLIST_ENDPOINTS": "kettle=http://127.0.0.1:1"})
