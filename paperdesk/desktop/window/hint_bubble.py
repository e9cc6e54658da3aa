"""A bubble beside a widget: a hint about it, and an arrow to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import label
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent

    from paperdesk.desktop.theme.theme import Theme

_WIDE, _RADIUS, _ARROW = 336, 8, 8
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize)


class HintBubble(QWidget):
    """Takes no focus by itself, and goes where its anchor goes. Tab reaches its buttons."""

    accepted = Signal()
    """The hint was read: the button, or Esc in it."""
    declined = Signal()
    """The user wants no more hints."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._theme = theme
        self.anchor: QWidget | None = None
        """What it points at; None while it is hidden."""
        self._avoided: QWidget | None = None
        self._body, self._tip = QRect(), QPoint()
        self.setObjectName("hintBubble")
        self._text = label("body", self, wraps=True)
        self.accept_button = self._button(tr("Got it"), "link")
        self.accept_button.clicked.connect(self.accepted)
        self.decline_button = self._button(tr("No more hints"), "flat")
        self.decline_button.clicked.connect(self.declined)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.decline_button)
        buttons.addWidget(self.accept_button)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(8))
        self._column.addWidget(self._text)
        self._column.addLayout(buttons)
        theme.changed.connect(self._place)

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton(name, self)
        button.setProperty("kind", kind)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def text(self) -> str:
        """The hint."""
        return self._text.text()

    def point_at(self, anchor: QWidget, text: str, avoided: QWidget) -> None:
        """Show a hint beside a visible widget, and not over `avoided` if there is room."""
        self.hide()
        self.anchor, self._avoided = anchor, avoided
        self._text.setText(text)
        self.setAccessibleName(text)
        for widget in self._followed():
            widget.installEventFilter(self)
        self.show()
        self._place()

    def _followed(self) -> list[QWidget]:
        """The anchor and what it is in: a widget is not told that its parent moves."""
        found: list[QWidget] = []
        widget = self.anchor
        while widget is not None:
            found.append(widget)
            widget = widget.parentWidget()
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        elif event.type() == QEvent.Type.Hide and watched is self.anchor:
            self.hide()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():  # not so where the window was minimised
            for widget in self._followed():
                widget.removeEventFilter(self)
            self.anchor = None

    @Slot()
    def _place(self) -> None:
        around, anchor, avoided = self.parentWidget(), self.anchor, self._avoided
        if around is None or anchor is None or avoided is None:
            return
        px, column = self._theme.px, self._column
        padding = px(12)
        self.ensurePolished()
        self._text.ensurePolished()
        column.setContentsMargins(padding, padding, padding, padding)
        wide = min(px(_WIDE), around.width() - 2 * px(_ARROW))
        body, tip = place_beside(
            QSize(wide, column.totalHeightForWidth(wide)),
            _area(anchor, around),
            around.rect(),
            _area(avoided, around),
            px(_ARROW),
        )
        whole = body.united(QRect(tip, QSize(1, 1)))
        self._body, self._tip = body.translated(-whole.topLeft()), tip - whole.topLeft()
        column.setContentsMargins(
            self._body.left() + padding,
            self._body.top() + padding,
            whole.right() - body.right() + padding,
            whole.bottom() - body.bottom() + padding,
        )
        self.setGeometry(whole)
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A popup's ground, and the accent's edge around it and its arrow."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, arrow = QPainterPath(), QPainterPath()
        box = self._body.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        edge.addRoundedRect(box, _RADIUS, _RADIUS)
        tip, inwards = QPointF(self._tip), self._inwards()
        deep = inwards * (theme.px(_ARROW) + 1)
        across = QPointF(deep.y(), deep.x())
        arrow.addPolygon(QPolygonF([tip, tip + deep + across, tip + deep - across, tip]))
        painter.setPen(theme.colour("accent"))
        painter.setBrush(theme.colour("raised"))
        painter.drawPath(edge.united(arrow))

    def _inwards(self) -> QPointF:
        """One pixel from the tip of the arrow towards the text."""
        body, tip = self._body, self._tip
        if body.left() <= tip.x() <= body.right():
            return QPointF(0, 1 if tip.y() < body.top() else -1)
        return QPointF(1 if tip.x() < body.left() else -1, 0)

    def event(self, event: QEvent) -> bool:
        """Esc in one of the buttons is the bubble's own, not the window's."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if escape and event.type() == QEvent.Type.KeyPress:
            self.accepted.emit()
            return True
        return super().event(event)


def place_beside(
    size: QSize, anchor: QRect, around: QRect, avoided: QRect, arrow: int
) -> tuple[QRect, QPoint]:
    """Where a bubble of a size is, and the tip of its arrow, which is as long as `arrow`.

    Below the anchor if there is room, else above, right or left of it; and where it covers the
    least of `avoided`. All areas are in the same coordinates; the bubble is inside `around`.
    """
    wide, high, centre = size.width(), size.height(), anchor.center()
    tops = anchor.bottom() + 1 + arrow, anchor.top() - arrow - high
    lefts = centre.x() - wide // 2, avoided.right() + 1 + arrow, avoided.left() - arrow - wide
    beside = anchor.right() + 1 + arrow, anchor.left() - arrow - wide
    inside = around.adjusted(arrow, arrow, -arrow, -arrow)
    most_left, most_top = inside.right() + 1 - wide, inside.bottom() + 1 - high
    beside_top = max(inside.top(), min(centre.y() - high // 2, most_top))
    corners = [QPoint(max(inside.left(), min(x, most_left)), y) for y in tops for x in lefts]
    corners += [QPoint(x, beside_top) for x in beside]
    reach = anchor.adjusted(-1, -1, 1, 1)

    def faults(body: QRect) -> tuple[bool, int]:
        covered = body.intersected(avoided).size()
        fits = inside.contains(body) and reach.contains(_tip(body, anchor, arrow))
        return not fits, max(0, covered.width()) * max(0, covered.height())

    best = min((QRect(corner, size) for corner in corners), key=faults)
    best.moveTop(max(inside.top(), min(best.top(), most_top)))
    return best, _tip(best, anchor, arrow)


def _tip(body: QRect, anchor: QRect, arrow: int) -> QPoint:
    """Just outside the anchor, and where the edge of the bubble is straight."""
    room, centre = _RADIUS + arrow, anchor.center()
    if body.top() > anchor.bottom() or body.bottom() < anchor.top():
        x = max(body.left() + room, min(centre.x(), body.right() - room))
        return QPoint(x, anchor.bottom() + 1 if body.top() > anchor.bottom() else anchor.top() - 1)
    y = max(body.top() + room, min(centre.y(), body.bottom() - room))
    return QPoint(anchor.right() + 1 if body.left() > anchor.right() else anchor.left() - 1, y)


def _area(widget: QWidget, around: QWidget) -> QRect:
    return QRect(widget.mapTo(around, QPoint()), widget.size())
