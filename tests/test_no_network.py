"""Paperdesk connects only to the user's mail server, and a test that made another would fail."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from tests import socket_guard

PACKAGE = Path(__file__).parents[1] / "paperdesk"


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_a_connection_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(PermissionError):
        socket.create_connection((address, 9), timeout=0.1)
    if address == "example.org":  # a name is looked up, which is seen already
        assert socket_guard.refused == ["socket.getaddrinfo example.org"]
        socket_guard.refused.clear()
        return
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as datagrams, pytest.raises(PermissionError):
        datagrams.sendto(b"x", (address, 9))
    assert socket_guard.refused
    socket_guard.refused.clear()


def test_sockets_of_this_machine_are_allowed(tmp_path: Path) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        socket.create_connection(server.getsockname(), timeout=5).close()
    if hasattr(socket, "AF_UNIX"):
        with socket.socket(socket.AF_UNIX) as local, pytest.raises(FileNotFoundError):
            local.connect(str(tmp_path / "none"))


def test_no_code_but_that_of_mail_can_connect() -> None:
    """Qt's own sockets do not pass the guard; the local ones between windows stay here."""
    network = re.compile(
        r"^\s*(?:from|import) (?:socket|ssl|http\.client|urllib\.request|ftplib|smtplib|requests)\b"
        r"|QNetworkAccessManager|QTcpS|QUdpSocket|QSslSocket|QWebSocket|QWebEngine",
        re.MULTILINE,
    )
    texts = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    mail = PACKAGE / "tasks" / "mailing" / "smtp.py"
    local = PACKAGE / "desktop" / "window" / "hand_over.py"
    assert {path for path, text in texts.items() if network.search(text)} == {mail, local}
    assert re.findall(r"\bsocket\.\w+", texts[local]) == ["socket.socket", "socket.AF_UNIX"]
