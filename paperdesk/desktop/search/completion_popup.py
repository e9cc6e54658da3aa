"""The popup of completions below the word in the search box. It never takes the focus.

popup = CompletionPopup(theme, count, window)
popup.show_choices(choices, box, 7)     below its 8th letter; the first row is the current one;
                                        an empty list closes
popup.chosen(Choice)                    clicked
popup.current() -> Choice | None, popup.step(1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.theme.pixmap_cache import RowPixmapCache
from paperdesk.desktop.widgets.basics import SHADOW, paint_popup, safe_tip
from paperdesk.desktop.wording import comma_list
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QLabel

    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.search.candidates import Choice
    from paperdesk.desktop.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_WIDEST_COUNT = tr_n("{n} paper", "{n} papers", 1_000_000)
_WIDTH, _ROW, _EDGE = 336, 32, 8
_CORNER = 10
_TALL = 400
"""At least so high is the picture of the ground drawn: higher than eight rows."""
_CHOICE = Qt.ItemDataRole.UserRole + 1
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_ICONS = {
    "word": "ph.magnifying-glass",
    "field": "ph.funnel",
    "value": "ph.funnel",
    "tag": "ph.tag",
    "year": "ph.calendar",
    "dump": "ph.file-text",
    "author": "ph.user",
    "org": "ph.buildings",
    "venue": "ph.books",
    "topic": "ph.hash",
    "recent": "ph.clock",
    "clear": "ph.trash",
}


class CompletionPopup(QWidget):
    """336 wide, rows of 32; it lies over its parent, the window."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, count: QLabel, parent: QWidget) -> None:
        """It leaves `count` uncovered."""
        super().__init__(parent)
        self._theme, self._count = theme, count
        self._ground = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.hide()
        self.setAccessibleName(tr("Completions"))
        self._model = _Choices(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._delegate = _Delegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(tr("Completions"))
        self._list.setProperty("pane", "raised")
        self._list.setMouseTracking(True)
        # The rows fill it: nothing below them is painted again with them.
        self._list.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_clicked)
        px = theme.px
        edge = px(SHADOW)
        self.setFixedWidth(px(_WIDTH) + 2 * edge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(
            edge + px(_EDGE), edge + px(_EDGE), edge + px(_EDGE), edge + px(8)
        )
        layout.addWidget(self._list)
        theme.changed.connect(self._forget_ground)

    def show_choices(self, choices: Sequence[Choice], box: SearchBox, start: int) -> None:
        """Show these below the letter at `start` of the box, where the word begins."""
        self._model.show_choices(choices)
        if not choices:
            self.hide()
            return
        px = self._theme.px
        room = QSize(px(_WIDTH) - 2 * px(_EDGE), self._theme.row(_ROW))
        for row, choice in enumerate(choices):
            self._delegate.prepare(self, room, choice, selected=row == 0)
        self._list.setCurrentIndex(self._model.index(0))
        self._list.setFixedHeight(len(choices) * self._theme.row(_ROW))
        self.adjustSize()
        place = self._place(box, start)
        if not self.isVisible() or abs(place.x() - self.x()) > 1:  # a pixel is but rounding
            self.move(place)
        self.raise_()
        self.show()

    def prepare(self) -> None:
        """Draw shadow, ground and edge ahead: that takes 2 to 4 ms."""
        ratio, drawn = self.devicePixelRatioF(), self._ground
        if drawn.devicePixelRatio() != ratio or drawn.height() < self.height() * ratio:
            self._ground = self._drawn(QSize(self.width(), max(self.height(), _TALL)))

    def choices(self) -> Sequence[Choice]:
        """What it shows."""
        return self._model.choices if self.isVisible() else ()

    def current(self) -> Choice | None:
        """The choice that Tab takes."""
        choice: Choice | None = self._list.currentIndex().data(_CHOICE)
        return choice if self.isVisible() else None

    def step(self, by: int) -> None:
        """Go up or down, round at the ends."""
        row = (self._list.currentIndex().row() + by) % self._model.rowCount()
        self._list.setCurrentIndex(self._model.index(row))

    def _place(self, box: SearchBox, start: int) -> QPoint:
        """The position that aligns the texts, inside the window; the shadow may be cut off."""
        px, edge = self._theme.px, self._theme.px(SHADOW)
        caret, inset = box.cursorRect().center().x(), px(_EDGE + 36)
        if box.isRightToLeft():
            left = caret + inset - px(_WIDTH)
        else:
            left = (
                caret - inset - box.fontMetrics().horizontalAdvance(box.text()[start : box.caret])
            )
        below = box.mapTo(self.window(), QPoint(left, box.height() + px(6)))
        least, most = self._bounds()
        return QPoint(max(least, min(below.x(), most)) - edge, below.y() - edge)

    def _bounds(self) -> tuple[int, int]:
        """The outermost positions, beside the longest number of papers, so that it never jumps."""
        px, count = self._theme.px, self._count
        least, most = px(8), self.window().width() - px(_WIDTH) - px(8)
        if count.isVisible():
            wide = count.fontMetrics().horizontalAdvance(_WIDEST_COUNT) + px(8)
            if self.isRightToLeft():
                beside = count.mapTo(self.window(), QPoint(count.width() - wide, 0)).x()
                return least, max(least, min(most, beside - px(_WIDTH)))
            least = count.mapTo(self.window(), QPoint(wide, 0)).x()
        return least, most

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_CHOICE))

    @Slot()
    def _forget_ground(self) -> None:
        self._ground = QPixmap()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Repaint the lower half, of which the shadow changes; the rest stays on the screen."""
        super().resizeEvent(event)
        above = min(self.height(), event.oldSize().height()) // 2
        self.update(self.rect().adjusted(0, max(0, above), 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, ground, edge: upper and lower half of one picture."""
        self.prepare()
        ratio = self.devicePixelRatioF()
        upper = QRect(0, 0, self.width(), self.height() // 2)
        lower = self.rect().adjusted(0, upper.height(), 0, 0)
        below = lower.translated(0, round(self._ground.height() / ratio) - self.height())
        painter = QPainter(self)
        for place, part in ((upper, upper), (lower, below)):
            source = QRectF(QPointF(part.topLeft()) * ratio, QSizeF(part.size()) * ratio)
            painter.drawPixmap(QRectF(place), self._ground, source)

    def _drawn(self, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        ground = QPixmap(size * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(Qt.GlobalColor.transparent)
        edge = self._theme.px(SHADOW)
        painter = QPainter(ground)
        place = QRect(QPoint(), size).adjusted(edge, edge, -edge, -edge)
        paint_popup(painter, self._theme, place)
        painter.end()
        return ground


class _Choices(QAbstractListModel):
    """The choices as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.choices[index.row()]
        if role == _CHOICE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return comma_list([each for each in (choice.label, choice.right) if each])
        return safe_tip(choice.label) if role == Qt.ItemDataRole.ToolTipRole else None


class _Look(NamedTuple):
    """What a row shows, and how."""

    icon: str
    label: str
    right: str
    selected: bool
    hovered: bool


def _look(choice: Choice, selected: bool, hovered: bool = False) -> _Look:
    return _Look(_ICONS[choice.kind], choice.label, choice.right, selected, hovered)


class _Delegate(QStyledItemDelegate):
    """Icon, words, and at the right what they find."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = RowPixmapCache(theme, "raised", self._draw, self)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._theme.row(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._pictures.paint(painter, option.rect, _look(index.data(_CHOICE), selected, hovered))

    def prepare(self, widget: QWidget, size: QSize, choice: Choice, *, selected: bool) -> None:
        """Draw a row ahead, so that to show it takes the less."""
        self._pictures.prepare(widget, size, _look(choice, selected))

    def _draw(self, painter: QPainter, look: _Look, rect: QRect) -> None:
        theme, px = self._theme, self._theme.px
        with mirrored(painter, rect):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if look.selected or look.hovered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("selected" if look.selected else "hover"))
                painter.drawRoundedRect(rect, 4, 4)
            side = px(16)
            box = QRect(px(8), (rect.height() - side) // 2, side, side)
            theme.icon(look.icon, "accent" if look.selected else "text2").paint(painter, box)
            inside = rect.adjusted(px(36), 0, -px(8), 0)
            right = self._right(painter, inside, look.right)
            font = theme.font(13)
            room = inside.width() - right
            painter.setFont(font)
            painter.setPen(theme.colour("text"))
            shown = QFontMetricsF(font).elidedText(look.label, Qt.TextElideMode.ElideRight, room)
            draw_text(painter, inside, _LINE, shown)

    def _right(self, painter: QPainter, inside: QRect, text: str) -> int:
        """Write at the right edge; the room taken."""
        if not text:
            return 0
        font = self._theme.font(12, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text2"))
        draw_text(painter, inside, _LINE | Qt.AlignmentFlag.AlignRight, text)
        return round(QFontMetricsF(font).horizontalAdvance(text)) + self._theme.px(8)
