"""The table of the tag manager, and the delegate that paints its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from paperdesk.desktop.tags.rows import KEY, NAME, TagRows
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.theme.painting import paint_cap, paint_focus
from paperdesk.desktop.widgets.focus import is_here
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
    )
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_ROW, _LEVEL, _DOT_AT, _NAME_AT = 36, 24, 44, 68
_WIDTHS = {1: 88, 2: 88, 3: 136}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class TagTable(QTreeView):
    """Lists the tags; papers and files can be dropped on a row."""

    dropped = Signal(str, QMimeData)
    """The tag, and the data."""

    def __init__(self, theme: Theme, rows: TagRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, rows
        self._delegate = TagRowDelegate(theme, rows, self)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Tags"))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_columns()
        theme.changed.connect(self.viewport().update)
        theme.changed.connect(self._fit_columns)

    def _set_columns(self) -> None:
        header = self.header()
        header.setObjectName("tagHeader")
        header.setAccessibleName(tr("Columns"))
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(_LEFT)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in _WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._fit_columns()

    @Slot()
    def _fit_columns(self) -> None:
        for column, width in _WIDTHS.items():
            self.header().resizeSection(column, self._theme.px(width))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the cells, and the focus ring around the row."""
        super().drawRow(painter, option, index)
        selected = self.selectionModel().isRowSelected(index.row(), index.parent())
        current = index.row() == self.currentIndex().row() and self.hasFocus()
        contrast = self._theme.mode == "contrast"
        if (current and self._delegate.keyboard) or (selected and contrast):
            rect = self.visualRect(index)
            rect.setWidth(self.viewport().width())
            paint_focus(painter, self._theme, rect.adjusted(3, 0, 0, -1), 4)

    def selected(self) -> list[str]:
        """The names of the selected tags, top down."""
        indexes = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return [self._rows.at(index).tag.name for index in indexes]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.keyboard = True
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._delegate.keyboard = True
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.keyboard = False
        super().mousePressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here, not the start of a name."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            event.acceptProposedAction()
            self.dropped.emit(self._rows.at(index).tag.name, event.mimeData())


class TagRowDelegate(QStyledItemDelegate):
    """Dot and name, right-aligned counts, the shortcut as a keycap."""

    def __init__(self, theme: Theme, rows: TagRows, parent: TagTable) -> None:
        super().__init__(parent)
        self._theme, self._rows = theme, rows
        self.keyboard = False

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, self._theme.row(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        with mirrored(painter, option.rect):
            self._paint(painter, option, index)

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_background(painter, option, index)
        if index.column() == NAME:
            self._paint_name(painter, option.rect, index)
        elif index.column() == KEY:
            self._paint_key(painter, option.rect, index)
        else:
            painter.setFont(self._theme.font(12, tabular=True))
            painter.setPen(self._theme.colour("text2"))
            draw_text(
                painter, option.rect.adjusted(0, 0, -self._theme.px(8), 0), _RIGHT, index.data()
            )
        painter.restore()

    def _paint_background(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        theme, rect, px = self._theme, option.rect, self._theme.px
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        active = is_here(option.widget)
        role = ""
        if selected:
            role = "selected" if active else "selected_off"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            role = "hover"
        if role:
            painter.fillRect(rect, theme.colour(role))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        first, last = index.column() == NAME, index.column() == KEY
        line.adjust(px(24) if first else 0, 0, -px(24) if last else 0, 0)
        painter.fillRect(line, theme.colour("line"))
        if selected and first:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, theme.colour("accent" if active else "text3"))

    def _paint_name(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        theme, px = self._theme, self._theme.px
        inset = px(_LEVEL * self._rows.level(index))
        dot = QRectF(0, 0, px(12), px(12))
        dot.moveCenter(QRectF(rect).center())
        dot.moveLeft(rect.left() + px(_DOT_AT) + inset)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tag(self._rows.at(index).tag.colour).dot)
        painter.drawEllipse(dot)
        font = theme.font(13, 500)
        place = rect.adjusted(px(_NAME_AT) + inset, 0, -px(8), 0)
        name = QFontMetricsF(font).elidedText(
            index.data(), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        draw_text(painter, place, _LEFT, name)

    def _paint_key(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        theme, px = self._theme, self._theme.px
        place = rect.adjusted(px(32), 0, 0, 0)
        if not self._rows.at(index).key:
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("text3"))
            draw_text(painter, place, _LEFT, index.data())
            return
        paint_cap(painter, theme, place, index.data())
