"""The lines above the rows of a receipt: error, notes and the correction of the date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from paperdesk.desktop.importing.receipt import texts as receipt_texts
from paperdesk.desktop.widgets.basics import IconBox, describe, label
from paperdesk.errors import UsageError
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.receipt import Receipt


class IconLine(QWidget):
    """Text with an icon, hidden while it is empty."""

    def __init__(self, theme: Theme, icon: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label("bad" if role == "bad" else "meta", self, wraps=True, selectable=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, theme.px(8), 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(IconBox(theme, icon, role, 16, self), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)

    def show_text(self, text: str) -> None:
        """Show a text; empty hides the line."""
        self._label.setText(text)
        self.setHidden(not text)


class DateCorrection(QWidget):
    """A button that opens a field for the date; `date_entered` has a year or a day."""

    date_entered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.open_button = QPushButton(tr("Correct the date"), self)
        self.open_button.setProperty("kind", "link")
        describe(self.open_button, tr("Correct the date of the whole file"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("2025 or 2025-11-18"))
        self.field.setAccessibleName(tr("Year or day of the page"))
        self.field.setFixedWidth(theme.px(160))
        self.field.installEventFilter(self)
        self.set_button = QPushButton(tr("Correct"), self)
        describe(self.set_button, tr("Correct the date of the whole file"), "Enter", own=True)
        self._problem = label("bad", self)
        for button in (self.open_button, self.set_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self.open_button, self.field, self.set_button, self._problem):
            row.addWidget(part)
        row.addStretch(1)
        self.open_button.clicked.connect(self._open)
        self.set_button.clicked.connect(self._submit)
        self.field.returnPressed.connect(self._submit)
        self.field.textChanged.connect(self._problem.clear)
        self.close_field()

    def show_receipt(self, receipt: Receipt) -> None:
        """Show the button if the notes of a receipt mention its date."""
        self.close_field()
        has_date = receipt.dump is not None and receipt_texts.mentions_date(receipt.notes)
        self.setVisible(has_date)

    @Slot()
    def close_field(self) -> None:
        """Hide the field, so that only the button is visible."""
        self.field.clear()
        self._set_open(False)

    def _set_open(self, is_open: bool) -> None:
        self.open_button.setVisible(not is_open)
        for part in (self.field, self.set_button, self._problem):
            part.setVisible(is_open)
        # Align the edge of the field, or the text of the button, with the note above.
        px = self._theme.px
        self.setContentsMargins(px(24 if is_open else 16), px(8 if is_open else 4), 0, 0)

    @Slot()
    def _open(self) -> None:
        self._set_open(True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _submit(self) -> None:
        from paperdesk.formats.reading.source import (
            year_or_day,  # takes 100 ms to import
        )

        date = self.field.text().strip()
        try:
            year_or_day(date)
        except UsageError:
            self._problem.setText(tr("Type a year (2025) or a day (2025-11-18)."))
            return
        self.close_field()
        self.date_entered.emit(date)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc close the field instead of the page."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self.close_field()
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False
