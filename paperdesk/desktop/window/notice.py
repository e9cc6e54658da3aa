"""One line at the bottom of the window: what happened, and one action or two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from paperdesk.desktop.widgets.basics import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.desktop.theme.theme import Theme

STAY_MS = 8_000
_FROM_BOTTOM = 56
"""Above the job bar, even while that is hidden, so that the notice is always in one place."""


class Notice(QFrame):
    """Hides after 8 s, but not under the pointer or with the keyboard focus. 40 px high."""

    action_clicked = Signal()
    """Emitted after the notice was hidden."""
    shown = Signal(str)
    """The text, with its actions."""

    def __init__(self, theme: Theme, parent: QWidget, stay_ms: int = STAY_MS) -> None:
        super().__init__(parent)
        px = theme.px
        self._theme, self._around = theme, parent
        self._calls: tuple[Callable[[], object] | None, ...] = ()
        self.setObjectName("notice")
        self.setProperty("pane", "popup")
        self.setFixedHeight(theme.row(40))
        self._text = label("body", self)
        self.action_button, self.other_button = self._button(0), self._button(1)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(8), 0)
        row.setSpacing(px(8))
        row.addWidget(self._text)
        row.addWidget(self.action_button)
        row.addWidget(self.other_button)
        self._timer = QTimer(self)
        self._timer.setInterval(stay_ms)
        self._timer.timeout.connect(self._expire)
        parent.installEventFilter(self)
        self.hide()

    def _button(self, place: int) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "link")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._act, place))
        return button

    def text(self) -> str:
        """The text."""
        return self._text.text()

    @Slot(str)
    def show_text(self, text: str, action: str = "") -> None:
        """Show a text, with an action if one is named."""
        self._show(text, [(action, None)] if action else [])

    @Slot(str, str, object)
    def offer(self, text: str, action: str, call: Callable[[], object]) -> None:
        """Show a text with an action, and call `call` when it is clicked."""
        self._show(text, [(action, call)])

    @Slot(str, object)
    def offer_choices(self, text: str, choices: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a text with one action or two, each with its call."""
        self._show(text, choices)

    @Slot(str, object)
    def ask(self, text: str, choices: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show a text until one of its actions is clicked, or it is withdrawn or replaced."""
        self._show(text, choices)
        self._timer.stop()

    def _show(self, text: str, choices: Sequence[tuple[str, Callable[[], object] | None]]) -> None:
        self._calls = tuple(call for _, call in choices)
        self._text.setText(text)
        self.setAccessibleName(text)
        for place, button in enumerate((self.action_button, self.other_button)):
            button.setText(choices[place][0] if place < len(choices) else "")
            button.setVisible(place < len(choices))
        self._timer.start()
        # Placed before it is shown: else it is for a moment under a pointer at the top left.
        self._place()
        self.show()
        self.shown.emit(". ".join([text.removesuffix("."), *(name for name, _ in choices)]))

    @Slot(str)
    def withdraw(self, text: str) -> None:
        """Hide this text, if it is shown."""
        if text == self.text():
            self._timer.stop()
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        self.ensurePolished()
        self._row.activate()
        around = self._around
        width = min(self.sizeHint().width(), around.width() - 32)
        top = around.height() - self._theme.px(_FROM_BOTTOM) - self.height()
        self.setGeometry((around.width() - width) // 2, top, width, self.height())
        self.raise_()

    @Slot()
    def _expire(self) -> None:
        focused = self.action_button.hasFocus() or self.other_button.hasFocus()
        if not self.underMouse() and not focused:
            self._timer.stop()
            self.hide()

    def _act(self, place: int, checked: bool = False) -> None:
        self._timer.stop()
        self.hide()
        self.action_clicked.emit()
        if call := self._calls[place]:
            call()
