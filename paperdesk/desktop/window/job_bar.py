"""The bar of a long job, at the bottom of list and reader while one runs.

bar = JobBar(theme, parent)                       objectName `jobBar`, hidden
bar.show_job("Importing search.txt", "64 of 113 papers, 58 added", done=64, total=113)
bar.hide_job()
bar.cancelled                                     Cancel was pressed; it can be once a job
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from paperdesk.desktop.widgets.basics import describe, label

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme


class JobBar(QFrame):
    """40 high: name, bar, counts, Cancel."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setObjectName("jobBar")
        self.setProperty("pane", "jobs")
        self.setFixedHeight(theme.row(40))
        self._name = label("strong", self)
        self._counts = label("meta", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(px(160), px(4))
        self.bar.setAccessibleName("Progress")
        self.cancel_button = QPushButton("Cancel", self)
        self.cancel_button.setProperty("kind", "flat")
        self.cancel_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self.cancel_button, "Cancel the import")
        self.cancel_button.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(9), 0)
        row.setSpacing(px(12))
        row.addWidget(self._name)
        row.addWidget(self.bar)
        row.addWidget(self._counts)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        self.hide()

    def show_job(self, name: str, counts: str, done: int = 0, total: int = 0) -> None:
        """Show where a job is; without a total there is no bar."""
        if self.isHidden() or self._name.text() != name:
            self.cancel_button.setEnabled(True)
        self._name.setText(name)
        self._counts.setText(counts)
        self.bar.setVisible(total > 0)
        if total > 0:
            self.bar.setRange(0, total)
            self.bar.setValue(min(done, total))
        self.show()

    def hide_job(self) -> None:
        """The job is over."""
        self.hide()

    @Slot()
    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.cancelled.emit()
