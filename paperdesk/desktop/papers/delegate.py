"""Draws the rows of a PaperModel.

delegate = PaperDelegate(theme, parent)
delegate.set_density("comfortable" | "compact" | "columns"), delegate.row_height()
delegate.cells = header.cells       where the cells of a row are, for columns
delegate.star_rect(rect)            where a click on the star of the row in `rect` counts
delegate.keyboard = True            whether the focus ring is drawn
delegate.prepare(option, index)     draws a row ahead
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.papers.model import FoundRole, GroupRole, RowRole
from paperdesk.desktop.papers.painter import (
    HEIGHTS,
    Look,
    paint_head,
    paint_row,
    paint_skeleton,
    star_rect,
)
from paperdesk.desktop.theme.pixmap_cache import RowPixmapCache
from paperdesk.desktop.widgets.focus import is_here

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from paperdesk.desktop.papers.groups import Group
    from paperdesk.desktop.papers.painter import Cells, Density
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row

_Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag


class PaperDelegate(QStyledItemDelegate):
    """Paints rows of a PaperModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.density: Density = "comfortable"
        self.keyboard = False
        self.cells: Callable[[], Cells] = tuple
        self._pictures = RowPixmapCache(theme, "list", self._draw, self)

    def set_density(self, density: Density) -> None:
        """Draw such rows from now on; the view must lay its items out anew."""
        self.density = density

    def row_height(self) -> int:
        """How high every row is, in pixels."""
        return self._theme.row(HEIGHTS[self.density])

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, self.row_height())

    def star_rect(self, rect: QRect) -> QRect:
        """Where a click on the star of the row in `rect` counts."""
        return star_rect(self._theme, self.density, rect, self._cells())

    def prepare(self, option: QStyleOptionViewItem, index: _Index) -> bool:
        """Draw a row's picture ahead of its painting; False where that is done or not needed."""
        row: Row | None = index.data(RowRole)
        if row is None:
            return False
        look = self._look(option, index, row)
        return self._pictures.prepare(option.widget, option.rect.size(), look)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row | None = index.data(RowRole)
        if row is not None:
            self._pictures.paint(painter, option.rect, self._look(option, index, row))
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        rect = QRect(0, 0, option.rect.width(), option.rect.height())
        group: Group | None = index.data(GroupRole)
        if group is not None:
            paint_head(painter, self._theme, self.density, rect, group)
        else:
            paint_skeleton(painter, self._theme, self.density, rect)
        painter.restore()

    def _draw(self, painter: QPainter, look: Look, rect: QRect) -> None:
        paint_row(painter, self._theme, look, rect)

    def _cells(self) -> Cells:
        return self.cells() if self.density == "columns" else ()

    def _look(self, option: QStyleOptionViewItem, index: _Index, row: Row) -> Look:
        selected = bool(option.state & _State.State_Selected)
        # The keyboard's row has a ring; in contrast every selected row has one.
        focused = self.keyboard and bool(option.state & _State.State_HasFocus)
        return Look(
            row,
            index.data(FoundRole),
            self.density,
            self._cells(),
            selected,
            selected and is_here(option.widget),
            bool(option.state & _State.State_MouseOver),
            focused or (selected and self._theme.mode == "contrast"),
        )
