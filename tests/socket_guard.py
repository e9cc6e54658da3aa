"""Fails a test that reaches for the network: Paperdesk makes no connection."""

from __future__ import annotations

import socket
import sys
from ipaddress import ip_address

refused: list[str] = []
"""What was tried in this process since it was last emptied."""

_EVENTS = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr",
)  # fmt: skip


def install() -> None:
    """Refuse sockets to other machines, from now on in this process."""
    sys.addaudithook(_check)


def _check(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS:
        return
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        opened, address = arguments[0], arguments[1]
        if isinstance(opened, socket.socket) and opened.family not in (
            socket.AF_INET,
            socket.AF_INET6,
        ):
            return
        host = address[0] if isinstance(address, tuple) else address
    if not _is_here(host):
        refused.append(f"{event} {host}")
        raise PermissionError(f"a test reached for the network: {event} {host}")


def _is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False
