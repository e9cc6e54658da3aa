"""Receives what a second start of Paperdesk on a library hands over (see `hand_over`)."""

from __future__ import annotations

import json
import logging
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from paperdesk.desktop.window.hand_over import DONE, TOKEN, digest, socket_name, sockets

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)

_TURN_MS = 10_000


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Keep another start on the library waiting for the block, at most ten seconds.

    Of two starts at the same moment one opens a window, and the other finds it.
    """
    try:
        lock = QLockFile(f"{sockets() / digest(folder)}.lock")
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
            listening = self._server.listen(socket_name(folder))
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
        socket.write(DONE)
        socket.flush()
        if token:
            os.environ[TOKEN] = token  # Qt takes it from there
        self.received.emit(files)
