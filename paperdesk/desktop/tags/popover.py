"""The popover that adds and removes tags of one or several papers by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from paperdesk.desktop.tags.choice_delegate import TagChoiceDelegate
from paperdesk.desktop.tags.choices import TagChoice, TagChoices
from paperdesk.desktop.widgets.basics import SHADOW, hairline, label
from paperdesk.desktop.widgets.keyboard_popover import KeyboardPopover
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from PySide6.QtCore import QObject

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import TagCount

_WIDTH = 304
_ROWS = 8


class TagPopover(KeyboardPopover):
    """Shows tags with their state; `set_tags` follows each change."""

    toggled = Signal(str, bool)
    """The name of a tag, which may not exist yet, and whether the papers shall have it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, tr("Tags"))
        self._papers = 0
        self.field = QLineEdit(self)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self.field.setAccessibleName(tr("Filter tags, or type a new one"))
        self.field.setPlaceholderText(tr("Find a tag, or type a new one"))
        self.field.textChanged.connect(self._filter)
        self.choices = TagChoices(self)
        self.list = self._list()
        self._line = hairline(self)
        self._foot = label("meta", self)
        self._arrange()
        self.list.selectionModel().currentChanged.connect(self._update_foot)

    def set_tags(
        self, tags: Sequence[TagCount], on: Set[str], partly: Set[str], papers: int
    ) -> None:
        """Show the library's tags: those `on` all the papers, and those `partly` on some.

        Tags in use come first; while the popover is open no row moves.
        """
        self._papers = papers
        self.choices.set_tags(tags, on, partly, keep_order=self.isVisible())
        self._refresh()

    def open_below(self, anchor: QWidget, part: QRect | None = None) -> None:
        """Open below a widget, or above it if there is no room, with an empty field."""
        self.field.clear()
        self.list.setCurrentIndex(self.choices.index(0))
        self._refresh()
        super().open_below(anchor, part)

    def _list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.choices)
        view.setItemDelegate(TagChoiceDelegate(self.theme, view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName(tr("Tags"))
        view.setProperty("pane", "raised")
        view.clicked.connect(self._toggle)
        return view

    def _arrange(self) -> None:
        px = self.theme.px
        edge = px(SHADOW)
        self.setFixedWidth(px(_WIDTH) + 2 * edge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge + 1, edge + px(8), edge + 1, edge + 1)
        layout.setSpacing(0)
        field = QVBoxLayout()
        field.setContentsMargins(px(7), 0, px(7), px(8))
        field.addWidget(self.field)
        layout.addLayout(field)
        layout.addWidget(self.list)
        layout.addSpacing(px(8))
        layout.addWidget(self._line)
        self._foot.setFixedHeight(px(36))
        self._foot.setIndent(px(16))
        layout.addWidget(self._foot)

    @Slot()
    def _filter(self) -> None:
        self.choices.set_filter(self.field.text())
        self._refresh()

    def _refresh(self) -> None:
        """Fit the height to the rows, and make sure one is current."""
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.choices.index(0))
        rows = self.choices.rowCount()
        heights = [self.list.sizeHintForRow(row) for row in range(min(rows, _ROWS))]
        self.list.setFixedHeight(sum(heights))
        self._update_foot()
        self.refit()

    @Slot()
    def _update_foot(self) -> None:
        choice = self.choices.at(self.list.currentIndex())
        text = tr_n("{n} paper selected", "{n} papers selected", self._papers)
        if choice and choice.state == "partly":
            text = tr_n(
                "{n} paper selected; {tag} is on some of them",
                "{n} papers selected; {tag} is on some of them",
                self._papers,
                tag=choice.name,
            )
        self._foot.setText(text)
        for part in (self._line, self._foot):
            part.setVisible(self._papers > 1)

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        """Add the tag to all papers, or remove it if all have it."""
        choice = self.choices.at(index)
        if choice is not None:
            self._emit(choice)

    def _emit(self, choice: TagChoice) -> None:
        if choice.is_new:
            self.field.clear()
        else:
            self.field.selectAll()
        self.toggled.emit(choice.name, choice.state != "on")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle keys of the list while the field has the focus."""
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            create = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            choice = self.choices.new() if create else None
            choice = choice or self.choices.at(self.list.currentIndex())
            if choice is not None:
                self._emit(choice)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        if 0 <= row < self.choices.rowCount():
            self.list.setCurrentIndex(self.choices.index(row))
