"""Parts below the abstract: its source, and lists of links."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import describe, label, plain_tip
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme


class AbstractSource(QWidget):
    """The dump of the abstract, and a button that switches to the original text."""

    original_requested = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._source = label("caption", self, wraps=True)
        self._button = QPushButton(self)
        self._button.setObjectName("asStoredButton")
        self._button.setProperty("kind", "link")
        self._button.setFont(theme.font(12))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setCheckable(True)
        self._button.clicked.connect(self.original_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._source, 1)
        row.addWidget(self._button)

    def show_source(self, source: str, *, differs: bool, original: bool) -> None:
        """Show a source. The button is visible if the text shown `differs` from the original."""
        self._source.setText(source)
        self._button.setVisible(differs)
        self._button.setChecked(original)
        name = tr("Show formatted text") if original else tr("Show original text")
        self._button.setText(name)
        describe(self._button, name, "Ctrl+U")


class LinkList(QWidget):
    """A heading and a button for each link."""

    chosen = Signal(int)
    """The id of a link."""

    def __init__(self, theme: Theme, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._tip = theme, tip
        self._shown: tuple[str, tuple[tuple[int, str], ...]] = ("", ())
        self._heading = label("section", self)
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self._theme.px(2))
        self._column.addWidget(self._heading)

    def show_links(self, heading: str, links: Sequence[tuple[int, str]]) -> None:
        """Show links, as id and text."""
        if (heading, tuple(links)) == self._shown:
            return
        self._shown = heading, tuple(links)
        self._heading.setText(heading)
        for old in self._buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._add_link(number, text) for number, text in links]

    def _add_link(self, number: int, text: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "row")
        button.setFixedHeight(self._theme.row(28))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(text)
        button.setToolTip(plain_tip(f"{text}\n{self._tip}"))
        elided = ElidedLabel("body", button)
        elided.setText(text)
        elided.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(button)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(elided)
        button.clicked.connect(partial(self._emit_chosen, number))
        self._column.addWidget(button)
        button.show()
        return button

    @Slot()
    def _emit_chosen(self, number: int, checked: bool = False) -> None:
        self.chosen.emit(number)
