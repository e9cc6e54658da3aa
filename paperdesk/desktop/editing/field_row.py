"""A field of a paper in the form: its editor, where its value comes from, what is wrong with it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.editing.changes import error_in, field_edit
from paperdesk.desktop.widgets.basics import IconBox, label, set_tip
from paperdesk.desktop.widgets.controls import ComboBox
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.desktop.widgets.growing_text import GrowingText
from paperdesk.model.edited_fields import TYPES, field_text
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.edited_fields import EditableField
    from paperdesk.model.edits import SetField
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

NAMES, ORIGINS = 104, 152
"""Widths beside the editor."""
_LINES = {"people": (1, 8), "list": (1, 6), "text": (3, 10)}
"""Kind of field -> the least and the most lines of its editor; others have one line."""
_TITLE_LINES = (1, 4)
_HINTS = {
    "people": tr("One name a line"),
    "list": tr("One a line"),
    "date": tr("2021-06-30, 2021-06 or 2021"),
    "doi": "10.…",
    "arxiv_id": "2106.01234",
    "address": "https://",
}


class FieldRow(QWidget):
    """Shows an error once the editor is left, and again while it is corrected."""

    changed = Signal()
    focused = Signal(QWidget)
    """The row, whose editor got the keyboard focus."""

    def __init__(
        self,
        theme: Theme,
        field: EditableField,
        stored: StoredPaper,
        imported: Paper,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self.field = theme, field
        self._stored, self._imported = stored, imported
        self._taken_back = False
        self.replaces_another = False
        """Whether the field was changed elsewhere too, after it was changed here."""
        self._before = field_text(stored.paper, field)
        self.editor = self._make_editor()
        self._show_text(self._before)
        self.editor.installEventFilter(self)
        self.origin = ElidedLabel("caption", self)
        self._arrange()
        self._show_origin()
        self._connect()

    def text(self) -> str:
        """The text as it is now."""
        if isinstance(self.editor, ComboBox):
            return str(self.editor.currentData())
        if isinstance(self.editor, QLineEdit):
            return self.editor.text()
        return self.editor.toPlainText()

    def edit(self) -> SetField | None:
        """The edit that stores the text; None if it changes nothing. Raises UsageError."""
        return field_edit(
            self._stored, self._imported, self.field, self.text(), taken_back=self._taken_back
        )

    def is_touched(self) -> bool:
        """Whether the text is another one than before, also if it does not fit the field."""
        return self._taken_back or self.text() != self._before

    def update_paper(self, stored: StoredPaper, imported: Paper) -> None:
        """Show the field as it is stored now; a text that was changed here stays as it is."""
        before, touched = self._before, self.is_touched()
        self._stored, self._imported = stored, imported
        self._before = field_text(stored.paper, self.field)
        if self._before != before:
            self.replaces_another = touched and self.text() != self._before
            if not touched:
                self._add_kind(self._before)
                self._show_text(self._before)
        self._show_origin()

    @Slot()
    def check(self) -> bool:
        """Show what is wrong with the text, if anything; whether it fits."""
        error = error_in(self.field, self.text(), self._before)
        if error or self._shows_error:
            self.error.setText(error)
            row = self.error.parentWidget()
            assert row is not None
            row.setVisible(bool(error))
        self.editor.setAccessibleDescription(error or self.origin.text())
        return not error

    @Slot()
    def take_back(self) -> None:
        """Show what the dumps say."""
        self._taken_back = True
        self._show_text(field_text(self._imported, self.field))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_change()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check the text when the editor is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.check()
        elif event.type() == QEvent.Type.FocusIn:
            self.focused.emit(self)
        return False

    @Slot()
    def _on_change(self) -> None:
        self._show_origin()
        if self._shows_error:
            self.check()
        self.changed.emit()

    def _show_origin(self) -> None:
        """Say where the text comes from: from the user as soon as it is changed."""
        field, text = self.field, self.text()
        written = field.name in self._stored.edited
        as_imported = self._taken_back and text == field_text(self._imported, field)
        unsaved = not as_imported and text != self._before
        if as_imported:
            origin = tr("as imported") if text else ""
        elif unsaved:
            origin = tr("you; changed elsewhere") if self.replaces_another else tr("you, not saved")
        else:
            origin = wording.origin(self._stored, field.name)
        self.origin.setText(origin)
        tip = origin
        if self.replaces_another:
            tip = tr("{name}: {value}", name=origin, value=self._before)
        set_tip(self.origin, tip)
        self.editor.setAccessibleDescription(origin)
        if written:
            self.back_button.setVisible(unsaved or not self._taken_back)

    @property
    def _shows_error(self) -> bool:
        return "error" in self.__dict__ and bool(self.error.text())

    # Construction

    def _make_editor(self) -> QLineEdit | ComboBox | GrowingText:
        field, theme = self.field, self._theme
        if field.kind == "type":
            box = ComboBox(theme, field.label, self)
            kinds = dict.fromkeys(["", *TYPES, self._before, field_text(self._imported, field)])
            for kind in kinds:
                box.addItem(wording.type_name(kind) if kind else tr("Not known"), kind)
            return box
        if field.kind in _LINES or field.name == "title":
            title = field.name == "title"
            lines = _TITLE_LINES if title else _LINES[field.kind]
            text = GrowingText(theme, field.label, lines, self, one_paragraph=title)
            text.setPlaceholderText(_HINTS.get(field.kind, ""))
            return text
        line = QLineEdit(self)
        line.setAccessibleName(field.label)
        line.setPlaceholderText(_HINTS.get(field.kind, ""))
        return line

    def _add_kind(self, kind: str) -> None:
        """Let the list of kinds have this one."""
        if isinstance(self.editor, ComboBox) and self.editor.findData(kind) < 0:
            self.editor.addItem(wording.type_name(kind), kind)

    def _show_text(self, text: str) -> None:
        if isinstance(self.editor, ComboBox):
            self.editor.setCurrentIndex(self.editor.findData(text))
        elif isinstance(self.editor, QLineEdit):
            self.editor.setText(text)
            self.editor.setCursorPosition(0)
        else:
            self.editor.setPlainText(text)

    @cached_property
    def back_button(self) -> QPushButton:
        """Takes back what the user wrote; built for the fields that need it, as few do."""
        button = QPushButton(tr("Take back"), self)
        button.setProperty("kind", "link")
        button.setFont(self._theme.font(12))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = wording.editable_name(self.field.name)
        button.setAccessibleName(tr("Take back what you wrote as {field}", field=name))
        set_tip(button, tr("Show what the imports say"))
        button.clicked.connect(self.take_back)
        self._beside.addWidget(button)
        return button

    @cached_property
    def error(self) -> QLabel:
        """What is wrong with the text, below the editor; built with the first error."""
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, self._theme.px(2), 0, self._theme.px(2))
        layout.setSpacing(self._theme.px(6))
        error = label("bad", row, wraps=True)
        icon = IconBox(self._theme, "ph.warning-circle", "bad", 14, row)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(error, 1)
        row.hide()
        self._column.addWidget(row)
        return error

    def _arrange(self) -> None:
        px = self._theme.px
        name = label("meta", self)
        name.setText(self.field.label)
        name.setBuddy(self.editor)
        name.setFixedSize(px(NAMES), px(32))
        beside = QWidget(self)
        beside.setFixedSize(px(ORIGINS), px(32))
        origin = self._beside = QHBoxLayout(beside)
        origin.setContentsMargins(px(12), 0, 0, 0)
        origin.setSpacing(px(2))
        origin.addWidget(self.origin, 1)
        column = self._column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.editor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(4), 0, px(4))
        row.setSpacing(0)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        if isinstance(self.editor, ComboBox):
            self.editor.currentIndexChanged.connect(self._on_change)
        else:
            self.editor.textChanged.connect(self._on_change)
