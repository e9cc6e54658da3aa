"""The page of help: its pages at the left, found by words, and the text of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk import help as help_pages
from paperdesk.desktop.help.text import HelpText
from paperdesk.desktop.widgets.basics import describe, hairline, label
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.widgets.placeholder import Placeholder
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.help import HelpPage

_NAME = Qt.ItemDataRole.UserRole
_LIST, _TEXT = 232, 720
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class HelpPages(QWidget):
    """Shows pages of help."""

    query_clicked = Signal(str)
    """A query to try in the list."""
    left = Signal()

    def __init__(
        self, theme: Theme, shown_text: Callable[[HelpPage], str], parent: QWidget | None = None
    ) -> None:
        """`shown_text` returns the Markdown of a page to be shown."""
        super().__init__(parent)
        self._theme, self._shown_text = theme, shown_text
        self.setObjectName("helpPage")
        self.setAccessibleName(tr("Help"))
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit(self)
        self.list = QListWidget(self)
        self.text = HelpText(theme, self)
        self._nothing = Placeholder(self)
        self._arrange()
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.currentItemChanged.connect(self._show_current)
        self.text.page_clicked.connect(self.show_page)
        self.text.query_clicked.connect(self.query_clicked)
        self.setFocusProxy(self.field)
        self._filter()

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show a page, among all of them."""
        self.field.clear()
        self.list.setCurrentRow(help_pages.NAMES.index(name))
        self._show_current()

    @property
    def page_name(self) -> str:
        """The page that is shown; empty if none has the words."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    @Slot()
    def _filter(self) -> None:
        before = self.page_name
        found = help_pages.search(self.field.text())
        self.list.clear()
        for page in found:
            item = QListWidgetItem(page.title, self.list)
            item.setData(_NAME, page.name)
            item.setSizeHint(QSize(0, self._theme.row(32)))
        names = [page.name for page in found]
        if found:
            kept = before in names and not self.field.text()
            self.list.setCurrentRow(names.index(before) if kept else 0)
        self.text.setVisible(bool(found))
        words = self.field.text().strip()
        self._nothing.show_text(
            "" if found else tr("No page of help has “{words}”.", words=words),
            tr(
                "{command_key} finds commands, {search_key} searches your papers.",
                command_key=hinted("Ctrl+K"),
                search_key=hinted("/"),
            ),
        )

    @Slot()
    def _show_current(self) -> None:
        if name := self.page_name:
            page = next(page for page in help_pages.pages() if page.name == name)
            self.text.show_markdown(self._shown_text(page))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets arrows in the field move through the list."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _TO_LIST
        ):
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    # Construction

    def _arrange(self) -> None:
        px = self._theme.px
        self.field.setPlaceholderText(tr("Search help"))
        self.field.setAccessibleName(tr("Search help"))
        self.field.setClearButtonEnabled(True)
        self.list.setAccessibleName(tr("Pages of help"))
        self.list.setFixedWidth(px(_LIST))
        self.list.setProperty("kind", "pages")
        side = QVBoxLayout()
        side.setContentsMargins(px(24), px(16), px(8), px(16))
        side.setSpacing(px(8))
        side.addWidget(self.field)
        side.addWidget(self.list, 1)
        self.text.setMaximumWidth(px(_TEXT))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(side)
        body.addWidget(self.text, 100)
        body.addWidget(self._nothing, 100)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(hairline(self))
        layout.addLayout(body, 1)

    def _head(self) -> QWidget:
        px = self._theme.px
        head = QWidget(self)
        head.setFixedHeight(self._theme.row(64))
        title = label("page", head)
        title.setText(tr("Help"))
        done = QPushButton(tr("Done"), head)
        done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(done, tr("Done"), "Esc")
        done.clicked.connect(self.left)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.addWidget(title, 1)
        row.addWidget(done)
        return head
