"""The band of the preview: date, format and encoding, each with what it was taken from below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.importing.preview import texts as words
from paperdesk.desktop.importing.preview.inputs import ChoiceBox, RingedField, RoleLabel
from paperdesk.model.preview import Choices, Preview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout

    from paperdesk.desktop.theme.theme import Theme

DEBOUNCE_MS = 400
"""After the last key in the date field, until what it says is taken."""
_CHOSEN = "As you chose."
_DATE_WIDE = 364
"""What is said of the date mostly fits in it."""


class PreviewFields(QWidget):
    """104 high. What the user does not touch is as it was recognised."""

    changed = Signal()
    """`choices()` are others, or the date is wrong, or no longer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview = Preview("")
        self.date = RingedField(theme, self)
        self.format = ChoiceBox(theme, "Format", self)
        self.encoding = ChoiceBox(theme, "Encoding", self)
        self._evidence = tuple(_Evidence(theme, wide, self) for wide in (_DATE_WIDE, 0, 0))
        self._settling = QTimer(self, singleShot=True)
        self._settling.setInterval(DEBOUNCE_MS)
        self._settling.timeout.connect(self.warm_up)
        self.date.textEdited.connect(self._start_settling)
        self.date.editingFinished.connect(self._refill)
        self.format.activated.connect(self.warm_up)
        self.encoding.activated.connect(self.warm_up)
        self._arrange()

    def offer(self, formats: Sequence[tuple[str, str]], encodings: Sequence[str]) -> None:
        """Offer these formats, name and label of each, and encodings."""
        self.format.offer(list(formats))
        self.encoding.offer([(name, name.upper()) for name in encodings])

    def set_choices(self, choices: Choices) -> None:
        """Put choices made before, or none, into the fields; `changed` does not tell."""
        self.stop()
        self.date.setText(wording.day(choices.date) if choices.date else "")
        self.date.setModified(bool(choices.date))
        self.format.choose(choices.format)
        self.encoding.choose(choices.encoding)

    def show_preview(self, preview: Preview) -> None:
        """Show what was recognised; what the user typed or chose stays."""
        self._preview = preview
        day = words.page_day(preview)
        if not self.date.isModified() and self.date.text() != day:
            self.date.setText(day)
        self.date.setPlaceholderText(words.day_hint(preview))
        self.format.set_recognised(preview.format_label or preview.format)
        self.encoding.set_recognised(preview.encoding.upper())
        self._say()

    def choices(self) -> Choices:
        """What the user set; a wrong date is none."""
        typed = words.typed_day(self.date.text()) if self.date.isModified() else ""
        return Choices(typed or "", self.format.value(), self.encoding.value())

    def is_wrong(self) -> bool:
        """Whether something was typed that is no date."""
        return self.date.isModified() and words.typed_day(self.date.text()) is None

    def is_settling(self) -> bool:
        """Whether a date was typed just now that is not taken yet."""
        return self._settling.isActive()

    @Slot()
    def warm_up(self) -> None:
        """Take what is typed as it is now."""
        self.stop()
        self._say()
        self.changed.emit()

    def stop(self) -> None:
        """What was typed last is not to be told any more."""
        self._settling.stop()

    @Slot()
    def _start_settling(self) -> None:
        self._settling.start()

    @Slot()
    def _refill(self) -> None:
        """A field that is left empty shows again what was recognised."""
        if not self.date.text().strip():
            self.date.setText(words.page_day(self._preview))

    def _say(self) -> None:
        """The evidence under the fields, and the ring of the first."""
        day, role = words.day_evidence(self._preview)
        if self.is_wrong():
            day, role = words.wrong_day(self.date.text()), "bad"
        wants_year = role == "warn" and words.is_year_unknown(self._preview)
        self.date.set_ring(role if wants_year or role == "bad" else "")
        form = _CHOSEN if self.format.value() else words.sentence(self._preview.format_reason)
        code = _CHOSEN if self.encoding.value() else words.sentence(self._preview.encoding_reason)
        fields = (self.date, self.format, self.encoding)
        said = ((day, role), (form, "text2"), (code, "text2"))
        for field, line, (text, colour) in zip(fields, self._evidence, said, strict=True):
            line.say(text, colour)
            field.setAccessibleDescription(text)

    def _arrange(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(16), px(24), px(16))
        row.setSpacing(px(24))
        fields = ((self.date, 160), (self.format, 224), (self.encoding, 128))
        names = ("Date of the page", "Format", "Encoding")
        for (field, wide), name, line in zip(fields, names, self._evidence, strict=True):
            field.setFixedSize(px(wide), px(32))
            # Only so may the column grow beyond its field.
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            field.setAccessibleName(name)
            row.addLayout(self._column(name, field, line))
        row.addStretch(1)
        self.setFixedHeight(px(104))

    def _column(self, name: str, field: QWidget, line: RoleLabel) -> QLayout:
        px = self._theme.px
        head = RoleLabel(self._theme, 12, 500, self)
        head.say(name)
        head.setBuddy(field)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        for label in (head, line):
            label.setFixedHeight(px(16))
        column.addWidget(head)
        column.addWidget(field)
        column.addWidget(line)
        return column


class _Evidence(RoleLabel):
    """What a field was taken from. It never wants less room than before: fields stay in place."""

    def __init__(self, theme: Theme, wide: int, parent: QWidget) -> None:
        super().__init__(theme, 12, 400, parent)
        self._widest = theme.px(wide)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        self._widest = max(self._widest, hint.width())
        return QSize(self._widest, hint.height())
