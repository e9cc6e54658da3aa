"""The log: `paperdesk.log` in the library's folder, a megabyte at most, and one before it."""

from __future__ import annotations

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import TextIOWrapper
    from pathlib import Path

_FILE = "paperdesk.log"


class _LogFile(RotatingFileHandler):
    """A log that never stands in the way, and that takes what a crash of Python has to say."""

    def __init__(self, folder: Path, *, crashes: bool) -> None:
        self._crashes = crashes
        super().__init__(
            folder / _FILE,
            maxBytes=1_000_000,
            backupCount=1,
            encoding="utf-8",
            delay=not crashes,
        )

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        if self._crashes:
            faulthandler.enable(stream)  # anew after each rotation
        return stream

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Lose the line: a disk that is full must not print a traceback for it."""


def start(
    folder: Path, *, verbose: bool = False, crashes: bool = False, others: Sequence[Path] = ()
) -> None:
    """Write what `paperdesk.*` loggers say to the folder's log; `verbose` adds it to stderr.

    With `crashes`, where Python crashed is written there, too. `others`: folders for the log if
    that one cannot be written, each made if missing.
    """
    logger = logging.getLogger("paperdesk")
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    if verbose:
        logger.addHandler(logging.StreamHandler())
    for each in (folder, *others):
        try:
            if each in others:
                each.mkdir(parents=True, exist_ok=True)
            file = _LogFile(each, crashes=crashes)
        except OSError:
            continue
        file.setFormatter(
            logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s %(message)s")
        )
        logger.addHandler(file)
        return
