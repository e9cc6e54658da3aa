"""The base of dialogs: 560 px wide, named rows, buttons at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.widgets.basics import describe, label

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from paperdesk.desktop.theme.theme import Theme

_WIDE, _PADDING, _NAMES = 560, 24, 112


class Dialog(QDialog):
    """A modal dialog that deletes itself when it is closed. Esc closes it and changes nothing."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setFixedWidth(theme.px(_WIDE))
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [px(_PADDING)]))
        column.setSpacing(0)
        head = label("page", self)
        head.setText(title)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, px(16), 0, px(24))
        self._rows.setHorizontalSpacing(0)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnMinimumWidth(0, px(_NAMES))
        self._rows.setColumnStretch(1, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(8))
        self._buttons.addStretch(1)
        column.addWidget(head)
        column.addLayout(self._rows)
        column.addStretch(1)
        column.addLayout(self._buttons)

    def fit(self) -> None:
        """Be as high as the rows that are shown."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        wraps = layout.hasHeightForWidth()
        high = (
            layout.totalHeightForWidth(self.width()) if wraps else layout.totalSizeHint().height()
        )
        self.setFixedHeight(high)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit before it is seen."""
        self.fit()
        super().showEvent(event)

    def add_row(self, name: str, *parts: QWidget) -> None:
        """Add parts one below the other, named at the left of the first."""
        row = self._rows.rowCount()
        named = label("meta", self)
        named.setText(name)
        named.setBuddy(parts[0])
        named.setFixedHeight(self.theme.px(32))
        self._rows.setRowMinimumHeight(row, self.theme.px(12))
        self._rows.addWidget(named, row + 1, 0, Qt.AlignmentFlag.AlignTop)
        for place, part in enumerate(parts, row + 1):
            self._rows.addWidget(part, place, 1)

    def beside(self, field: QWidget, *others: QWidget) -> QWidget:
        """Parts in one line; the first is as wide as it may be."""
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        row.addWidget(field, 1)
        for other in others:
            row.addWidget(other)
        return line

    def button(self, text: str, *, primary: bool = False) -> QPushButton:
        """A button; Enter presses the one that has the focus, and else the primary one."""
        made = QPushButton(text, self)
        set_kind(made, "primary" if primary else "")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setDefault(primary)
        describe(made, text)
        return made

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put buttons at the right of the foot, the primary one last."""
        for button in buttons:
            self._buttons.addWidget(button)
