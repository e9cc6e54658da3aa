"""The filters of a receipt: by outcome and by title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QToolButton, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.importing.receipt import texts as receipt_texts
from paperdesk.desktop.importing.receipt.texts import KINDS
from paperdesk.desktop.widgets.basics import describe
from paperdesk.desktop.widgets.flow_layout import FlowLayout
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.receipt import Kind, Receipt

_RARE = ("repeated", "unused")
"""Filters hidden while no row has this outcome; the others are always visible."""


class ReceiptFilters(QWidget):
    """A button per outcome with its count, and a field; `changed` if `kind` or `text` changes."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: dict[Kind | None, QToolButton] = {}
        self._group = QButtonGroup(self)
        kinds = QWidget(self)
        flow = FlowLayout(kinds, theme.px(4))
        for kind in (None, *KINDS):
            self._buttons[kind] = button = QToolButton(kinds)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button)
            flow.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(kinds, 1)
        row.addWidget(self._build_field(), 0, Qt.AlignmentFlag.AlignTop)
        self._buttons[None].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def kind(self) -> Kind | None:
        """The selected outcome; None for all."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    @property
    def text(self) -> str:
        """The text to find in titles."""
        return self.field.text().strip()

    def show_counts(self, receipt: Receipt) -> None:
        """Show the counts of a receipt; select all if the selected outcome has no rows."""
        if self.kind is not None and not receipt.count(self.kind):
            self._buttons[None].setChecked(True)
        for kind, button in self._buttons.items():
            count = wording.number(receipt.count(kind))
            name, explanation = receipt_texts.FILTERS[kind]
            button.setText(f"{name} {count}")
            describe(button, explanation.format(count=count))
            button.setEnabled(kind is None or count != "0")
            button.setVisible(kind not in _RARE or count != "0")
        self._set_fonts()

    def reset(self) -> None:
        """Show all rows, without emitting `changed`."""
        self._buttons[None].setChecked(True)
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    def _build_field(self) -> QLineEdit:
        self.field = field = QLineEdit(self)
        field.setPlaceholderText(tr("Find in this receipt"))
        describe(field, tr("Find in this receipt"), tr("words of a title"))
        field.setFixedWidth(self._theme.px(220))
        field.textChanged.connect(self.changed)
        return field

    def _set_fonts(self) -> None:
        """Make the selected button bold; all have the width of bold text, so that none moves."""
        bold = self._theme.font(13, 600)
        for button in self._buttons.values():
            button.setFont(bold if button.isChecked() else self._theme.font(13))
            width = button.fontMetrics().horizontalAdvance(button.text())
            button.setFixedSize(width + self._theme.px(18), self._theme.px(28))

    @Slot()
    def _on_clicked(self) -> None:
        self._set_fonts()
        self.changed.emit()
