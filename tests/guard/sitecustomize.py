"""No test leaves this machine: Python refuses every connection and look-up beyond loopback.

Python imports a module of this name at start-up, so a folder on PYTHONPATH is all that commands started by
tests need to be held to the same rule. An audit hook sees what no patched function does: C code, other
threads, ``connect_ex``. The events are listed at https://docs.python.org/3/library/audit_events.html.
"""

from __future__ import annotations

import ipaddress
import sys

CONNECTIONS = {"socket.connect", "socket.sendto", "socket.sendmsg"}  # (socket, address)
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}  # (host, …)

attempts: list[str] = []
"""What was refused, for tests in which the code under test swallowed the error."""


class BeyondLoopback(RuntimeError):
    """Not an OSError on purpose: code that bears with a dead network must not bear with this."""


def _stays(event: str, target: object) -> bool:
    if event in CONNECTIONS:
        if not isinstance(target, tuple):
            return True  # a Unix socket, or one that is connected already
        target = target[0]
    host = target.decode() if isinstance(target, bytes) else str(target or "localhost")
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    # An address needs no look-up; connecting to it is another matter.
    return address.is_loopback or event == "socket.getaddrinfo"


def _hook(event: str, args: tuple[object, ...]) -> None:
    if event in CONNECTIONS or event in LOOKUPS:
        target = args[1] if event in CONNECTIONS else args[0]
        if not _stays(event, target):
            attempts.append(f"{event} {target}")
            raise BeyondLoopback(f"A test tried to leave this machine: {attempts[-1]}")


sys.addaudithook(_hook)
