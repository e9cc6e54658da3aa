"""The delegate of the list of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.papers.model import GroupRole, MatchRole, RowRole
from paperdesk.desktop.papers.painter import (
    HEIGHTS,
    RowAppearance,
    paint_group_header,
    paint_placeholder,
    paint_row,
    star_rect,
)
from paperdesk.desktop.theme.mirror import visual
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
    """Paints rows of a PaperModel, through a cache of pixmaps."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.density: Density = "comfortable"
        self.keyboard = False
        """Whether the keyboard was used last: the current row then has a focus ring."""
        self.cells: Callable[[], Cells] = tuple
        """The cells of a row, for columns; set by the owner."""
        self._pixmaps = RowPixmapCache(theme, "list", self._draw, self)

    def set_density(self, density: Density) -> None:
        """Set the kind of rows; the caller lays out the view again."""
        self.density = density

    def row_height(self) -> int:
        """The height of every paper's row, in pixels."""
        return self._theme.row(HEIGHTS[self.density])

    def header_height(self) -> int:
        """The height of a group's header, in pixels: between cards lower than theirs."""
        height = self.row_height()
        return self._theme.row(32) if self.density == "comfortable" else height

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, self.row_height())

    def star_rect(self, rect: QRect) -> QRect:
        """The clickable area of the star, in a row at `rect`."""
        return visual(star_rect(self._theme, self.density, rect, self._cells()), rect)

    def prepare(self, option: QStyleOptionViewItem, index: _Index) -> bool:
        """Render a row into the cache; False if it is there already or not cached."""
        row: Row | None = index.data(RowRole)
        if row is None:
            return False
        appearance = self._appearance(option, index, row)
        return self._pixmaps.prepare(option.widget, option.rect.size(), appearance)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row | None = index.data(RowRole)
        if row is not None:
            self._pixmaps.paint(painter, option.rect, self._appearance(option, index, row))
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        rect = QRect(0, 0, option.rect.width(), option.rect.height())
        group: Group | None = index.data(GroupRole)
        if group is not None:
            paint_group_header(painter, self._theme, self.density, rect, group.label, group.count)
        else:
            paint_placeholder(painter, self._theme, self.density, rect)
        painter.restore()

    def _draw(self, painter: QPainter, appearance: RowAppearance, rect: QRect) -> None:
        paint_row(painter, self._theme, appearance, rect)

    def _cells(self) -> Cells:
        return self.cells() if self.density == "columns" else ()

    def _appearance(self, option: QStyleOptionViewItem, index: _Index, row: Row) -> RowAppearance:
        selected = bool(option.state & _State.State_Selected)
        # In the contrast theme every selected row has a ring.
        focused = self.keyboard and bool(option.state & _State.State_HasFocus)
        return RowAppearance(
            row,
            index.data(MatchRole),
            self.density,
            self._cells(),
            selected,
            selected and is_here(option.widget),
            bool(option.state & _State.State_MouseOver),
            focused or (selected and self._theme.mode == "contrast"),
        )
