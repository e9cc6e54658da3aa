"""The controls of dialogs: a choice, a tick, one of several. They read the theme's tokens.

A mark inside a box or a disc, and a caret, are things no style sheet can draw without a picture in
every colour; so these draw themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QRadioButton,
)

from paperdesk.desktop.theme.mirror import draw_text, mirrored, visual
from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.widgets.menu import style_choices

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme

_MARK, _RING, _GAP, _HIGH = 16, 4, 8, 28
_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class ComboBox(QComboBox):
    """Shows the selected item and a caret; the wheel scrolls the parent. 32 px high."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFixedHeight(theme.px(32))
        style_choices(theme, self.view())
        theme.changed.connect(self.update)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that passes over it changes nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An input's ground and edge; the ring of focus."""
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        with mirrored(painter, self.rect()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            enabled = self.isEnabled()
            painter.setPen(theme.colour("line_control" if enabled else "line"))
            painter.setBrush(theme.colour("reader"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            if self.hasFocus():
                paint_focus(painter, theme, self.rect(), 5)
            side = px(12)
            caret = QRect(self.width() - px(8) - side, (self.height() - side) // 2, side, side)
            theme.icon("ph.caret-down-bold", "text2" if enabled else "disabled").paint(
                painter, caret
            )
            place = QRect(px(10), 0, caret.left() - px(18), self.height())
            painter.setFont(theme.font(13))
            painter.setPen(theme.colour("text" if enabled else "disabled"))
            shown = painter.fontMetrics().elidedText(
                self.currentText(), Qt.TextElideMode.ElideRight, place.width()
            )
            draw_text(painter, place, _LINE, shown)


class Tick(QCheckBox):
    """A box of 16 and its words."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        _prepare(self, theme)

    def sizeHint(self) -> QSize:
        return _size(self, self._theme)

    def hitButton(self, place: QPoint) -> bool:
        """All of it."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick, words."""
        painter, theme = QPainter(self), self._theme
        box = _paint_mark(self, painter, theme, radius=3)
        if self.isChecked():
            side = theme.px(12)
            tick = QRect(0, 0, side, side)
            tick.moveCenter(box.center())
            theme.icon("ph.check-bold", "on_accent").paint(painter, tick)


class Radio(QRadioButton):
    """A disc of 16 and its words; those of one parent exclude each other."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        _prepare(self, theme)

    def sizeHint(self) -> QSize:
        return _size(self, self._theme)

    def hitButton(self, place: QPoint) -> bool:
        """All of it."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc, point, words."""
        painter, theme = QPainter(self), self._theme
        disc = _paint_mark(self, painter, theme, radius=theme.px(_MARK) // 2)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("on_accent"))
            half = theme.px(6) / 2
            painter.drawEllipse(QRectF(disc).center(), half, half)


def _prepare(button: QAbstractButton, theme: Theme) -> None:
    button.setFont(theme.font(13))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(button.text())
    theme.changed.connect(button.update)


def _size(button: QAbstractButton, theme: Theme) -> QSize:
    text = QFontMetrics(theme.font(13)).horizontalAdvance(button.text())
    wide = theme.px(_MARK) + 2 * _RING + theme.px(_GAP) + text + 2
    return QSize(wide, theme.row(_HIGH))


def _paint_mark(button: QAbstractButton, painter: QPainter, theme: Theme, radius: int) -> QRect:
    """Draw an empty or filled mark and the words; the mark's place."""
    with mirrored(painter, button.rect()):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, enabled = theme.px(_MARK), button.isEnabled()
        mark = QRect(_RING, (button.height() - side) // 2, side, side)
        fill = "accent_fill" if enabled else "disabled"
        edge = fill if button.isChecked() else "line_control" if enabled else "line"
        painter.setPen(theme.colour(edge))
        painter.setBrush(theme.colour(fill if button.isChecked() else "reader"))
        painter.drawRoundedRect(QRectF(mark).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if button.hasFocus():
            ring = mark.adjusted(-_RING, -_RING, _RING, _RING)
            paint_focus(painter, theme, ring, radius + _RING - 1)
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("text" if enabled else "disabled"))
        place = button.rect()
        place.setLeft(mark.right() + 1 + theme.px(_GAP))
        draw_text(painter, place, _LINE, button.text())
    return visual(mark, button.rect())
