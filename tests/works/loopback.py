"""Loopback stands in for the internet: every name resolves to a public address, every dial lands here.

Nothing here reaches beyond loopback, and no test waits: the clock and the sleep are simulated.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore

PUBLIC = "93.184.215.14"


@dataclass
class Reply:
    """What the server says. ``raw`` takes over the connection instead."""

    body: bytes | str = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class Seen:
    path: str
    headers: dict[str, str]
    method: str = "GET"


class Server:
    """One loopback server that is every site. Replies are found by ``host + path`` or by path alone.

    A list of replies is used up from the front; its last one stays. Longest match of the start wins.
    """

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.seen: list[Seen] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                full = self.headers["Host"] + self.path
                server.seen.append(Seen(full, dict(self.headers.items()), self.command))
                reply = server.find(self.headers["Host"].split(":")[0] + self.path, self.path)
                if reply.raw:
                    self.close_connection = True
                    reply.raw(self)
                    return
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                headers = {"Content-Type": reply.kind, "Content-Length": str(len(body)), **reply.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_HEAD = do_GET  # noqa: N815 - the base class names it so

            def log_message(self, *_: Any) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                """Clients hang up on purpose here."""

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.port = self.http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def find(self, full: str, path: str) -> Reply:
        for name in sorted(self.replies, key=len, reverse=True):
            if full.startswith(name) or path.startswith(name):
                replies = self.replies[name]
                return replies.pop(0) if len(replies) > 1 else replies[0]
        return Reply("nothing here", 404, "text/plain")

    def on(self, start: str, *replies: Reply) -> None:
        self.replies[start] = list(replies)

    def asked(self, part: str) -> list[str]:
        return [seen.path for seen in self.seen if part in seen.path]


class Plain(httpcore.NetworkStream):
    """A connection on which TLS is taken as done: nobody has certificates for invented names."""

    def __init__(self, stream, names: list[str]) -> None:
        self.stream, self.names = stream, names

    def read(self, max_bytes, timeout=None):
        return self.stream.read(max_bytes, timeout)

    def write(self, buffer, timeout=None):
        self.stream.write(buffer, timeout)

    def close(self):
        self.stream.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        self.names.append(server_hostname)
        return self

    def get_extra_info(self, info):
        return self.stream.get_extra_info(info)


class Dialler(httpcore.NetworkBackend):
    """Records whom it is told to call, and calls the loopback server instead.

    ``called`` holds addresses and ports, ``verified`` the names that TLS was asked to verify.
    """

    def __init__(self, port: int) -> None:
        self.port, self.called, self.verified = port, [], []
        self.real = httpcore.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.called.append((host, port))
        stream = self.real.connect_tcp("127.0.0.1", self.port, timeout, local_address, socket_options)
        return Plain(stream, self.verified)


class Names:
    """A resolver: every name has a public address unless a test says otherwise. Addresses are themselves."""

    def __init__(self) -> None:
        self.book: dict[str, list[str]] = {}

    def __call__(self, host, port, **_: Any):
        addresses = self.book.get(host) or [PUBLIC]
        if host not in self.book:
            try:
                addresses = [socket.inet_ntoa(socket.inet_aton(host))]
            except OSError:
                if ":" in host:
                    addresses = [host]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept, self.lock = 1000.0, [], threading.Lock()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.now += seconds
            self.slept.append(seconds)


@contextmanager
def serving() -> Iterator[Server]:
    """A server that answers as long as the block runs."""
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.http.shutdown()
    server.http.server_close()
    thread.join()
