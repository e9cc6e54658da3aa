"""A second start of Paperdesk on a library gives its files to the process that has a window on it.

The two find each other by a local socket of the user, named after the library's folder. Windows of
other users, or on other machines, stay apart. Nothing here imports Qt where the system has Unix
sockets: importing it would take longer than all the rest of such a start.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)

_CONNECT_MS = 300
_REPLY_MS = 5_000
"""The other process may be opening its window."""
DONE = b"done\n"
TOKEN = "XDG_ACTIVATION_TOKEN"
"""Under Wayland, what a program needs to bring its window forward."""


def hand_over(folder: Path, files: Sequence[Path]) -> bool:
    """Give files to another process that has a window on the library, which comes forward.

    Returns False if there is none, or it does not answer.
    """
    message = {"files": [str(file) for file in files], "token": os.environ.get(TOKEN, "")}
    ask = _ask_socket if os.name == "posix" else _ask_pipe
    try:
        return ask(socket_name(folder), json.dumps(message).encode() + b"\n") == DONE
    except OSError as error:
        _log.info("no handing over of files: %s", error)
        return False


def _ask_socket(name: str, message: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as other:
        other.settimeout(_CONNECT_MS / 1000)
        other.connect(name)
        other.settimeout(_REPLY_MS / 1000)
        other.sendall(message)
        with other.makefile("rb") as reply:
            return reply.readline()


def _ask_pipe(name: str, message: bytes) -> bytes:
    """The same by Qt, whose local sockets are named pipes on Windows."""
    from PySide6.QtNetwork import QLocalSocket

    other = QLocalSocket()
    other.connectToServer(name)
    if not other.waitForConnected(_CONNECT_MS):
        return b""
    other.write(message)
    other.flush()
    return bytes(other.readAll().data()) if other.waitForReadyRead(_REPLY_MS) else b""


def socket_name(folder: Path) -> str:
    """The socket's name: on systems where it is a file, one in a folder of the user alone."""
    return str(sockets() / digest(folder)) if os.name == "posix" else digest(folder)


def digest(folder: Path) -> str:
    """A name for the library in a folder."""
    return f"paperdesk-{hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]}"


def sockets() -> Path:
    """A folder of the user alone."""
    if os.name != "posix":
        return Path(tempfile.gettempdir())  # the user's own there
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir():
        return Path(runtime)
    folder = Path(tempfile.gettempdir()) / f"paperdesk-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to another user")
    return folder
