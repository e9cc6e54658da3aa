"""The form of every field of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.editing.field_row import FieldRow
from paperdesk.desktop.widgets.basics import describe, hairline, label, set_tip
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.model.edited_fields import EDITABLE
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.edits import SetField
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

_WIDE, _HIGH, _MIN_HIGH = 720, 720, 320
_NAMED_FIELDS = 3


class DetailsForm(Dialog):
    """Saves nothing itself. What was typed is left only by Save, or by Discard after a question."""

    saved = Signal(object)
    """tuple[SetField, ...]: at least one."""

    def __init__(
        self, theme: Theme, stored: StoredPaper, imported: Paper, parent: QWidget | None
    ) -> None:
        super().__init__(theme, tr("Edit details"), parent)
        self.setObjectName("detailsForm")
        self.setFixedWidth(theme.px(_WIDE))
        self._asking = False
        self.message = label("meta", self, wraps=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fields = fields = QWidget(self)
        fields.setProperty("pane", "list")
        self.rows = {
            field.name: FieldRow(theme, field, stored, imported, fields) for field in EDITABLE
        }
        self._area = self._scroll_area(fields)
        self.cancel_button = self.button(tr("Cancel"))
        self.save_button = self.button(tr("Save"), primary=True)
        set_tip(self.save_button, f"{tr('Save')} (Ctrl+Return)")
        self._arrange()
        self._connect()
        self._refresh()

    def _scroll_area(self, fields: QWidget) -> QScrollArea:
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, self.theme.px(12), 0)
        column.setSpacing(0)
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(fields)
        return area

    def _arrange(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        self._rows.setContentsMargins(0, 0, 0, self.theme.px(8))
        layout.insertWidget(2, self._area, 1_000)
        layout.insertWidget(3, hairline(self))
        layout.insertSpacing(4, self.theme.px(16))
        self._buttons.addWidget(self.message, 1_000)
        self.add_buttons(self.cancel_button, self.save_button)

    def _connect(self) -> None:
        for row in self.rows.values():
            row.changed.connect(self._refresh)
            row.focused.connect(self._reveal)
        self.cancel_button.clicked.connect(self._cancel)
        self.save_button.clicked.connect(self.save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.save)

    def fit(self) -> None:
        """As high as the window around it leaves room for."""
        parent = self.parentWidget()
        room = parent.height() - self.theme.px(64) if parent else self.theme.px(_HIGH)
        self.setFixedHeight(max(min(self.theme.px(_HIGH), room), self.theme.px(_MIN_HIGH)))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field."""
        super().showEvent(event)
        self.rows["title"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def update_paper(self, stored: StoredPaper, imported: Paper) -> None:
        """Show what was changed elsewhere, but for fields that were changed here."""
        for row in self.rows.values():
            row.update_paper(stored, imported)
        if not self._asking:
            self._refresh()

    # Saving and leaving

    @Slot()
    def save(self) -> None:
        """Save what was changed, or go to the first field whose text does not fit."""
        wrong = [row for row in self.rows.values() if not row.check()]
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(wrong[0])
            message = tr_n(
                "{n} field to correct; nothing is saved yet.",
                "{n} fields to correct; nothing is saved yet.",
                len(wrong),
            )
            self._say(message, bad=True)
            return
        if edits := self._edits():
            self.saved.emit(edits)  # the receiver accepts
        else:
            self.accept()

    def _edits(self) -> tuple[SetField, ...]:
        found = (row.edit() for row in self.rows.values())
        return tuple(edit for edit in found if edit is not None)

    def reject(self) -> None:
        """Esc: leave at once if nothing was changed, else ask; Esc again goes back to the form."""
        if self._asking:
            self._refresh()
        elif not self._touched():
            super().reject()
        else:
            self._ask()

    @Slot()
    def _cancel(self) -> None:
        if self._asking or not self._touched():
            super().reject()
        else:
            self._ask()

    def _touched(self) -> list[str]:
        """The names of the changed fields, in a sentence."""
        rows = self.rows.values()
        return [wording.editable_name(row.field.name) for row in rows if row.is_touched()]

    def _ask(self) -> None:
        names = self._touched()
        if len(names) <= _NAMED_FIELDS:
            fields = wording.word_list(names)
            message = tr("Your changes to {fields} are not saved.", fields=fields)
        else:
            message = tr_n(
                "Your changes to {n} field are not saved.",
                "Your changes to {n} fields are not saved.",
                len(names),
            )
        self._say(message, bad=True)
        self._asking = True
        self.cancel_button.setText(tr("Discard changes"))
        describe(self.cancel_button, tr("Discard changes"))

    def show_error(self, sentence: str) -> None:
        """Say why nothing could be saved; the form stays."""
        self._say(sentence, bad=True)

    @Slot()
    def _refresh(self) -> None:
        self._asking = False
        self.cancel_button.setText(tr("Cancel"))
        describe(self.cancel_button, tr("Cancel"), "Esc", own=True)
        names = self._touched()
        said = tr_n("{n} field changed", "{n} fields changed", len(names)) if names else ""
        twice = [each.field.name for each in self.rows.values() if each.replaces_another]
        if twice:
            fields = wording.word_list(list(map(wording.editable_name, twice)))
            said = tr("Changed elsewhere too: {fields}. Save replaces that.", fields=fields)
        self._say(said, bad=bool(twice))

    def _say(self, text: str, *, bad: bool = False) -> None:
        kind = "bad" if bad else "meta"
        if self.message.property("kind") != kind:
            self.message.setProperty("kind", kind)
            self.message.style().polish(self.message)
        self.message.setText(text)

    @Slot(QWidget)
    def _reveal(self, row: FieldRow) -> None:
        """Scroll to a row, whole if it fits."""
        fields = self._fields
        place = QRect(row.mapTo(fields, row.rect().topLeft()), row.size())
        bar, view = self._area.verticalScrollBar(), self._area.viewport().height()
        if place.bottom() > bar.value() + view:
            bar.setValue(place.bottom() - view + 1)
        if place.top() < bar.value():
            bar.setValue(place.top())
