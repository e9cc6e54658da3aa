"""How the window starts a child: the same Paperdesk, by the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QProcessEnvironment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject


def child(parent: QObject, library: Path, arguments: Sequence[str]) -> QProcess:
    """A process, not yet started, that runs a verb on a library.

    Its standard input stays open as long as we live: children end when it closes.
    """
    process = QProcess(parent)
    frozen = getattr(sys, "frozen", False)
    process.setProgram(sys.executable)
    process.setArguments(
        [*([] if frozen else ["-m", "paperdesk"]), "--library", str(library), *arguments]
    )
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONIOENCODING", "utf-8")
    environment.insert("PYTHONUNBUFFERED", "1")
    process.setProcessEnvironment(environment)
    process.setStandardErrorFile(QProcess.nullDevice())  # children write to the library's log
    return process
