"""The fields of the preview: date, format and encoding, with their evidence below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.importing.preview import texts as words
from paperdesk.desktop.importing.preview.inputs import ChoiceBox, RingedField, RoleLabel
from paperdesk.model.preview import Choices, Preview
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout

    from paperdesk.desktop.theme.theme import Theme

DEBOUNCE_MS = 400
"""Delay after the last key in the date field before the date is applied."""
_SET_BY_USER = tr("Set by you.")
_DATE_WIDTH = 364
"""Most evidence of dates fits in it."""


class PreviewFields(QWidget):
    """Date, format and encoding, as recognised until the user sets them. 104 px high."""

    changed = Signal()
    """`choices()` or the validity of the date changed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview = Preview("")
        self.date = RingedField(theme, self)
        self.format = ChoiceBox(theme, tr("Format"), self)
        self.encoding = ChoiceBox(theme, tr("Encoding"), self)
        self._evidence = tuple(_EvidenceLabel(theme, wide, self) for wide in (_DATE_WIDTH, 0, 0))
        self._debounce = QTimer(self, singleShot=True)
        self._debounce.setInterval(DEBOUNCE_MS)
        self._debounce.timeout.connect(self.apply)
        self.date.textEdited.connect(self._start_debounce)
        self.date.editingFinished.connect(self._refill)
        self.format.activated.connect(self.apply)
        self.encoding.activated.connect(self.apply)
        self._arrange()

    def offer(self, formats: Sequence[tuple[str, str]], encodings: Sequence[str]) -> None:
        """Offer formats (name, label) and encodings."""
        self.format.offer(list(formats))
        self.encoding.offer([(name, name.upper()) for name in encodings])

    def set_choices(self, choices: Choices) -> None:
        """Show earlier choices, without emitting `changed`."""
        self.stop()
        self.date.setText(wording.day(choices.date) if choices.date else "")
        self.date.setModified(bool(choices.date))
        self.format.choose(choices.format)
        self.encoding.choose(choices.encoding)

    def show_preview(self, preview: Preview) -> None:
        """Show what was recognised; the user's choices stay."""
        self._preview = preview
        day = words.page_day(preview)
        if not self.date.isModified() and self.date.text() != day:
            self.date.setText(day)
        self.date.setPlaceholderText(words.day_hint(preview))
        self.format.set_recognised(preview.format_label or preview.format)
        self.encoding.set_recognised(preview.encoding.upper())
        self._show_evidence()

    def choices(self) -> Choices:
        """Return what the user set; an invalid date counts as none."""
        typed = words.typed_day(self.date.text()) if self.date.isModified() else ""
        return Choices(typed or "", self.format.value(), self.encoding.value())

    def is_invalid(self) -> bool:
        """Return whether the typed date is invalid."""
        return self.date.isModified() and words.typed_day(self.date.text()) is None

    def is_pending(self) -> bool:
        """Return whether a typed date is not applied yet."""
        return self._debounce.isActive()

    @Slot()
    def apply(self) -> None:
        """Apply the fields as they are now."""
        self.stop()
        self._show_evidence()
        self.changed.emit()

    def stop(self) -> None:
        """Cancel the pending change."""
        self._debounce.stop()

    @Slot()
    def _start_debounce(self) -> None:
        self._debounce.start()

    @Slot()
    def _refill(self) -> None:
        """Show the recognised date again in an empty field."""
        if not self.date.text().strip():
            self.date.setText(words.page_day(self._preview))

    def _show_evidence(self) -> None:
        """Show the evidence below the fields, and the ring of the date."""
        day, role = words.day_evidence(self._preview)
        if self.is_invalid():
            day, role = words.wrong_day(self.date.text()), "bad"
        needs_year = role == "warn" and words.is_year_unknown(self._preview)
        self.date.set_ring(role if needs_year or role == "bad" else "")
        format_text = (
            _SET_BY_USER if self.format.value() else wording.sentence(self._preview.format_reason)
        )
        encoding_text = (
            _SET_BY_USER
            if self.encoding.value()
            else wording.sentence(self._preview.encoding_reason)
        )
        fields = (self.date, self.format, self.encoding)
        texts = ((day, role), (format_text, "text2"), (encoding_text, "text2"))
        for field, line, (text, colour) in zip(fields, self._evidence, texts, strict=True):
            line.set_text(text, colour)
            field.setAccessibleDescription(text)

    def _arrange(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(16), px(24), px(16))
        row.setSpacing(px(24))
        fields = ((self.date, 160), (self.format, 224), (self.encoding, 128))
        names = (tr("Date of the page"), tr("Format"), tr("Encoding"))
        for (field, wide), name, line in zip(fields, names, self._evidence, strict=True):
            field.setFixedSize(px(wide), px(32))
            # Otherwise the column could not grow beyond its field.
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            field.setAccessibleName(name)
            row.addLayout(self._column(name, field, line))
        row.addStretch(1)
        self.setFixedHeight(px(104))

    def _column(self, name: str, field: QWidget, line: RoleLabel) -> QLayout:
        px = self._theme.px
        head = RoleLabel(self._theme, 12, 500, self)
        head.set_text(name)
        head.setBuddy(field)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        for label in (head, line):
            label.setFixedHeight(px(16))
        column.addWidget(head)
        column.addWidget(field)
        column.addWidget(line)
        return column


class _EvidenceLabel(RoleLabel):
    """The evidence for a field. Its size hint never shrinks, so that the fields do not move."""

    def __init__(self, theme: Theme, wide: int, parent: QWidget) -> None:
        super().__init__(theme, 12, 400, parent)
        self._widest = theme.px(wide)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        self._widest = max(self._widest, hint.width())
        return QSize(self._widest, hint.height())
