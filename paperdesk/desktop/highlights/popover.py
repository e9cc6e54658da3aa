"""The popover of a highlight: colour, comment, tags, and a button that deletes it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.highlights.colours import COLOUR_NAMES, KEY_HIGHLIGHTS_IN
from paperdesk.desktop.widgets.basics import describe, label, set_tip
from paperdesk.desktop.widgets.popover import Popover
from paperdesk.desktop.widgets.text_update import update_text
from paperdesk.model.highlight import COLOURS, HighlightValues
from paperdesk.model.text_merge import merge_texts
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Highlight

_WIDTH = 304
_SAVE_DELAY_MS = 600
"""Delay between the last key and saving."""


class HighlightPopover(Popover):
    """Offers colours for selected text, or edits a highlight.

    Edits are emitted when a colour is clicked, 600 ms after the last key, and on closing.
    """

    colour_chosen = Signal(str)
    """Highlight the selection in this colour."""
    edited = Signal(object, object)
    """The Highlight as it was, and its new HighlightValues."""
    removed = Signal(int)
    """Delete the highlight with this id."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("highlightPopover")
        self.setAccessibleName(tr("Highlight"))
        self._highlight: Highlight | None = None
        self._colour_buttons = {colour: ColourButton(theme, colour, self) for colour in COLOURS}
        self.comment = QPlainTextEdit(self)
        self.tags = QLineEdit(self)
        self.delete_button = QPushButton(tr("Delete highlight"), self)
        self._hint = label("caption", self)
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(_SAVE_DELAY_MS)
        self._pause.timeout.connect(self.save)
        self._arrange()
        for colour, button in self._colour_buttons.items():
            button.clicked.connect(partial(self._on_colour_clicked, colour))
        self.comment.textChanged.connect(self._pause.start)
        self.tags.textEdited.connect(self._pause.start)
        self.delete_button.clicked.connect(self._delete)
        self.left.connect(self.save)

    def offer(self, place: QRect, colour: str) -> None:
        """Offer colours for selected text, which keeps the focus; `colour` is that of the key H."""
        self.save()
        self._highlight = None
        self._show(colour)
        self._hint.setText(KEY_HIGHLIGHTS_IN[colour])
        self.open_at(place)

    def open_for(self, highlight: Highlight, place: QRect) -> None:
        """Edit a highlight; its comment gets the focus."""
        self.save()
        self._highlight = None  # filling the fields is not an edit
        self.comment.setPlainText(highlight.comment)
        self.tags.setText(", ".join(highlight.tags))
        self._highlight = highlight
        self._show(highlight.colour)
        self.open_at(place, self.comment)

    def _show(self, selected: str) -> None:
        editing = self._highlight is not None
        for part in (self.comment, self.tags, self.delete_button):
            part.setVisible(editing)
        self._hint.setVisible(not editing)
        for colour, button in self._colour_buttons.items():
            button.setChecked(colour == selected)
            policy = Qt.FocusPolicy.TabFocus if editing else Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(policy)

    @Slot()
    def save(self) -> None:
        """Emit unsaved changes now."""
        self._pause.stop()
        if self._highlight is None:
            return
        colour = next(c for c, button in self._colour_buttons.items() if button.isChecked())
        tags = [" ".join(each.split()) for each in self.tags.text().split(",")]
        comment = self.comment.toPlainText()
        values = HighlightValues(colour, comment, tuple(dict.fromkeys(filter(None, tags))))
        before = self._highlight
        if values != before.values:
            self._highlight = replace(before, **values._asdict())
            self.edited.emit(before, values)

    def update_highlight(self, highlight: Highlight) -> None:
        """Take over what the highlight that is edited has become, around what is being typed."""
        before = self._highlight
        if before is None or highlight.id != before.id or highlight == before:
            return
        typed = self.comment.toPlainText()
        self._highlight = highlight
        comment = merge_texts(before.comment, typed, highlight.comment).text
        update_text(self.comment, comment)
        if not self.tags.isModified():
            self.tags.setText(", ".join(highlight.tags))
        for colour, button in self._colour_buttons.items():
            button.setChecked(colour == highlight.colour)

    @Slot()
    def _on_colour_clicked(self, colour: str, checked: bool = False) -> None:
        for other, button in self._colour_buttons.items():
            button.setChecked(other == colour)
        if self._highlight is None:
            self.colour_chosen.emit(colour)
            self.hide()
        else:
            self.save()

    @Slot()
    def _delete(self) -> None:
        highlight, self._highlight = self._highlight, None
        self.hide()
        if highlight is not None:
            self.removed.emit(highlight.id)

    def _arrange(self) -> None:
        px = self._theme.px
        self.comment.setAccessibleName(tr("Comment"))
        self.comment.setPlaceholderText(tr("Comment"))
        set_tip(self.comment, tr("Comment on this highlight"))
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(px(72))
        self.comment.setMinimumWidth(px(_WIDTH) - px(24))
        self.tags.setAccessibleName(tr("Tags of this highlight, separated by commas"))
        self.tags.setPlaceholderText(tr("Tags, separated by commas"))
        set_tip(self.tags, tr("Tags of this highlight, separated by commas"))
        self.delete_button.setProperty("kind", "danger")
        self.delete_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self.delete_button, tr("Delete highlight"))
        colours = QHBoxLayout()
        colours.setSpacing(px(8))
        for button in self._colour_buttons.values():
            colours.addWidget(button)
        colours.addStretch(1)
        layout = QVBoxLayout(self)
        edge = self.margin + px(12)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(px(8))
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addLayout(colours)
        for part in (self._hint, self.comment, self.tags):
            layout.addWidget(part)
        layout.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignLeft)


class ColourButton(QAbstractButton):
    """A round button for the colour of highlights."""

    def __init__(self, theme: Theme, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._colour = theme, colour
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        describe(self, COLOUR_NAMES[colour])
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """28: a disc of 24 and the focus ring."""
        return QSize(self._theme.px(28), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc, a check mark if checked, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_disc(painter, self._theme, self._colour, QRectF(self.rect()))
        if self.isChecked():
            side = self._theme.px(12)
            check_mark = self.rect()
            check_mark.setSize(QSize(side, side))
            check_mark.moveCenter(self.rect().center())
            self._theme.icon("ph.check-bold", "text").paint(painter, check_mark)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))


def colour_icon(theme: Theme, colour: str) -> QIcon:
    """The disc of a colour of highlights, for menus."""
    picture = QPixmap(QSize(64, 64))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(4, 4)
    _paint_disc(painter, theme, colour, QRectF(-1, -1, 18, 18))
    painter.end()
    return QIcon(picture)


def _paint_disc(painter: QPainter, theme: Theme, colour: str, around: QRectF) -> None:
    ground, bar = theme.highlight(colour)
    painter.setPen(QPen(bar, 2))
    painter.setBrush(ground)
    painter.drawEllipse(around.adjusted(3, 3, -3, -3))
