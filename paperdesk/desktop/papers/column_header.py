"""The column header of the list: columns are moved, resized, sorted by and chosen here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QMenu

from paperdesk.desktop.papers.columns import COLUMNS, ICON_COLUMNS
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.papers.painter import Cells
    from paperdesk.desktop.theme.theme import Theme

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_NUMBERS = {column.key: number for number, column in enumerate(COLUMNS)}
_TITLE = _NUMBERS["title"]
_ASCENDING = ("author", "title")
"""Orders from A to Z; the others begin with the highest value."""
Layout = tuple[tuple[str, int, bool], ...]
"""Key, width in pixels and visibility of each column, from left to right."""


class ColumnHeader(QHeaderView):
    """Header above the list; its sections define the cells of the rows."""

    sort_clicked = Signal(str)
    """A sort order, as `sort:` names it."""
    changed = Signal()
    """Columns were moved, resized, shown or hidden."""
    shown_changed = Signal()
    """The user showed or hid a column."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._order = ("", False)
        model = QStandardItemModel(0, len(COLUMNS), self)
        model.setHorizontalHeaderLabels([column.title for column in COLUMNS])
        self.setModel(model)
        self.setObjectName("columnHeader")
        self.setAccessibleName(tr("Columns"))
        self.setToolTip(tr("Click to sort, drag to move, right click to choose columns"))
        self.setFixedHeight(theme.row(32))
        self.setMinimumSectionSize(20)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        for number, column in enumerate(COLUMNS):
            fixed = column.key in ICON_COLUMNS
            mode = QHeaderView.ResizeMode.Fixed if fixed else QHeaderView.ResizeMode.Interactive
            self.setSectionResizeMode(number, mode)
            self.resizeSection(number, self._default_width(number))
            self.setSectionHidden(number, not column.shown)
        self.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.sectionClicked.connect(self._sort_by_section)
        self.sectionResized.connect(self.changed)
        self.sectionMoved.connect(self.changed)
        theme.changed.connect(self._update_viewport)

    # Layout of the columns

    def set_layout(self, layout: Sequence[tuple[str, int, bool]]) -> None:
        """Restore a layout; unknown columns are ignored."""
        known = (column for column in layout if column[0] in _NUMBERS)
        for position, (key, width, shown) in enumerate(known):
            number = _NUMBERS[key]
            self.moveSection(self.visualIndex(number), position)
            if number != _TITLE and key not in ICON_COLUMNS:
                self.resizeSection(number, max(20, width))
            self.setSectionHidden(number, not shown and number != _TITLE)
        self.changed.emit()

    def current_layout(self) -> Layout:
        """The current layout, for `set_layout`."""
        numbers = (self.logicalIndex(position) for position in range(self.count()))
        return tuple(
            (COLUMNS[number].key, self._width(number), not self.isSectionHidden(number))
            for number in numbers
        )

    def _width(self, number: int) -> int:
        """The width of a column; a hidden one has its default width."""
        hidden = self.isSectionHidden(number)
        return self._default_width(number) if hidden else self.sectionSize(number)

    def _default_width(self, number: int) -> int:
        """The width of a column as it comes, or what its title needs."""
        px, column = self._theme.px, COLUMNS[number]
        if column.key in ICON_COLUMNS:
            return px(column.width)
        title = QFontMetrics(self._theme.font(12, 500)).horizontalAdvance(column.title)
        return max(px(column.width), title + px(8 + 8) + 1)

    def needed_width(self) -> int:
        """The width of the visible columns, with a title of 240 pixels."""
        widths = (size for key, _, size in self.cells() if key != "title")
        return sum(widths) + self._theme.px(COLUMNS[_TITLE].width)

    def cells(self) -> Cells:
        """The positions of the cells in the direction of reading, the same in every row."""
        return tuple(
            (column.key, self._left(number), self.sectionSize(number))
            for number, column in enumerate(COLUMNS)
            if not self.isSectionHidden(number)
        )

    def _left(self, number: int) -> int:
        """The distance of a section from where reading begins."""
        left = self.sectionViewportPosition(number)
        if self.isRightToLeft():
            return self.viewport().width() - left - self.sectionSize(number)
        return left

    def set_order(self, sort: str, *, reverse: bool) -> None:
        """Show the sort order: its column gets a caret."""
        self._order = sort, reverse
        self.viewport().update()

    # The menu of columns

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint) -> None:
        """Open the menu of columns at a global position."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu(self) -> QMenu:
        """The menu of columns; the title is always shown and not listed."""
        menu = Menu(self)
        for number, column in enumerate(COLUMNS):
            if number == _TITLE:
                continue
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(number))
            action.toggled.connect(partial(self._set_shown, number))
        return menu

    def _set_shown(self, number: int, shown: bool) -> None:
        self.setSectionHidden(number, not shown)
        self.changed.emit()
        self.shown_changed.emit()

    @Slot(int)
    def _sort_by_section(self, number: int) -> None:
        if COLUMNS[number].sort:
            self.sort_clicked.emit(COLUMNS[number].sort)

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.row(32))

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        """Paint a column's title, with a caret if the list is sorted by it."""
        with mirrored(painter, rect):
            theme, column = self._theme, COLUMNS[number]
            painter.fillRect(rect, theme.colour("list"))
            painter.fillRect(
                QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line")
            )
            if column.key in ICON_COLUMNS:
                return
            inside = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
            font = theme.font(12, 500)
            painter.setFont(font)
            painter.setPen(theme.colour("text2"))
            side = (
                Qt.AlignmentFlag.AlignRight if column.right_aligned else Qt.AlignmentFlag.AlignLeft
            )
            sort, reverse = self._order
            if column.sort and column.sort == sort:
                painter.setPen(theme.colour("text"))
                size = theme.px(12)
                text = painter.fontMetrics().horizontalAdvance(column.title)
                left = inside.left() + text + theme.px(4)
                if column.right_aligned:
                    left = inside.right() + 1 - text - theme.px(4) - size
                down = (sort in _ASCENDING) == reverse
                icon = theme.icon("ph.caret-down-bold" if down else "ph.caret-up-bold")
                icon.paint(painter, QRect(left, inside.center().y() - size // 2, size, size))
            shown = painter.fontMetrics().elidedText(
                column.title, Qt.TextElideMode.ElideRight, inside.width()
            )
            draw_text(painter, inside, _LINE | side, shown)

    @Slot()
    def _update_viewport(self) -> None:
        self.viewport().update()
