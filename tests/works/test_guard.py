"""Which addresses are dialled; proved at the seam, with a resolver that lies and a dialler that records."""

from __future__ import annotations

import pytest

from bot.errors import SourceUnavailable
from bot.works.edge import Network, Pace
from bot.works.endpoints import Endpoints
from bot.works.guard import Refused, is_public
from tests.works.loopback import PUBLIC, Reply

PRIVATE = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "192.88.99.1",
    "168.63.129.16",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2001::1",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_such_address_is_ever_dialled(network, names, dialler, address):
    assert not is_public(address)
    names.book["kettle.example"] = [address]
    with pytest.raises(Refused):
        network.get("http://kettle.example/")
    assert dialler.called == []


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_the_open_internet_is_public(address):
    assert is_public(address)


def test_one_private_address_among_public_ones_refuses_them_all(network, names, dialler):
    names.book["kettle.example"] = [PUBLIC, "10.0.0.1"]
    with pytest.raises(Refused):
        network.get("http://kettle.example/")
    assert dialler.called == []


@pytest.mark.parametrize(
    "host",
    ["127.1", "2130706433", "0x7f000001", "017700000001", "[::1]", "[::ffff:7f00:1]", "169.254.169.254"],
)
def test_addresses_in_odd_spellings(network, dialler, host):
    with pytest.raises(SourceUnavailable):
        network.get(f"http://{host}/latest/meta-data/")
    assert dialler.called == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://inside.example/",
        "http://kettle.example:8080/",
    ],
)
def test_a_redirect_inside_is_refused_before_any_connection(server, network, names, dialler, target):
    names.book["inside.example"] = ["10.1.2.3"]
    server.on("kettle.example/", Reply("", status=302, headers={"Location": target}))
    with pytest.raises(Refused):
        network.get("http://kettle.example/")
    assert dialler.called == [(PUBLIC, 80)]


def test_the_address_checked_is_the_address_dialled(server, network, dialler):
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    network._resolve = lambda host, port, **_: [(2, 1, 6, "", (next(answers)[0], port))]
    server.on("kettle.example/", Reply("tea"))
    assert network.get("http://kettle.example/").body == b"tea"
    assert dialler.called == [(PUBLIC, 80)]
    with pytest.raises(Refused):
        network.get("http://kettle.example/")


def test_tls_verifies_the_name_not_the_address(server, network, dialler):
    server.on("kettle.example/", Reply("tea"))
    network.get("https://kettle.example/")
    assert (dialler.called, dialler.verified) == ([(PUBLIC, 443)], ["kettle.example"])


@pytest.mark.parametrize(
    "url",
    [
        "ftp://kettle.example/",
        "file:///etc/passwd",
        "gopher://kettle.example/",
        "javascript:alert(1)",
        "data:text/html,<title>x</title>",
        "//kettle.example/",
        "http://",
        "http:///path",
        "http://user:secret@kettle.example/",
        "http://kettle.example:22/",
        "https://kettle.example:6379/",
        "http://kettle.example:80\r\nX: y/",
        "http://[::1",
        "",
    ],
)
def test_what_is_no_public_link_is_not_resolved(network, dialler, url):
    with pytest.raises(Refused):
        network.get(url)
    assert dialler.called == []


def test_the_operators_service_may_be_here_but_only_as_that_service(server, time):
    """The same origin is refused when a stranger links to it."""
    with Network(Endpoints.under(server.url), paces={"127.0.0.1": Pace()}, clock=time.clock) as network:
        server.on("/github", Reply("{}", kind="application/json"))
        assert network.ask("github", "/repos/a/b").status == 200
        with pytest.raises(Refused):
            network.get(f"{server.url}/github/repos/a/b")
    assert len(server.seen) == 1


def test_a_service_that_redirects_to_another_origin_here_is_refused(server, time):
    with Network(Endpoints.under(server.url), clock=time.clock) as network:
        away = f"http://localhost:{server.port}/secret"
        server.on("/github", Reply("", status=301, headers={"Location": away}))
        with pytest.raises(Refused):
            network.ask("github", "/repos/a/b")
    assert not server.asked("secret")
