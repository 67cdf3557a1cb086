"""The door of the network: which addresses may be dialled, and for how long.

A link comes from a stranger. Its name is resolved here, every address it resolves to is checked, and the
connection goes to the address that was checked, so a name cannot change its mind between check and use.
TLS still verifies the name: httpcore does that one floor up, on the stream returned here.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

from bot.errors import SourceUnavailable

Resolve = Callable[..., list[tuple[Any, ...]]]
"""What ``socket.getaddrinfo`` does."""

# IANA calls these global or leaves them open, but none of them is a web site of the open internet:
# IETF protocol assignments with a cloud's metadata, 6to4 relays, and the host agent of Azure's machines.
_NOT_SITES_V4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
# All public IPv6 is in 2000::/3, which leaves out the mapped, compatible, NAT64 and local forms;
# 6to4 and Teredo, which wrap IPv4 addresses, are inside.
_PUBLIC_V6 = IPv6Network("2000::/3")
_NOT_SITES_V6 = tuple(map(IPv6Network, ("2002::/16", "2001::/23")))


class Refused(SourceUnavailable):
    """The link must not be fetched; asking again will not change that."""


class Nameless(httpcore.ConnectError):
    """The name service is sure that there is no such host."""


class Misled(Refused):
    """The link itself is in order, but leads to where nothing may be fetched."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    ip = ip_address(address)
    if ip.is_multicast or ip.is_reserved or not ip.is_global:
        return False
    if isinstance(ip, IPv6Address):
        return ip in _PUBLIC_V6 and not any(ip in network for network in _NOT_SITES_V6)
    return isinstance(ip, IPv4Address) and not any(ip in network for network in _NOT_SITES_V4)


class Guard(httpcore.NetworkBackend):
    """Opens connections for one exchange.

    Args:
        resolve: ``socket.getaddrinfo`` or a stand-in.
        dial: opens the connection to a checked address.
        left: seconds left for the whole exchange.
        trusted: the operator named this origin, so it may be on this machine.
    """

    def __init__(
        self, resolve: Resolve, dial: httpcore.NetworkBackend, left: Callable[[], float], *, trusted: bool
    ) -> None:
        self._resolve, self._dial, self._left, self._trusted = resolve, dial, left, trusted

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        error: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                wait = _shorter(timeout, self._left)
                return Timed(
                    self._dial.connect_tcp(address, port, wait, local_address, socket_options), self._left
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as caught:
                error = caught
        raise error

    def _addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a name; refused altogether when one of them is not public."""
        try:
            answers = self._resolve(host, port, type=1)  # 1 is SOCK_STREAM
        except (OSError, UnicodeError) as error:
            sure = isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME
            raise (Nameless if sure else httpcore.ConnectError)(f"{host} cannot be resolved") from error
        addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if not self._trusted and not all(map(is_public, addresses)):
            raise Refused(f"{host} is not an address of the open internet.", "Give a public link.")
        return addresses


class Timed(httpcore.NetworkStream):
    """A connection on which no wait outlasts the exchange, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _shorter(timeout, self._left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _shorter(timeout, self._left))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wait = _shorter(timeout, self._left)
        return Timed(self._stream.start_tls(ssl_context, server_hostname, wait), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _shorter(timeout: float | None, left: Callable[[], float]) -> float:
    seconds = left()
    if seconds <= 0:
        raise httpcore.ReadTimeout("the time for this exchange is over")
    return seconds if timeout is None else min(timeout, seconds)
