"""A field for a folder that exists, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit

from paperdesk.desktop.widgets.basics import label, set_tip
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QPushButton, QWidget

    from paperdesk.desktop.theme.theme import Theme


class FolderField(QLineEdit):
    """The field; `button` lets the user choose, `caption` explains, `missing` says what is wrong.

    Enter, leaving the field and the button apply what is in it.
    """

    applied = Signal(str)
    """The folder, or an empty text."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        folder: str,
        explained: str,
        button: QPushButton,
        parent: QWidget,
    ) -> None:
        super().__init__(folder, parent)
        self._name = name
        self.folder = folder
        """The folder applied last."""
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("None"))
        self.button = button
        self.caption = label("caption", parent, wraps=True)
        self.caption.setText(explained)
        self.missing = ElidedLabel("bad", parent)
        self.missing.hide()
        for line in (self.caption, self.missing):
            line.setContentsMargins(0, theme.px(4), 0, 0)
        self.editingFinished.connect(self.apply)
        button.clicked.connect(self._choose)

    @Slot()
    def apply(self) -> None:
        """Take the folder; if it does not exist, say so and keep the previous one."""
        text = self.text().strip()
        folder = str(Path(text).expanduser()) if text else ""
        missing = bool(folder) and not _is_folder(folder)
        self.missing.setText(tr("There is no folder {folder}.", folder=folder))
        set_tip(self.missing, self.missing.text())
        self.missing.setVisible(missing)
        self.caption.setVisible(not missing)
        if not missing:
            self.folder = folder
            self.applied.emit(folder)

    @Slot()
    def _choose(self) -> None:
        start = self.text() or str(Path.home())
        if name := QFileDialog.getExistingDirectory(self, self._name, start):
            self.setText(name)
            self.apply()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Apply the folder on Enter, without closing the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False
