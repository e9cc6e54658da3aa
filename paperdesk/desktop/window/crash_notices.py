"""One quiet line for an unexpected error, with a report to copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.session.crashes import Crashes
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.window.notice import Notice

SENTENCE = tr("Something went wrong in Paperdesk. What is stored stays, and you can go on.")
_LINES = 12


class CrashNotices(QObject):
    """Shows a notice for each report."""

    def __init__(self, crashes: Crashes, notice: Notice, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._notice, self._theme, self._window = notice, theme, window
        # Queued: the error may be one of a paint, in which nothing may be shown.
        crashes.reported.connect(self._offer, Qt.ConnectionType.QueuedConnection)

    @Slot(str)
    def _offer(self, report: str) -> None:
        self._notice.ask(SENTENCE, ((tr("Show report"), partial(self._show, report)),))

    def _show(self, report: str) -> None:
        CrashReportDialog(self._theme, report, self._window).open()


class CrashReportDialog(Dialog):
    """Shows a report as it is, and copies it."""

    def __init__(self, theme: Theme, report: str, parent: QWidget) -> None:
        super().__init__(theme, tr("Error report"), parent)
        self.setObjectName("crashReport")
        explained = label("body", self, wraps=True)
        explained.setText(
            tr(
                "This is all the report says. It has no titles, notes, searches or names of files; "
                "paperdesk.log in the library's folder says more, and stays with you."
            )
        )
        self.text = QPlainTextEdit(report, self)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.px(12))
        self.text.setFont(font)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES)
        describe(self.text, tr("Error report"))
        self.add_row(tr("Contents"), explained)
        self.add_row(tr("Report"), self.text)
        close = self.button(tr("Close"))
        close.clicked.connect(self.reject)
        self.copy_button = self.button(tr("Copy"), primary=True)
        self.copy_button.clicked.connect(self._copy)
        self.add_buttons(close, self.copy_button)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.accept()
