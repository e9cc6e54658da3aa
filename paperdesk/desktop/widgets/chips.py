"""The tags of one paper as chips, each with its ×, and the way to more."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from paperdesk.desktop.theme.icons import glyph_icon
from paperdesk.desktop.theme.mirror import draw_text, mirrored, visual
from paperdesk.desktop.widgets.basics import describe, plain_tip
from paperdesk.desktop.widgets.flow_layout import FlowLayout
from paperdesk.desktop.widgets.keycaps import shown
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QColor, QIcon, QPaintEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Tag

    Colours = tuple[QColor | None, QColor, QColor]
    """Of a chip: ground, edge, text."""

_WIDEST = 280
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class TagEditor(QWidget):
    """Chips in rows. `tag_removed(name)` when a × is used, `more_asked` by "Add tag"."""

    tag_removed = Signal(str)
    tag_chosen = Signal(str, bool)
    """The name of a tag was clicked; whether with Ctrl."""
    more_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, links: bool = False) -> None:
        """`links`: whether a click on a name, or Enter, is for `tag_chosen`."""
        super().__init__(parent)
        self._theme, self._links = theme, links
        self._tags: tuple[Tag, ...] = ()
        self._chips: list[TagChip] = []
        self.setObjectName("tagEditor")
        self.setAccessibleName(tr("Tags"))
        self._layout = FlowLayout(self, theme.px(6))
        self.add_button = AddChip(theme, self)
        self.add_button.clicked.connect(self.more_asked)
        self._layout.addWidget(self.add_button)

    def show_tags(self, tags: Sequence[Tag]) -> None:
        """Show these; a focus on a chip that goes passes to the next one."""
        if tuple(tags) == self._tags:
            return
        focused = next((i for i, chip in enumerate(self._chips) if chip.hasFocus()), None)
        self._tags = tuple(tags)
        for old in self._chips:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [self._chip(tag) for tag in self._tags]
        self._order_focus()
        if focused is not None:
            after = [*self._chips[focused:], self.add_button]
            after[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.updateGeometry()

    def _chip(self, tag: Tag) -> TagChip:
        chip = TagChip(self._theme, tag, self, link=self._links)
        chip.clicked.connect(partial(self.tag_removed.emit, tag.name))
        chip.name_clicked.connect(partial(self.tag_chosen.emit, tag.name))
        self._layout.insert(self._layout.count() - 1, chip)
        chip.show()
        return chip

    def _order_focus(self) -> None:
        for before, after in pairwise([*self._chips, self.add_button]):
            QWidget.setTabOrder(before, after)


class Chip(QAbstractButton):
    """The base of chips: height, text, focus ring."""

    high = 22

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setFont(theme.font(12, 500))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The width of the text, 8 px on both sides, and of what follows it."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 1
        room = self._theme.px(16) + self._after()
        return QSize(min(wide + room, self._theme.px(_WIDEST)), self._theme.px(self.high))

    def _after(self) -> int:
        return 0

    def _draw(self, painter: QPainter, ground: QColor | None, edge: QColor, text: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(self._theme.colour("focus") if self.hasFocus() else edge, width))
        painter.setBrush(ground or Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 4, 4)
        painter.setPen(text)
        place = self._text_place()
        elided = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, place.width()
        )
        draw_text(painter, place, Qt.AlignmentFlag.AlignVCenter, elided)

    def _text_place(self) -> QRect:
        side = self._theme.px(8)
        return self.rect().adjusted(side, 0, -side - self._after(), 0)

    def event(self, event: QEvent) -> bool:
        """Delete is the chip's own before it is the window's."""
        override = QEvent.Type.ShortcutOverride
        if event.type() == override and isinstance(event, QKeyEvent) and event.key() in _REMOVE:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def tag_colours(theme: Theme, hue: str) -> Colours:
    """Those of a tag's chip."""
    colours = theme.tag(hue)
    edge = colours.edge if colours.edge.alpha() else colours.ground
    return colours.ground, edge, colours.text


class RemovableChip(Chip):
    """A chip that is removed by its ×, Enter, Delete or Backspace."""

    def __init__(
        self, theme: Theme, text: str, colours: Callable[[], Colours], parent: QWidget
    ) -> None:
        """`colours` is called at every paint, since the theme may change."""
        super().__init__(theme, text, parent)
        self._colours = colours
        self._cross: QIcon = glyph_icon("ph.x-bold", self._cross_colour)

    def _cross_colour(self, mode: QIcon.Mode) -> QColor:
        return self._colours()[2]

    def _after(self) -> int:
        return self._theme.px(16)

    def hitButton(self, place: QPoint) -> bool:
        """Remove by mouse only on the ×: a click on the name does nothing."""
        place = visual(QRect(place, QSize(1, 1)), self.rect()).topLeft()
        return place.x() >= self.width() - self._after() - self._theme.px(4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace remove."""
        if event.key() in _REMOVE:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground or edge, words, ×."""
        painter = QPainter(self)
        side = self._theme.px(12)
        right = self.width() - self._theme.px(8) - side
        with mirrored(painter, self.rect()):
            self._draw(painter, *self._colours())
            self._cross.paint(painter, QRect(right, (self.height() - side) // 2, side, side))


class TagChip(RemovableChip):
    """A tag of the paper; as a link its name, or Enter, searches."""

    name_clicked = Signal(bool)
    """Whether with Ctrl."""

    def __init__(self, theme: Theme, tag: Tag, parent: QWidget, *, link: bool = False) -> None:
        super().__init__(theme, tag.name, partial(tag_colours, theme, tag.colour), parent)
        self._link = link
        if link:
            self.setAccessibleName(tr("Tag {tag}: search (Enter), remove (Delete)", tag=tag.name))
            search = tr("Search for tag {tag}\nCtrl+click adds it", tag=tag.name)
            self.setToolTip(plain_tip("\n".join((search, tr("Remove this tag (Delete)")))))
        else:
            self.setAccessibleName(tr("Remove tag {tag}", tag=tag.name))
            self.setToolTip(plain_tip("\n".join((tag.name, tr("Remove this tag (Delete)")))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the name follows the link."""
        place = event.position().toPoint()
        was_down = self.isDown()
        super().mouseReleaseEvent(event)
        inside = self.rect().contains(place) and not self.hitButton(place)
        if self._link and inside and not was_down and event.button() == Qt.MouseButton.LeftButton:
            self.name_clicked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link."""
        if self._link and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.name_clicked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)


class AddChip(Chip):
    """ "Add tag" with its key, an outline."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, tr("Add tag"), parent)
        describe(self, tr("Add tag"), "T")

    def _after(self) -> int:
        return self._theme.px(7) + QFontMetrics(self.font()).horizontalAdvance(shown("T"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, words, key."""
        painter = QPainter(self)
        ground = self._theme.colour("hover") if self.underMouse() else None
        colour = self._theme.colour
        place = self.rect().adjusted(0, 0, -self._theme.px(8), 0)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        with mirrored(painter, self.rect()):
            self._draw(painter, ground, colour("line_control"), colour("text2"))
            draw_text(painter, place, right, shown("T"))
