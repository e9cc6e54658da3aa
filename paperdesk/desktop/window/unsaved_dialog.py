"""Texts that cannot be stored, nor kept for the next start: to be saved elsewhere or copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.files import atomic_write, output_problem
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme

_LINES = 10


class UnsavedDialog(Dialog):
    """Shows a text; accepted when it is saved to a file, or is not wanted."""

    def __init__(
        self, theme: Theme, sentence: str, text: str, leave: str, library: Path, parent: QWidget
    ) -> None:
        """`leave`: the label of the button that gives the text up."""
        super().__init__(theme, tr("Not saved"), parent)
        self.setObjectName("unsavedDialog")
        self._library = library
        self.reason = label("body", self, wraps=True)
        self.reason.setText(sentence)
        self.reason.setContentsMargins(0, theme.px(8), 0, 0)
        self.text = QPlainTextEdit(text, self)
        self.text.setReadOnly(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES)
        describe(self.text, tr("What is not saved"))
        self.message = label("caption", self, wraps=True)
        self.message.hide()
        self.add_row(tr("What happened"), self.reason)
        self.add_row(tr("Contents"), self.text, self.message)
        self.leave_button = self.button(leave)
        self.leave_button.clicked.connect(self.accept)
        self.copy_button = self.button(tr("Copy"))
        self.copy_button.clicked.connect(self._copy)
        self.save_button = self.button(tr("Save as…"), primary=True)
        self.save_button.clicked.connect(self._save)
        self.cancel_button = self.button(tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.add_buttons(self.leave_button, self.cancel_button, self.copy_button, self.save_button)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._say(tr("Copied to the clipboard."))

    @Slot()
    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save what is not stored"), str(Path.home() / "unsaved.txt")
        )
        if not name:
            return
        path = Path(name)
        if problem := output_problem(path, self._library):
            self._say(f"{path.name}: {problem}.")
            return
        try:
            with atomic_write(path) as out:
                out.write(self.text.toPlainText())
        except OSError as error:
            reason = error.strerror or error
            self._say(tr("{file} cannot be written: {reason}.", file=path.name, reason=reason))
            return
        self.accept()

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.show()
        self.fit()
