"""The page of tags: all of them with counts and keys, and what can be done with those chosen.

page = TagsPage(theme, parent)           objectName `tagsPage`
page.set_tags(counts.tags)               now, and again whenever they changed
page.rename_asked  colour_asked  key_asked  merge_asked  delete_asked    of the chosen tags
page.made_asked  left  dropped(tag, data)
page.table  page.filter  page.anchor     where a popover about the chosen tags opens

Keys: F2 renames, C colours, K asks for a key, M merges, Delete deletes, F filters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.tags.rows import TagRows
from paperdesk.desktop.tags.table import TagTable
from paperdesk.desktop.widgets.basics import describe, hairline, icon_button, label
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.desktop.widgets.placeholder import Nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import TagCount


class TagsPage(QWidget):
    """Shows the tags, and says what is wanted of those chosen."""

    rename_asked = Signal()
    colour_asked = Signal()
    key_asked = Signal()
    merge_asked = Signal()
    delete_asked = Signal()
    made_asked = Signal()
    left = Signal()
    dropped = Signal(str, QMimeData)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("tagsPage")
        self.setAccessibleName("Tags")
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._facts = label("meta", self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter tags")
        describe(self.filter, "Filter tags", "F", own=True)
        self.new_button = self._button("ph.plus", "New tag", "", self.made_asked)
        self.close_button = icon_button(theme, "ph.x", "Close", "Esc", self)
        self.close_button.clicked.connect(self.left)
        self.rows = TagRows(self)
        self.table = TagTable(theme, self.rows, self)
        self.table.dropped.connect(self.dropped)
        self._nothing = Nothing(self)
        self._name = ElidedLabel("strong", self)
        self._counts = label("meta", self)
        self.rename_button = self._button("ph.pencil-simple", "Rename", "F2", self.rename_asked)
        self.colour_button = self._button("ph.circle-fill", "Colour", "C", self.colour_asked)
        self.key_button = self._button("ph.keyboard", "Key", "K", self.key_asked)
        self.merge_button = self._button("ph.git-merge", "Merge into", "M", self.merge_asked)
        self.delete_button = self._button("ph.trash", "Delete", "Del", self.delete_asked, "bad")
        self._foot = self._foot_bar()
        self._arrange()
        self._listen("F", self.filter.setFocus)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().selectionChanged.connect(self._say)
        self.setFocusProxy(self.table)
        self._say()

    def set_tags(self, tags: Sequence[TagCount]) -> None:
        """Show these tags; those chosen stay chosen."""
        chosen = self.table.chosen()
        self.rows.set_tags(tags)
        self._facts.setText(wording.plural(len(tags), "tag"))
        if chosen != self.table.chosen():
            self.choose(chosen)
        self._show_nothing()
        self._say()

    def choose(self, names: Sequence[str]) -> None:
        """Choose these tags, as far as they are shown."""
        selection = self.table.selectionModel()
        flags = selection.SelectionFlag
        selection.clearSelection()
        for name in names:
            if (row := self.rows.row_of(name)) >= 0:
                index = self.rows.index(row, 0)
                selection.setCurrentIndex(index, flags.Select | flags.Rows)
                self.table.scrollTo(index)

    @property
    def anchor(self) -> QWidget:
        """What popovers about the chosen tags open at."""
        return self.colour_button

    def _chosen(self) -> list[TagCount]:
        indexes = self.table.selectionModel().selectedRows()
        return [self.rows.at(index) for index in indexes]

    @Slot()
    def _say(self) -> None:
        chosen = self._chosen()
        one = chosen[0] if len(chosen) == 1 else None
        self._name.setText(one.tag.name if one else wording.plural(len(chosen), "tag") + " chosen")
        counts = f"{wording.plural(one.papers, 'paper')}, {one.unread:,} unread" if one else ""
        self._counts.setText(counts)
        self.rename_button.setEnabled(one is not None)
        self.key_button.setEnabled(one is not None)
        for button in (self.colour_button, self.merge_button, self.delete_button):
            button.setEnabled(bool(chosen))

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.rows.set_filter(text)
        self._show_nothing()
        self._say()

    def _show_nothing(self) -> None:
        none = not self.rows.rowCount()
        sought = self.filter.text().strip()
        told = f"No tag has “{sought}” in its name." if sought else "No tags yet."
        self._nothing.show_text(told if none else "", "" if sought else "T puts one on a paper.")
        self.table.setVisible(not none)

    # What it is built of

    def _button(
        self, icon: str, name: str, key: str, asked: SignalInstance, role: str = "text2"
    ) -> QPushButton:
        button = QPushButton(name, self)
        button.setIcon(self._theme.icon(icon, role))
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("kind", "danger" if role == "bad" else "")
        describe(button, name, key, own=bool(key))
        button.clicked.connect(asked)
        if key:
            self._listen(key, button.click)
        return button

    def _listen(self, key: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _head(self) -> QWidget:
        px = self._theme.px
        head = QWidget(self)
        head.setFixedHeight(self._theme.row(64) - 1)
        title = label("page", head)
        title.setText("Tags")
        self.filter.setFixedWidth(px(216))
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addStretch(1)
        words.addWidget(title)
        words.addWidget(self._facts)
        words.addStretch(1)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addLayout(words, 1)
        for part in (self.filter, self.new_button, self.close_button):
            row.addWidget(part)
        return head

    def _foot_bar(self) -> QFrame:
        px = self._theme.px
        foot = QFrame(self)
        foot.setProperty("pane", "jobs")
        foot.setFixedHeight(self._theme.row(56))
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), 0, px(24), 0)
        row.setSpacing(px(8))
        row.addWidget(self._name)
        row.addWidget(self._counts)
        row.addStretch(1)
        for button in (self.rename_button, self.colour_button, self.key_button, self.merge_button):
            row.addWidget(button)
        row.addSpacing(px(16))
        row.addWidget(self.delete_button)
        return foot

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(hairline(self))
        layout.addWidget(self.table, 1)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self._foot)
