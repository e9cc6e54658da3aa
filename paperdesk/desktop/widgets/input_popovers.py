"""Popovers that ask for one thing: a name, a key, a colour. Each says what the answer would do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.widgets.basics import SHADOW, describe, label
from paperdesk.desktop.widgets.keyboard_popover import KeyboardPopover
from paperdesk.desktop.widgets.menu import CompletionList
from paperdesk.model.library_values import TAG_COLOURS
from paperdesk.translation import tr, tr_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme

Validation = tuple[str, str]
"""The effect of an answer in a sentence, and the text of the button; empty: invalid."""

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskPopover(KeyboardPopover):
    """Asks for an answer: heading, input, a sentence about the answer, a button."""

    answered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, name: str, width: int) -> None:
        super().__init__(theme, parent, name)
        px = theme.px
        self.head = label("section", self)
        self.hint = label("meta", self, wraps=True)
        self.accept_button = QPushButton(tr("Use"), self)
        describe(self.accept_button, tr("Use"))
        self.accept_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.accept_button.clicked.connect(self._accept)
        self.validate: Callable[[str], Validation] = _any_answer
        edge = px(SHADOW)
        self.setFixedWidth(px(width) + 2 * edge)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(edge + px(side) for side in (16, 12, 16, 12)))
        self.column.setSpacing(px(8))
        self.column.addWidget(self.head)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(px(8))
        self.foot.addStretch(1)
        self.foot.addWidget(self.accept_button)

    def finish(self, body: QWidget) -> None:
        """Put what is asked between head and hint."""
        self.column.addWidget(body)
        self.column.addWidget(self.hint)
        self.column.addLayout(self.foot)

    def answer(self) -> str:
        """The answer so far."""
        raise NotImplementedError

    @Slot()
    def refresh(self) -> None:
        """Say what the answer would do."""
        sentence, verb = self.validate(self.answer())
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))
        self.accept_button.setText(verb or self.accept_button.text())
        self.accept_button.setAccessibleName(self.accept_button.text())
        self.accept_button.setEnabled(bool(verb))
        self.refit()

    @Slot()
    def _accept(self) -> None:
        answer = self.answer()
        if self.validate(answer)[1]:
            self.close()
            self.answered.emit(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers."""
        if event.key() in _ENTER:
            self._accept()
        else:
            super().keyPressEvent(event)


class NamePopover(AskPopover):
    """Asks for the name of a tag, and completes those there are."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, tr("Name of a tag"), 304)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("Name"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        CompletionList(theme, completer).setAccessibleName(tr("Tags"))
        self.field.setCompleter(completer)
        self.field.textChanged.connect(self.refresh)
        self.finish(self.field)
        self.setFocusProxy(self.field)

    def ask(
        self, head: str, text: str, names: Sequence[str], validate: Callable[[str], Validation]
    ) -> None:
        """Set what is asked; then open."""
        self.validate = validate
        self.head.setText(head)
        self._names.setStringList(list(names))
        self.field.setText(text)
        self.field.setPlaceholderText(tr("parent/name nests it"))
        # The parents stay while typing, so that a tag is moved by intention only.
        leaf = text.rpartition("/")[2]
        self.field.setSelection(len(text) - len(leaf), len(leaf))
        self.refresh()

    def answer(self) -> str:
        """The text."""
        return self.field.text()


class KeyPopover(AskPopover):
    """Asks for a shortcut by pressing it; an empty answer removes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, tr("Press a key"), 304)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._key = ""
        self.cap = label("key", self)
        self.cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cap.setFixedHeight(theme.px(32))
        self.none_button = QPushButton(tr("No key"), self)
        self.none_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self.none_button, tr("No key"))
        self.none_button.clicked.connect(self._remove)
        self.foot.insertWidget(0, self.none_button)
        self.finish(self.cap)

    def ask(self, head: str, key: str, validate: Callable[[str], Validation]) -> None:
        """Set whose key it is and which it has; then open."""
        self.validate = validate
        self.head.setText(head)
        self.none_button.setVisible(bool(key))
        self._set("")

    def answer(self) -> str:
        """The key as Qt writes it, the same on every system; empty before one is pressed."""
        return self._key

    def _set(self, key: str) -> None:
        self._key = key
        self.cap.setText(QKeySequence(key).toString(_NATIVE) if key else tr("Press a key"))
        self.cap.setAccessibleName(self.cap.text())
        self.refresh()

    @Slot()
    def _remove(self) -> None:
        self.close()
        self.answered.emit("")

    def event(self, event: QEvent) -> bool:
        """All keys come here, also those with Ctrl."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is pressed is the answer, but for Esc and Enter alone."""
        alone = not event.modifiers()
        if alone and event.key() in (*_ENTER, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif event.key() not in _MODIFIERS:
            self._set(key_of(event))


def key_of(event: QKeyEvent) -> str:
    """The key of an event as it is written in settings: `S`, `Ctrl+Shift+C`, `?`."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if text and text.isprintable() and not text.isalnum() and not text.isspace():
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier  # `?` already says that Shift was held
    pressed = QKeySequence(modifiers.value | event.key())
    return pressed.toString(QKeySequence.SequenceFormat.PortableText)


_HUES = {
    "red": tr_in("colour", "Red"),
    "orange": tr_in("colour", "Orange"),
    "amber": tr_in("colour", "Amber"),
    "olive": tr_in("colour", "Olive"),
    "green": tr_in("colour", "Green"),
    "teal": tr_in("colour", "Teal"),
    "cyan": tr_in("colour", "Cyan"),
    "blue": tr_in("colour", "Blue"),
    "indigo": tr_in("colour", "Indigo"),
    "purple": tr_in("colour", "Purple"),
    "pink": tr_in("colour", "Pink"),
    "grey": tr_in("colour", "Grey"),
}


class ColourPopover(AskPopover):
    """Asks for one of the twelve hues; a click on one answers."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, tr("Colour"), 248)
        self._hue = ""
        grid = QWidget(self)
        rows = QGridLayout(grid)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(4))
        self.discs = [ColourButton(theme, hue, grid) for hue in TAG_COLOURS]
        for place, disc in enumerate(self.discs):
            rows.addWidget(disc, place // 6, place % 6)
            disc.clicked.connect(partial(self._choose, disc.hue))
        self.finish(grid)
        self.accept_button.hide()

    def ask(self, head: str, hue: str) -> None:
        """Set whose colour it is and which it has; then open."""
        self.head.setText(head)
        self._hue = hue
        for disc in self.discs:
            disc.setChecked(disc.hue == hue)
        self.setFocusProxy(next((d for d in self.discs if d.hue == hue), self.discs[0]))
        self.hint.hide()

    def answer(self) -> str:
        """The hue."""
        return self._hue

    def _choose(self, hue: str) -> None:
        self._hue = hue
        self.close()
        self.answered.emit(hue)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select a colour with the arrow keys, accept it with Enter."""
        step = _STEPS.get(Qt.Key(event.key()))
        now = next((n for n, disc in enumerate(self.discs) if disc.hasFocus()), None)
        if step and now is not None and 0 <= now + step < len(self.discs):
            self.discs[now + step].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in _ENTER and now is not None:
            self.discs[now].click()
        elif event.key() not in _STEPS:
            super().keyPressEvent(event)


class ColourButton(QAbstractButton):
    """A disc in the hue of a tag, ticked if it is the present one. 24 px wide."""

    def __init__(self, theme: Theme, hue: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self.hue = theme, hue
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self, _HUES[hue])
        side = theme.px(32)
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc, tick, ring of focus."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(0, 0, theme.px(24), theme.px(24))
        disc.moveCenter(QRectF(self.rect()).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tag(self.hue).dot)
        painter.drawEllipse(disc)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus() or self.isChecked():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawEllipse(disc.adjusted(-3, -3, 3, 3))
        if self.isChecked():
            side = theme.px(12)
            tick = QRect(0, 0, side, side)
            tick.moveCenter(self.rect().center())
            theme.icon("ph.check-bold", "reader").paint(painter, tick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; arrows and Enter are the popover's."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _any_answer(answer: str) -> Validation:
    return "", tr("Use")


_NATIVE = QKeySequence.SequenceFormat.NativeText
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -6,
    Qt.Key.Key_Down: 6,
}
