"""The tag manager: all tags with counts and shortcuts, and actions on the selected ones."""

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
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.widgets.placeholder import Placeholder
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import TagCount


class TagsPage(QWidget):
    """Lists the tags; its signals ask for actions on the selected ones."""

    rename_asked = Signal()
    colour_asked = Signal()
    key_asked = Signal()
    merge_asked = Signal()
    delete_asked = Signal()
    create_asked = Signal()
    left = Signal()
    dropped = Signal(str, QMimeData)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("tagsPage")
        self.setAccessibleName(tr("Tag manager"))
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._facts = label("meta", self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(tr("Filter tags"))
        describe(self.filter, tr("Filter tags"), "F", own=True)
        self.new_button = self._button("ph.plus", tr("New tag"), "", self.create_asked)
        self.close_button = icon_button(theme, "ph.x", tr("Close"), "Esc", self)
        self.close_button.clicked.connect(self.left)
        self.rows = TagRows(self)
        self.table = TagTable(theme, self.rows, self)
        self.table.dropped.connect(self.dropped)
        self._nothing = Placeholder(self)
        self._name = ElidedLabel("strong", self)
        self._counts = label("meta", self)
        self.rename_button = self._button("ph.pencil-simple", tr("Rename"), "F2", self.rename_asked)
        self.colour_button = self._button("ph.circle-fill", tr("Colour"), "C", self.colour_asked)
        self.key_button = self._button("ph.keyboard", tr("Shortcut"), "K", self.key_asked)
        self.merge_button = self._button("ph.git-merge", tr("Merge into"), "M", self.merge_asked)
        self.delete_button = self._button("ph.trash", tr("Delete"), "Del", self.delete_asked, "bad")
        self._foot = self._foot_bar()
        self._arrange()
        self._add_shortcut("F", self.filter.setFocus)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().selectionChanged.connect(self._update_foot)
        self.setFocusProxy(self.table)
        self._update_foot()

    def set_tags(self, tags: Sequence[TagCount]) -> None:
        """Show these tags; the selection stays."""
        selected = self.table.selected()
        self.rows.set_tags(tags)
        self._facts.setText(tr_n("{n} tag", "{n} tags", len(tags)))
        if selected != self.table.selected():
            self.select(selected)
        self._show_nothing()
        self._update_foot()

    def select(self, names: Sequence[str]) -> None:
        """Select these tags, as far as they are shown."""
        selection = self.table.selectionModel()
        flags = selection.SelectionFlag
        selection.clearSelection()
        for name in names:
            if (row := self.rows.row_of(name)) >= 0:
                index = self.rows.index(row, 0)
                selection.setCurrentIndex(index, flags.Select | flags.Rows)
                self.table.scrollTo(index)

    def _selected(self) -> list[TagCount]:
        indexes = self.table.selectionModel().selectedRows()
        return [self.rows.at(index) for index in indexes]

    @Slot()
    def _update_foot(self) -> None:
        selected = self._selected()
        one = selected[0] if len(selected) == 1 else None
        several = (
            tr_n("{n} tag selected", "{n} tags selected", len(selected))
            if selected
            else tr("No tag selected")
        )
        self._name.setText(one.tag.name if one else several)
        self._counts.setText(_counts_text(one) if one else "")
        self.rename_button.setEnabled(one is not None)
        self.key_button.setEnabled(one is not None)
        for button in (self.colour_button, self.merge_button, self.delete_button):
            button.setEnabled(bool(selected))

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.rows.set_filter(text)
        self._show_nothing()
        self._update_foot()

    def _show_nothing(self) -> None:
        none = not self.rows.rowCount()
        text = self.filter.text().strip()
        message = tr("No tag has “{text}” in its name.", text=text) if text else tr("No tags yet.")
        fill = tr("“New tag” creates one.")
        if not text:
            fill = tr("Press {key} on a paper to tag it.", key=hinted("T"))
        self._nothing.show_text(message if none else "", fill)
        self.table.setVisible(not none)

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
            self._add_shortcut(key, button.click)
        return button

    def _add_shortcut(self, key: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _head(self) -> QWidget:
        px = self._theme.px
        head = QWidget(self)
        head.setFixedHeight(self._theme.row(64) - 1)
        title = label("page", head)
        title.setText(tr("Tag manager"))
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


def _counts_text(count: TagCount) -> str:
    papers = tr_n("{n} paper", "{n} papers", count.papers)
    unread = tr_n("{n} unread", "{n} unread", count.unread)
    return wording.comma_list([papers, unread])
