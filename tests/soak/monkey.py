"""Acts on a window at random, as a careless user does: keys, clicks, drags, wheel, text, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction

    from paperdesk.desktop.window.main_window import MainWindow

_KEYS = "jjjkkkssuelxtnhn?/.,-+1234567890 "
_CONTROL_KEYS = "KFAZZYCVPNDEHIM"
_SPECIAL = (
    [Qt.Key.Key_Escape] * 4
    + [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace]
    + [Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_Home, Qt.Key.Key_End]
    + [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right]
    + [Qt.Key.Key_PageUp, Qt.Key.Key_PageDown]
)
_TEXTS = (
    "quokka", "tag:", "is:unread ", "year:2024", '"some words"', "-tag:b", "note with [[", "[[Pap",
    "a OR b", "author:Bee ", "x" * 80, "é漢字🙂", "sort:-date", "**bold** and $x^2$", "like:3",
)  # fmt: skip
_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_PLAIN, _CONTROL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Monkey:
    """Chooses and does one action at a time."""

    def __init__(self, choose: random.Random, files: Callable[[], Path]) -> None:
        """`files` makes a new file to import."""
        self._choose, self._files = choose, files
        kinds = {
            self._key: 30, self._special_key: 20, self._control_key: 12, self._text: 8,
            self._click: 30, self._drag: 6, self._wheel: 10, self._action: 10, self._resize: 1,
            self._drop: 0.3, self._paste: 0.3, self._home: 4,
        }  # fmt: skip
        self._top: QWidget | None = None
        self._kinds, self._weights = list(kinds), list(kinds.values())

    def act(self, window: MainWindow) -> str:
        """Do something; what it was."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):  # never let it loose on the disk
            dialog.reject()
            return "closed a file dialog"
        (act,) = self._choose.choices(self._kinds, self._weights)
        return act(window)

    def _target(self, window: MainWindow) -> QWidget:
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        top = popup or modal or window
        focus = QApplication.focusWidget()
        return focus if focus is not None and focus.window() is top.window() else top

    def _key(self, window: MainWindow) -> str:
        key = self._choose.choice(_KEYS)
        QTest.keyClicks(self._target(window), key)
        return f"key {key}"

    def _special_key(self, window: MainWindow) -> str:
        key = self._choose.choice(_SPECIAL)
        modifier = self._choose.choice([_PLAIN] * 6 + [_CONTROL, _SHIFT])
        QTest.keyClick(self._target(window), key, modifier)
        return f"key {key.name} {modifier.name}"

    def _control_key(self, window: MainWindow) -> str:
        key = self._choose.choice(_CONTROL_KEYS)
        modifier = _CONTROL if self._choose.random() < 0.8 else _CONTROL | _SHIFT
        QTest.keyClick(self._target(window), Qt.Key(ord(key)), modifier)
        return f"Ctrl+{key}"

    def _text(self, window: MainWindow) -> str:
        target, text = self._target(window), self._choose.choice(_TEXTS)
        if not isinstance(target, QLineEdit | QPlainTextEdit):
            window.search_box.setFocus()
            target = window.search_box
        if text.isascii():
            QTest.keyClicks(target, text)
        else:  # as an input method does; QTest knows no other letters
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(target, event)
        return f"text {text[:20]!r} in {target.objectName()}"

    def _widget(self, window: MainWindow) -> QWidget:
        """A visible widget, the deepest at a random point, or any."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or window
        self._top = top  # PySide invalidates what `findChildren` returns with its parent
        widgets = [w for w in top.findChildren(QWidget) if w.isVisible() and w.width() > 2]
        return self._choose.choice(widgets) if widgets else top

    def _point(self, widget: QWidget) -> QPoint:
        return QPoint(
            self._choose.randrange(max(widget.width(), 1)),
            self._choose.randrange(max(widget.height(), 1)),
        )

    def _click(self, window: MainWindow) -> str:
        widget = self._widget(window)
        said = _named(widget)
        button = self._choose.choice([_LEFT] * 6 + [_RIGHT])
        modifier = self._choose.choice([_PLAIN] * 6 + [_CONTROL, _SHIFT])
        if self._choose.random() < 0.1:
            QTest.mouseDClick(widget, _LEFT, modifier, self._point(widget))
            return f"double click on {said}"
        QTest.mouseClick(widget, button, modifier, self._point(widget))
        return f"{button.name} on {said}"

    def _drag(self, window: MainWindow) -> str:
        widget = self._widget(window)
        said = f"drag in {_named(widget)}"
        start, end = self._point(widget), self._point(widget)
        QTest.mousePress(widget, _LEFT, _PLAIN, start)
        for place in ((start + end) / 2, end):
            if isValid(widget):  # the press may have deleted it
                QTest.mouseMove(widget, place)
        if isValid(widget):
            QTest.mouseRelease(widget, _LEFT, _PLAIN, end)
        return said

    def _wheel(self, window: MainWindow) -> str:
        widget = self._widget(window)
        said = f"wheel on {_named(widget)}"
        place = QPointF(self._point(widget))
        delta = QPoint(0, self._choose.choice([-960, -120, 120, 960]))
        event = QWheelEvent(
            place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(), delta,
            Qt.MouseButton.NoButton, self._choose.choice([_PLAIN, _PLAIN, _CONTROL]),
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        return said

    def _action(self, window: MainWindow) -> str:
        actions: list[QAction] = [a for a in window.actions() if a.isEnabled() and a.text()]
        action = self._choose.choice(actions)
        said = f"action {action.text()}"
        action.trigger()
        return said

    def _resize(self, window: MainWindow) -> str:
        width, height = self._choose.randrange(700, 1700), self._choose.randrange(500, 1100)
        window.resize(width, height)
        return f"resize to {width} by {height}"

    def _drop(self, window: MainWindow) -> str:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._files()))])
        event = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, data, _LEFT, _PLAIN)
        window.dropEvent(event)
        return "drop of a file"

    def _paste(self, window: MainWindow) -> str:
        QApplication.clipboard().setText(self._files().read_text("utf-8"))
        QTest.keyClick(self._target(window), Qt.Key.Key_V, _CONTROL)
        QApplication.clipboard().clear()
        return "paste of a file's text"

    def _home(self, window: MainWindow) -> str:
        """Back to the list, so that no page keeps all actions to itself."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        elif QApplication.activeModalWidget() is not None:
            QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
        else:
            window.activateWindow()
            window.go_back()
        return "back to the list"


def _named(widget: QWidget) -> str:
    """Classes and names of a widget and what it is in."""
    chain: list[str] = []
    part: QWidget | None = widget
    while part is not None and len(chain) < 4:
        chain.append(f"{type(part).__name__} {part.objectName()}".strip())
        part = part.parentWidget()
    return " in ".join(chain)
