"""The popover of a highlight: its colour, its comment, its tags, and the way to delete it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.popover import Popover
from paperdesk.model.highlight import COLOURS

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Highlight

_WIDTH = 304
_PAUSE = 600
"""Milliseconds after the last key until a comment is saved."""


class HighlightPopover(Popover):
    """For a selection it offers colours alone; for a highlight all that belongs to it.

    `edited(number, colour, comment, tags)` comes with a click on a colour, a moment after the last
    key, and when it closes.
    """

    colour_chosen = Signal(str)
    """Highlight the selection in this colour."""
    edited = Signal(int, str, str, object)
    removed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("highlightPopover")
        self.setAccessibleName("Highlight")
        self._mark: Highlight | None = None
        self._said: tuple[str, str, tuple[str, ...]] = ("", "", ())
        self._discs = {hue: Disc(theme, hue, self) for hue in COLOURS}
        self.comment = QPlainTextEdit(self)
        self.tags = QLineEdit(self)
        self.delete_button = QPushButton("Delete highlight", self)
        self._hint = label("caption", self)
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.save)
        self._arrange()
        for hue, disc in self._discs.items():
            disc.clicked.connect(partial(self._choose, hue))
        self.comment.textChanged.connect(self._pause.start)
        self.tags.textEdited.connect(self._pause.start)
        self.delete_button.clicked.connect(self._delete)
        self.left.connect(self.save)

    def offer(self, place: QRect, colour: str) -> None:
        """Offer colours for a selection; the focus stays with it. `colour` is what H takes."""
        self.save()
        self._mark = None
        self._show(colour)
        self._hint.setText(f"H highlights in {colour}")
        self.open_at(place)

    def open_for(self, mark: Highlight, place: QRect) -> None:
        """Show a highlight, with the caret in its comment."""
        self.save()
        self._mark = None  # what is filled in now is no edit
        self.comment.setPlainText(mark.comment)
        self.tags.setText(", ".join(mark.tags))
        self._mark, self._said = mark, (mark.colour, mark.comment, mark.tags)
        self._show(mark.colour)
        self.open_at(place, self.comment)

    def _show(self, colour: str) -> None:
        whole = self._mark is not None
        for part in (self.comment, self.tags, self.delete_button):
            part.setVisible(whole)
        self._hint.setVisible(not whole)
        for hue, disc in self._discs.items():
            disc.setChecked(hue == colour)
            policy = Qt.FocusPolicy.TabFocus if whole else Qt.FocusPolicy.NoFocus
            disc.setFocusPolicy(policy)

    @Slot()
    def save(self) -> None:
        """Say what was typed, if it is not said yet."""
        self._pause.stop()
        if self._mark is None:
            return
        colour = next(hue for hue, disc in self._discs.items() if disc.isChecked())
        tags = [" ".join(each.split()) for each in self.tags.text().split(",")]
        said = colour, self.comment.toPlainText(), tuple(dict.fromkeys(filter(None, tags)))
        if said != self._said:
            self._said = said
            self.edited.emit(self._mark.id, *said)

    @Slot()
    def _choose(self, hue: str, checked: bool = False) -> None:
        for other, disc in self._discs.items():
            disc.setChecked(other == hue)
        if self._mark is None:
            self.colour_chosen.emit(hue)
            self.hide()
        else:
            self.save()

    @Slot()
    def _delete(self) -> None:
        mark, self._mark = self._mark, None
        self.hide()
        if mark is not None:
            self.removed.emit(mark.id)

    def _arrange(self) -> None:
        px = self._theme.px
        self.comment.setAccessibleName("Comment")
        self.comment.setPlaceholderText("Comment")
        self.comment.setToolTip("Comment on this highlight")
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(px(72))
        self.comment.setMinimumWidth(px(_WIDTH) - px(24))
        self.tags.setAccessibleName("Tags of this highlight, with commas")
        self.tags.setPlaceholderText("Tags, with commas")
        self.tags.setToolTip("Tags of this highlight, with commas")
        self.delete_button.setProperty("kind", "danger")
        self.delete_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self.delete_button, "Delete highlight")
        discs = QHBoxLayout()
        discs.setSpacing(px(8))
        for disc in self._discs.values():
            discs.addWidget(disc)
        discs.addStretch(1)
        layout = QVBoxLayout(self)
        edge = self.margin + px(12)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(px(8))
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addLayout(discs)
        for part in (self._hint, self.comment, self.tags):
            layout.addWidget(part)
        layout.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignLeft)


class Disc(QAbstractButton):
    """A highlight's colour: its ground in its bar's colour, ticked when chosen."""

    def __init__(self, theme: Theme, hue: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._hue = theme, hue
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        describe(self, hue.capitalize())
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """28: a disc of 24 and its ring."""
        return QSize(self._theme.px(28), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc, tick, ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, bar = self._theme.highlight(self._hue)
        inside = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(bar, 2))
        painter.setBrush(ground)
        painter.drawEllipse(inside)
        if self.isChecked():
            side = self._theme.px(12)
            tick = self.rect()
            tick.setSize(QSize(side, side))
            tick.moveCenter(self.rect().center())
            self._theme.icon("ph.check-bold", "text").paint(painter, tick)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
