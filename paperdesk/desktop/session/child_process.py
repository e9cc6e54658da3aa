"""How the window starts a child: the same Paperdesk, by the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QProcessEnvironment, Signal, Slot

from paperdesk import crash_reports, frozen
from paperdesk.desktop.session.crashes import Crashes
from paperdesk.desktop.session.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject


class Child(QProcess):
    """A process that emits the reports of its unexpected errors; it writes its log itself."""

    crashed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._line = b""
        self.last_error = ""
        """The last other line on its standard error."""
        self.readyReadStandardError.connect(self._read_errors)

    @Slot()
    def _read_errors(self) -> None:
        *lines, self._line = (self._line + self.readAllStandardError().data()).split(b"\n")
        for line in lines:
            report = crash_reports.read_line(line)
            if report is not None:
                self.crashed.emit(report)
            else:
                self.last_error = line.decode("utf-8", "replace").strip()
                Damage.of_application().add_line(self.last_error)


def child(parent: QObject, library: Path, arguments: Sequence[str]) -> Child:
    """A process, not yet started, that runs a verb on a library.

    Its standard input stays open as long as we live: children end when it closes.
    """
    process = Child(parent)
    process.crashed.connect(Crashes.of_application().add)
    process.setProgram(sys.executable)
    process.setArguments(
        [
            *([] if frozen.is_frozen() else ["-m", "paperdesk"]),
            *("--library", str(library), *arguments),
        ]
    )
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONIOENCODING", "utf-8")
    environment.insert("PYTHONUNBUFFERED", "1")
    environment.insert(crash_reports.CHILD_VARIABLE, "1")
    process.setProcessEnvironment(environment)
    return process
