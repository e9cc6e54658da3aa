"""The dialog in which papers are typed or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from paperdesk.desktop.editing.typed_reader import Typed
from paperdesk.desktop.widgets.basics import label, set_tip
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.desktop.widgets.growing_text import GrowingText
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from paperdesk.desktop.editing.typed_reader import TypedReader
    from paperdesk.desktop.theme.theme import Theme

_EXPLANATION = tr("An arXiv id, a DOI, a link or a title a line; or BibTeX or RIS entries")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AddDialog(Dialog):
    """Says below the field what the text will become. Adds nothing itself."""

    added = Signal(str)
    """The text, in which there is at least one paper."""
    left = Signal(str)
    """The text, when the dialog is left without adding it."""

    def __init__(self, theme: Theme, reader: TypedReader, text: str, parent: QWidget) -> None:
        super().__init__(theme, tr("Add paper"), parent)
        self.setObjectName("addDialog")
        self._reader = reader
        self._typed: Typed | None = Typed()  # None while it is being read
        self._wanted = False  # add as soon as it is read
        self.field = GrowingText(theme, tr("Papers"), (4, 14), self)
        self.field.setPlaceholderText(_EXPLANATION)
        self.field.setPlainText(text)
        self.field.selectAll()
        self.hint = label("meta", self, wraps=True)
        self.hint.setMinimumHeight(theme.px(36))
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.cancel_button = self.button(tr("Cancel"))
        self.add_button = self.button(tr("Add paper"), primary=True)
        self._arrange()
        self.field.textChanged.connect(self._read)
        self.cancel_button.clicked.connect(self.reject)
        self.add_button.clicked.connect(self.add)
        reader.read.connect(self._show)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.add)
        self._read()

    def _arrange(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        px = self.theme.px
        self._rows.setContentsMargins(0, 0, 0, 0)
        layout.insertSpacing(1, px(16))
        layout.insertWidget(2, self.field)
        layout.insertSpacing(3, px(8))
        layout.insertWidget(4, self.hint)
        layout.insertSpacing(5, px(8))
        self.add_buttons(self.cancel_button, self.add_button)
        self.setFocusProxy(self.field)

    @Slot()
    def _read(self) -> None:
        self._wanted = False
        self._typed = None
        text = self.field.toPlainText()
        self.field.one_paragraph = "\n" not in text
        self._reader.start(text)
        self.fit()

    @Slot(str, object)
    def _show(self, text: str, typed: Typed) -> None:
        """Say what the text becomes, unless it has changed since."""
        if text != self.field.toPlainText():
            return
        self._typed = typed
        # An entry that is only begun goes on in the next line.
        self.field.one_paragraph = "\n" not in text and bool(typed.papers or not text)
        count = typed.papers
        verb = tr("Add paper") if count <= 1 else tr_n("Add {n} paper", "Add {n} papers", count)
        self.add_button.setText(verb)
        self.add_button.setAccessibleName(verb)
        set_tip(self.add_button, f"{verb} (Ctrl+Return)")
        self.add_button.setEnabled(count > 0)
        kind = "bad" if typed.problem else "meta"
        self.hint.setProperty("kind", kind)
        self.hint.style().polish(self.hint)
        self.hint.setText(typed.sentence)
        self.field.setAccessibleDescription(typed.sentence)
        self.fit()
        if self._wanted:
            self.add()

    @Slot()
    def add(self) -> None:
        """Add the papers; as soon as the text is read, if it is not yet."""
        if self._typed is None:
            self._wanted = True
            self._reader.read_now()
        elif self._typed.papers:
            self.added.emit(self.field.toPlainText())
            self.accept()

    def reject(self) -> None:
        """Leave without adding."""
        self.left.emit(self.field.toPlainText())
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds; the field keeps it for itself where it begins another line."""
        if event.key() in _ENTER and self.field.hasFocus():
            self.add()
        else:
            super().keyPressEvent(event)
