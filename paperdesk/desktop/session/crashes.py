"""Reports of unexpected errors in this process and its children, each shown once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

_MOST = 100
"""Different reports that are remembered."""


class Crashes(QObject):
    """Collects reports from any thread."""

    reported = Signal(str)
    """A report that was not shown before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: set[str] = set()

    @classmethod
    def of_application(cls) -> Crashes:
        """The one of the application."""
        app = QCoreApplication.instance()
        assert app is not None
        return app.findChild(cls) or cls(app)

    @Slot(str)
    def add(self, report: str) -> None:
        """Emit `reported` unless this report was shown already: a paint may fail at every frame."""
        if report not in self._shown and len(self._shown) < _MOST:
            self._shown.add(report)
            self.reported.emit(report)
