"""A second start of Paperdesk on a library gives its files to the process that has a window on it.

The two find each other by a local socket of the user, named after the library's folder. Windows of
other users, or on other machines, stay apart.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_log = logging.getLogger(__name__)

_CONNECT_MS = 300
_REPLY_MS = 5_000
"""The other process may be opening its window."""
_TURN_MS = 10_000
_DONE = b"done\n"
_TOKEN = "XDG_ACTIVATION_TOKEN"
"""Under Wayland, what a program needs to bring its window forward."""


def hand_over(folder: Path, files: Sequence[Path]) -> bool:
    """Give files to another process that has a window on the library, which comes forward.

    Returns False if there is none, or it does not answer.
    """
    try:
        name = _name(folder)
    except OSError as error:
        _log.info("no handing over of files: %s", error)
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    message = {"files": [str(file) for file in files], "token": os.environ.get(_TOKEN, "")}
    socket.write(json.dumps(message).encode() + b"\n")
    socket.flush()
    return socket.waitForReadyRead(_REPLY_MS) and socket.readAll().data() == _DONE


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Keep another start on the library waiting for the block, at most ten seconds.

    Of two starts at the same moment one opens a window, and the other finds it.
    """
    try:
        lock = QLockFile(f"{_sockets() / _digest(folder)}.lock")
    except OSError as error:
        _log.info("no waiting for another start: %s", error)
        yield
        return
    lock.setStaleLockTime(0)  # stale when its process is gone
    lock.tryLock(_TURN_MS)
    try:
        yield
    finally:
        lock.unlock()


class Receiver(QObject):
    """Receives what other processes hand over."""

    received = Signal(object)
    """list[Path]: files to import. The window shall come forward."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        # With this option a socket that a killed process has left is replaced.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        try:
            listening = self._server.listen(_name(folder))
        except OSError as error:
            _log.info("no receiving of files: %s", error)
        else:
            if not listening:
                _log.info("no receiving of files: %s", self._server.errorString())

    def close(self) -> None:
        """Receive no more."""
        self._server.close()

    @Slot()
    def _accept(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._receive(socket)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.canReadLine():
            self._receive(socket)

    def _receive(self, socket: QLocalSocket) -> None:
        try:
            message: dict[str, Any] = json.loads(bytes(socket.readLine().data()))
            files = [Path(str(file)) for file in message["files"]]
            token = str(message["token"])
        except (ValueError, KeyError, TypeError):
            _log.info("a message that is not Paperdesk's")
            return
        socket.write(_DONE)
        socket.flush()
        if token:
            os.environ[_TOKEN] = token  # Qt takes it from there
        self.received.emit(files)


def _name(folder: Path) -> str:
    """The socket's name: on systems where it is a file, one in a folder of the user alone."""
    return str(_sockets() / _digest(folder)) if os.name == "posix" else _digest(folder)


def _digest(folder: Path) -> str:
    return f"paperdesk-{hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]}"


def _sockets() -> Path:
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
