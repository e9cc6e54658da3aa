"""What must not happen during a soak: exceptions, warnings, growth, slow actions."""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QtMsgType, qInstallMessageHandler

if TYPE_CHECKING:
    from types import TracebackType

_KNOWN = re.compile(
    r"^This plugin does not support|^Detected locale .* not UTF-8"
    r"|^(Keyboard|Mouse) event .*not accepted by receiving widget"
)
"""Messages of Qt's offscreen platform, as in pyproject.toml, and of QTest about what it sends."""
_WARM_UP = 60.0
"""Seconds until caches are filled and every page was built; growth counts from then on."""
_MB = 1 << 20


@dataclass
class Problems(logging.Handler):
    """Collects exceptions, warnings of Qt, and log records from WARNING on."""

    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    def install(self) -> None:
        """Listen in this process; call it once the window is open, which has hooks of its own."""
        logging.getLogger().addHandler(self)
        qInstallMessageHandler(self._message)
        before = sys.excepthook

        def hook(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            self.found.append("".join(traceback.format_exception(kind, error, trace)))
            before(kind, error, trace)

        sys.excepthook = hook
        sys.unraisablehook = lambda said: self.found.append(f"unraisable: {said.exc_value!r}")

    def emit(self, record: logging.LogRecord) -> None:
        """A log record."""
        text = self.format(record)
        self.found.append(f"{record.name}: {text}")

    def _message(self, kind: QtMsgType, context: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not _KNOWN.search(text):
            self.found.append(f"Qt: {text}")

    __hash__ = logging.Handler.__hash__


@dataclass
class Sample:
    """The process at one moment."""

    seconds: float
    memory: float
    files: int
    widgets: int


class Growth:
    """Samples memory, open files and widgets."""

    def __init__(self) -> None:
        self._process, self._start = psutil.Process(), time.monotonic()
        self.samples: list[Sample] = []

    def sample(self, widgets: int) -> Sample:
        """Take a sample."""
        seconds = time.monotonic() - self._start
        memory = self._process.memory_info().rss / _MB
        taken = Sample(seconds, memory, self._process.num_fds(), widgets)
        self.samples.append(taken)
        return taken

    def report(self) -> tuple[str, bool]:
        """What the first and last third after the warm-up had, and whether they are alike."""
        steady = [each for each in self.samples if each.seconds > _WARM_UP]
        third = len(steady) // 3
        if third < 3:
            return "too short to measure growth", True
        lines, flat = [], True
        for name, attribute, middle, most in (
            ("memory, MB", "memory", median, 40.0),
            ("open files", "files", median, 8.0),
            ("widgets at least", "widgets", min, 150.0),  # a page that is open has many
        ):
            first = middle(getattr(each, attribute) for each in steady[:third])
            last = middle(getattr(each, attribute) for each in steady[-third:])
            lines.append(f"{name}: {first:.0f} to {last:.0f}")
            flat = flat and last - first <= most
        return "; ".join(lines), flat
