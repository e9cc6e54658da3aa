"""Draws the rows of a PaperModel, and keeps their pictures.

    delegate = PaperDelegate(theme, parent)
    delegate.set_density("comfortable" | "compact" | "columns"), delegate.row_height()
    delegate.cells = header.cells       where the cells of a row are, for columns
    delegate.star_rect(rect)            where a click on the star of the row in `rect` counts
    delegate.keyboard = True            whether the focus ring is drawn
    delegate.prepare(option, index)     draws a row ahead

To lay a card out and draw it takes half a millisecond, to copy its picture a hundredth of that.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.panes import is_here
from paperdesk.desktop.paper_model import FoundRole, GroupRole, RowRole
from paperdesk.desktop.row_painter import (
    HEIGHTS,
    Look,
    paint_head,
    paint_row,
    paint_skeleton,
    star_rect,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.desktop.groups import Group
    from paperdesk.desktop.row_painter import Cells, Density
    from paperdesk.desktop.theme import Theme
    from paperdesk.model.rows import Row

_Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
_MOST_PIXELS = 6_000_000
"""Of all pictures kept, at four bytes: two or three screens of rows."""


class PaperDelegate(QStyledItemDelegate):
    """Paints rows of a PaperModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.density: Density = "comfortable"
        self.keyboard = False
        self.cells: Callable[[], Cells] = tuple
        self._pictures: OrderedDict[tuple[Look, float], QPixmap] = OrderedDict()
        self._pixels = 0
        theme.changed.connect(self._forget)

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
        ratio = option.widget.devicePixelRatioF()
        if row is None or not ratio.is_integer():
            return False
        look = self._look(option, index, row)
        if (look, ratio) in self._pictures:
            return False
        self._picture(look, ratio)
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row | None = index.data(RowRole)
        ratio = painter.device().devicePixelRatioF()
        if row is not None and ratio.is_integer():
            picture = self._picture(self._look(option, index, row), ratio)
            painter.drawPixmap(option.rect.topLeft(), picture)
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        rect = QRect(0, 0, option.rect.width(), option.rect.height())
        group: Group | None = index.data(GroupRole) if row is None else None
        if row is not None:
            # Between pixels the picture would be blurred.
            paint_row(painter, self._theme, self._look(option, index, row))
        elif group is not None:
            paint_head(painter, self._theme, self.density, rect, group)
        else:
            paint_skeleton(painter, self._theme, self.density, rect)
        painter.restore()

    @Slot()
    def _forget(self) -> None:
        self._pictures.clear()
        self._pixels = 0

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
            option.rect.width(),
            option.rect.height(),
            self._cells(),
            selected,
            selected and is_here(option.widget),
            bool(option.state & _State.State_MouseOver),
            focused or (selected and self._theme.mode == "contrast"),
        )

    def _picture(self, look: Look, ratio: float) -> QPixmap:
        picture = self._pictures.get((look, ratio))
        if picture is not None:
            self._pictures.move_to_end((look, ratio))
            return picture
        picture = QPixmap(round(look.width * ratio), round(look.height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.colour("list"))
        painter = QPainter(picture)
        paint_row(painter, self._theme, look)
        painter.end()
        self._pictures[look, ratio] = picture
        self._pixels += picture.width() * picture.height()
        while self._pixels > _MOST_PIXELS and len(self._pictures) > 1:
            _, old = self._pictures.popitem(last=False)
            self._pixels -= old.width() * old.height()
        return picture
