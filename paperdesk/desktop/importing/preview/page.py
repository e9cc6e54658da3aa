"""The preview of an import, to check and correct before anything is stored.

page = ImportPreview(theme, parent)                     objectName `importPreview`
page.show_preview(preview, formats, encodings)          of several files: place=0, of=3
page.set_busy(True)                                     until the next `show_preview`
page.choices()                                          what the user set
page.set_marks(True)                                    the remembered choice
page.accepted  cancelled  choices_changed(Choices)  file_requested(int)  open_clicked
page.marks_chosen(bool)
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.importing.preview.fields import PreviewFields
from paperdesk.desktop.importing.preview.foot import PreviewFoot
from paperdesk.desktop.importing.preview.head import PreviewHead
from paperdesk.desktop.importing.preview.lines import Legend
from paperdesk.desktop.importing.preview.marks_choice import MarksChoice
from paperdesk.desktop.importing.preview.rows import PreviewList
from paperdesk.desktop.importing.preview.texts import facts
from paperdesk.desktop.widgets.basics import describe, hairline
from paperdesk.desktop.widgets.error_message import ErrorMessage
from paperdesk.model.preview import ARCHIVE, Choices, Preview
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ImportPreview(QWidget):
    """The preview page: Enter imports, Esc cancels. It stores nothing itself."""

    accepted = Signal()
    """Import the file or files, each with its last choices."""
    cancelled = Signal()
    """Import nothing."""
    choices_changed = Signal(object)
    """Choices to read the visible file with."""
    file_requested = Signal(int)
    """Index of the file to show."""
    marks_chosen = Signal(bool)
    """Whether the marks of the files shall be taken over; the user changed it."""
    open_clicked = Signal()
    """Choose another file, after one that could not be read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview: Preview | None = None
        self._place, self._of = 0, 1
        self._chosen: dict[int, Choices] = {}
        self._applied = Choices()
        self._busy = False
        self.setObjectName("importPreview")
        self.setAccessibleName(tr("Import preview"))
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PreviewHead(theme, self)
        self.fields = PreviewFields(theme, self)
        self.marks = MarksChoice(theme, self)
        self._legend = Legend(theme, self)
        self._legend_line = hairline(self)
        self.list = PreviewList(theme, self)
        self._open_button = self._build_open_button()
        heading = tr("This file cannot be read")
        self._error = ErrorMessage(theme, heading, self, self._open_button)
        self.foot = PreviewFoot(theme, self)
        self._arrange()
        self._connect()

    def show_preview(
        self,
        preview: Preview,
        formats: Sequence[tuple[str, str]],
        encodings: Sequence[str],
        place: int = 0,
        of: int = 1,
        *,
        again: bool = False,
    ) -> None:
        """Show the file at index `place` of `of`; formats as name and label, encodings as names.

        An import of a stored file `again` keeps its choices, so none is offered.

        The same file, read again, keeps focus, scroll position and typed text; each file of an
        import has its own choices. `accepted` and `cancelled` end an import.
        """
        same = self._set_current(preview, place, of)
        self.fields.offer(formats, encodings)
        if not same:
            self.fields.set_choices(self._chosen.get(place, Choices()))
            self._applied = self.fields.choices()
        self.head.show_preview(preview, place, of)
        self.setAccessibleDescription(
            f"{self.head.title.text()}. {preview.error or facts(preview)}"
        )
        self.fields.show_preview(preview)
        self.marks.show_preview(preview)
        self.list.show_preview(preview, keep_place=same)
        self._legend.set_lines(self.list.has_lines)
        self.foot.show_preview(preview, of, again=again)
        self._error.show_text(preview.error)
        for part in (self._legend, self._legend_line, self.list):
            part.setHidden(bool(preview.error))
        as_it_is = again or preview.format == ARCHIVE
        self.fields.setHidden(as_it_is)
        if as_it_is:
            self.marks.hide()
        self.setFocusProxy(self.foot.accept_button if as_it_is else self._first_focus())
        self.set_busy(False)

    def choices(self) -> Choices:
        """Return what the user set for the visible file."""
        return self.fields.choices()

    def set_marks(self, on: bool) -> None:
        """Set whether marks are taken over, from all files."""
        self.marks.tick.setChecked(on)

    def takes_marks(self) -> bool:
        """Return whether marks are taken over."""
        return self.marks.tick.isChecked()

    def set_busy(self, busy: bool) -> None:
        """Disable the import while the file is being read again."""
        self._busy = busy
        self.head.set_busy(busy)
        self._enable()

    def _first_focus(self) -> QWidget:
        """Return the widget to focus; no field can correct a file that could not be read."""
        if self._preview is None or not self._preview.error:
            return self.fields.date
        return self.foot.accept_button if self._of > 1 else self._open_button

    def _set_current(self, preview: Preview, place: int, of: int) -> bool:
        """Set the visible file; return whether it is the same as before."""
        previous, self._preview = self._preview, preview
        same_import = previous is not None and of == self._of
        same_place = same_import and place == self._place
        if previous is not None and same_place:
            same_place = (previous.name, previous.path) == (preview.name, preview.path)
            same_import = same_place
        if not same_import:
            self._chosen.clear()
        elif not same_place:
            self._chosen[self._place] = self.choices()
        self._place, self._of = place, of
        return same_place

    # Layout

    def _build_open_button(self) -> QPushButton:
        button = QPushButton(tr("Open another file"), self)
        button.setIcon(self._theme.icon("ph.folder-open"))
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(button, tr("Open another file"), "Ctrl+O")
        return button

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(hairline(self))
        layout.addWidget(self.fields)
        layout.addWidget(self.marks)
        layout.addWidget(self._legend)
        layout.addWidget(self._legend_line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._error, 1)
        layout.addWidget(hairline(self))
        layout.addWidget(self.foot)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Fields, list and buttons first, then the head, which is rarely used."""
        fields, foot = self.fields, self.foot
        order = (
            *(fields.date, fields.format, fields.encoding, self.marks.tick),
            *(self.list, self._open_button),
            *(foot.cancel_button, foot.accept_button),
            *(*self.head.switcher.buttons, self.head.close_button),
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.head.close_button.clicked.connect(self._cancel)
        self.head.switcher.switched.connect(self.file_requested)
        self.fields.changed.connect(self._on_fields_changed)
        self.marks.chosen.connect(self.marks_chosen)
        self._open_button.clicked.connect(self.open_clicked)
        self.foot.cancel_button.clicked.connect(self._cancel)
        self.foot.accept_button.clicked.connect(self._accept)

    def _enable(self) -> None:
        self.foot.accept_button.setEnabled(self._can_accept())

    def _can_accept(self) -> bool:
        if self._preview is None or self._busy or self.fields.is_invalid():
            return False
        return self._of > 1 or self._preview.found > 0

    # Actions

    @Slot()
    def _on_fields_changed(self) -> None:
        """Request another reading if the choices differ from those of the last."""
        self._enable()
        choices = self.choices()
        if choices != self._applied and not self.fields.is_invalid():
            self._applied = choices
            self.choices_changed.emit(choices)

    @Slot()
    def _accept(self) -> None:
        """Import the files; a date typed just now is previewed first."""
        applied = self._applied
        if self.fields.is_pending():
            self.fields.apply()
        if self.fields.is_invalid():
            self.fields.date.setFocus(Qt.FocusReason.OtherFocusReason)
        elif applied == self._applied and self._can_accept():
            self._end()
            self.accepted.emit()

    @Slot()
    def _cancel(self) -> None:
        self._end()
        self.cancelled.emit()

    def _end(self) -> None:
        """End this import: the next preview starts another."""
        self.fields.stop()
        self._preview = None

    def event(self, event: QEvent) -> bool:
        """Handle Esc here instead of as a shortcut of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter imports, or presses the focused button; Esc cancels."""
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(focus, QAbstractButton) and not isinstance(focus, QCheckBox):
            focus.click()
        else:
            self._accept()
