"""What an import would do with a file, to be seen and corrected before anything is stored.

page = ImportPreview(theme, parent)                     objectName `importPreview`
page.show_preview(preview, formats, encodings)          of several files: place=0, of=3
page.set_busy(True)                                     until the next `show_preview`
page.choices()                                          what the user set over what was recognised
page.accepted  cancelled  choices_changed(Choices)  file_requested(int)  open_clicked
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.importing.preview.fields import PreviewFields
from paperdesk.desktop.importing.preview.foot import PreviewFoot
from paperdesk.desktop.importing.preview.head import PreviewHead
from paperdesk.desktop.importing.preview.lines import Legend
from paperdesk.desktop.importing.preview.rows import PreviewList
from paperdesk.desktop.importing.preview.texts import papers
from paperdesk.desktop.importing.receipt.notes import IconLine
from paperdesk.desktop.widgets.basics import describe, hairline
from paperdesk.model.preview import Choices, Preview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ImportPreview(QWidget):
    """A page over list and reader: Enter imports, Esc cancels. It stores nothing itself."""

    accepted = Signal()
    """The file, or all of several, is to be imported as shown: each with the choices told last."""
    cancelled = Signal()
    """Nothing is to be imported."""
    choices_changed = Signal(object)
    """Choices: the file that is shown is to be read anew with them."""
    file_requested = Signal(int)
    """Another of several files is wanted, from 0."""
    open_clicked = Signal()
    """Another file is to be chosen, after one that could not be read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview: Preview | None = None
        self._place, self._of = 0, 1
        self._chosen: dict[int, Choices] = {}
        self._told = Choices()
        self._busy = False
        self.setObjectName("importPreview")
        self.setAccessibleName("Import preview")
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PreviewHead(theme, self)
        self.fields = PreviewFields(theme, self)
        self._legend = Legend(theme, self)
        self._legend_line = hairline(self)
        self.list = PreviewList(theme, self)
        self._error = _Error(theme, self)
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
    ) -> None:
        """Show the file at `place` of `of`; formats as name and label, encodings as names.

        The file shown before, read anew, keeps focus, scroll and what is typed; another file of the
        same import has its own choices. `accepted` and `cancelled` end an import.
        """
        same = self._turn_to(preview, place, of)
        self.fields.offer(formats, encodings)
        if not same:
            self.fields.set_choices(self._chosen.get(place, Choices()))
            self._told = self.fields.choices()
        self.head.show_preview(preview, place, of)
        self.fields.show_preview(preview)
        self.list.show_preview(preview, keep_place=same)
        self._legend.set_lines(self.list.has_lines)
        self.foot.show_preview(preview, of)
        self._error.show_text(preview.error)
        for part in (self._legend, self._legend_line, self.list):
            part.setHidden(bool(preview.error))
        self.setFocusProxy(self._first())
        self.set_busy(False)

    def choices(self) -> Choices:
        """What the user set for the file that is shown."""
        return self.fields.choices()

    def set_busy(self, busy: bool) -> None:
        """The file is being read anew: nothing can be imported until it is shown."""
        self._busy = busy
        self.head.set_busy(busy)
        self._enable()

    def _first(self) -> QWidget:
        """Where the focus begins: nothing can be typed that would mend a file that is no text."""
        if self._preview is None or not self._preview.error:
            return self.fields.date
        return self.foot.accept_button if self._of > 1 else self._error.open_button

    def _turn_to(self, preview: Preview, place: int, of: int) -> bool:
        """Remember what is shown from now on; whether it is what was shown before."""
        before, self._preview = self._preview, preview
        same_import = before is not None and of == self._of
        same_place = same_import and place == self._place
        if before is not None and same_place:
            same_place = (before.name, before.path) == (preview.name, preview.path)
            same_import = same_place
        if not same_import:
            self._chosen.clear()
        elif not same_place:
            self._chosen[self._place] = self.choices()
        self._place, self._of = place, of
        return same_place

    # What it is built of

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(hairline(self))
        layout.addWidget(self.fields)
        layout.addWidget(self._legend)
        layout.addWidget(self._legend_line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._error, 1)
        layout.addWidget(hairline(self))
        layout.addWidget(self.foot)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Fields, list and buttons first, then the head's, which are rarely wanted."""
        fields, foot = self.fields, self.foot
        order = (
            *(fields.date, fields.format, fields.encoding, self.list, self._error.open_button),
            *(foot.cancel_button, foot.accept_button),
            *(*self.head.switcher.buttons, self.head.close_button),
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.head.close_button.clicked.connect(self._cancel)
        self.head.switcher.asked.connect(self.file_requested)
        self.fields.changed.connect(self._tell)
        self._error.open_button.clicked.connect(self.open_clicked)
        self.foot.cancel_button.clicked.connect(self._cancel)
        self.foot.accept_button.clicked.connect(self._accept)

    def _enable(self) -> None:
        self.foot.accept_button.setEnabled(self._can_accept())

    def _can_accept(self) -> bool:
        if self._preview is None or self._busy or self.fields.is_wrong():
            return False
        return self._of > 1 or papers(self._preview) > 0

    # What the user does

    @Slot()
    def _tell(self) -> None:
        """Ask for the file to be read anew where the choices differ from those it was read with."""
        self._enable()
        choices = self.choices()
        if choices != self._told and not self.fields.is_wrong():
            self._told = choices
            self.choices_changed.emit(choices)

    @Slot()
    def _accept(self) -> None:
        """Import what is shown; a date typed just now is to be shown first."""
        told = self._told
        if self.fields.is_settling():
            self.fields.warm_up()
        if self.fields.is_wrong():
            self.fields.date.setFocus(Qt.FocusReason.OtherFocusReason)
        elif told == self._told and self._can_accept():
            self._end()
            self.accepted.emit()

    @Slot()
    def _cancel(self) -> None:
        self._end()
        self.cancelled.emit()

    def _end(self) -> None:
        """Whatever is shown next belongs to another import."""
        self.fields.stop()
        self._preview = None

    def event(self, event: QEvent) -> bool:
        """Esc is this page's own before it is an action's of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter imports, but on a button it presses that button; Esc cancels."""
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self._accept()


class _Error(QWidget):
    """Why a file could not be read, and the remedy."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self._line = IconLine(theme, "ph.warning-circle", "bad", self)
        self.open_button = QPushButton("Open another file", self)
        self.open_button.setIcon(theme.icon("ph.folder-open"))
        self.open_button.setIconSize(QSize(px(16), px(16)))
        self.open_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self.open_button, "Open another file", "Ctrl+O")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), 0, px(24), px(24))
        column.setSpacing(px(16))
        column.addWidget(self._line)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_text(self, text: str) -> None:
        """Show a text; empty for none."""
        self._line.show_text(text)
        self.setHidden(not text)
