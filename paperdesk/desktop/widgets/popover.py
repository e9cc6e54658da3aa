"""A small window over the window: it goes with Esc, with a click or a wheel elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from paperdesk.desktop.widgets.basics import SHADOW, paint_popup

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

    from paperdesk.desktop.theme.theme import Theme

Anchor = tuple[QWidget, QRect | None]
"""Where a popover opens: below a widget, or below a part of it."""
_LEAVES = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Popover(QWidget):
    """Subclasses fill it; their layout leaves `margin` for the shadow."""

    left = Signal()
    """It was closed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._focus_before: QWidget | None = None
        self.hide()
        self.margin = theme.px(SHADOW)
        theme.changed.connect(self.update)

    def open_at(self, place: QRect, focus: QWidget | None = None) -> None:
        """Open below or above an area of the parent, and focus `focus`."""
        self._focus_before = self.window().focusWidget()
        self.ensurePolished()
        layout = self.layout()
        if layout is not None:
            layout.activate()  # parts were shown or hidden since: before, its size is the old one
        self.adjustSize()
        self.move(self._corner(place))
        self.raise_()
        self.show()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def _corner(self, place: QRect) -> QPoint:
        """Where the shadow begins: below the place, above it, or beside it, inside the parent."""
        around = self.parentWidget()
        assert around is not None
        gap, shadow = self._theme.px(6), self.margin
        wide, high = self.width() - 2 * shadow, self.height() - 2 * shadow
        most_left, most_top = around.width() - wide - gap, around.height() - high - gap
        left, top = place.left(), place.bottom() + gap
        if top > most_top:
            top = place.top() - gap - high
        if top < gap or top > most_top:  # no room, or the place itself is out of sight
            top = place.top()
            beside = place.left() - gap - wide, place.right() + gap
            left = next((x for x in beside if gap <= x <= most_left), left)
        corner = QPoint(max(min(left, most_left), gap), max(min(top, most_top), gap))
        return corner - QPoint(shadow, shadow)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on a click elsewhere closes."""
        super().showEvent(event)
        _application().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """The focus goes back to where it was, unless the user took it elsewhere."""
        super().hideEvent(event)
        _application().removeEventFilter(self)
        inside = self.window().focusWidget()
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before) and inside and self.isAncestorOf(inside):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a click outside or Esc, which does not reach the window."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.hide()
                return True
        elsewhere = isinstance(watched, QWidget) and not self._holds(watched)
        if event.type() in _LEAVES and elsewhere:
            self.hide()
        return False

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, ground, edge."""
        edge = self.margin
        paint_popup(QPainter(self), self._theme, self.rect().adjusted(edge, edge, -edge, -edge))


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication), "there is a widget"
    return app
