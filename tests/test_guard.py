"""The guard of conftest.py holds, also in commands that tests start."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

ELSEWHERE = "192.0.2.1"  # RFC 5737: set aside for examples, leads nowhere


def connect():
    with socket.socket() as stream:
        stream.connect((ELSEWHERE, 80))


def send():
    with socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"", (ELSEWHERE, 53))


@pytest.mark.parametrize(
    "leave",
    [
        connect,
        lambda: socket.getaddrinfo("example.org", 443),
        lambda: socket.gethostbyname("example.org"),
        send,
    ],
    ids=["connect", "look up", "look up by old name", "send"],
)
def test_leaving_is_refused_and_remembered(leave, loopback_only):
    with pytest.raises(RuntimeError, match="leave this machine"):
        leave()
    assert len(loopback_only) == 1
    loopback_only.clear()


def test_a_command_is_held_to_it():
    code = f"import socket; socket.create_connection(('{ELSEWHERE}', 80), timeout=0.1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "BeyondLoopback" in done.stderr


def test_loopback_is_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()
