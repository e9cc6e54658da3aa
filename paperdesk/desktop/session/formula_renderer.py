"""Draws formulas in a child process, each once; texts show their TeX until a drawing arrives."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from paperdesk.desktop.session.child_process import child

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_log = logging.getLogger(__name__)
_MAX_DRAWINGS = 2_000
"""Cached drawings, about 5 kB each."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula drawn once for all sizes: lengths are shares of the font's size."""

    svg: bytes
    width: float
    ascent: float
    descent: float
    """Above and below the baseline."""


class FormulaRenderer(QObject):
    """Requests drawings from a child process that starts with the first formula. Never blocks."""

    drawn = Signal()
    """The requested drawings arrived."""

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._process: QProcess | None = None
        self._drawings: dict[str, Drawing | None] = {}
        self._requested: set[str] = set()
        self._crashes = 0

    def request(self, formulas: Iterable[str]) -> None:
        """Request drawings; `drawn` reports them."""
        new = [each for each in dict.fromkeys(formulas) if self._is_new(each)]
        if new and self._crashes <= 3:
            self._requested.update(new)
            self._child().write(json.dumps({"formulas": new}).encode() + b"\n")

    def drawing(self, formula: str) -> Drawing | None:
        """A formula's drawing; None while there is none, and where it cannot be drawn."""
        return self._drawings.get(formula)

    @property
    def pending(self) -> bool:
        """Whether requested drawings have not arrived."""
        return bool(self._requested)

    def close(self) -> None:
        """End the child."""
        if self._process is not None:
            self._process.finished.disconnect(self._ended)
            self._process.readyReadStandardOutput.disconnect(self._read)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process = None

    def _is_new(self, formula: str) -> bool:
        return formula not in self._drawings and formula not in self._requested

    def _child(self) -> QProcess:
        if self._process is None:
            self._process = child(self, self._library, ["draw"])
            self._process.readyReadStandardOutput.connect(self._read)
            self._process.finished.connect(self._ended)
            self._process.start()
        return self._process

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self._on_reply(json.loads(bytes(self._process.readLine().data())))
        if not self._requested:
            self.drawn.emit()

    def _on_reply(self, reply: dict[str, Any]) -> None:
        formula, svg = reply.pop("formula"), reply.pop("svg").encode()
        if len(self._drawings) >= _MAX_DRAWINGS:
            self._drawings.clear()
        self._drawings[formula] = Drawing(svg, **reply) if svg else None
        self._requested.discard(formula)

    @Slot()
    def _ended(self) -> None:
        """The child died: its formulas stay text, and the next request starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._crashes += 1
        _log.warning("the drawing child ended (%d)", self._crashes)
        self._drawings.update(dict.fromkeys(self._requested))
        self._requested.clear()
