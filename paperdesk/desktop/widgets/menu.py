"""Menus, and lists that open over the window, with the rounded edge of popovers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyleOption, QWidget

from paperdesk.desktop.widgets.text_rows import TextRowDelegate
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QKeyEvent
    from PySide6.QtWidgets import QAbstractItemView, QCompleter

    from paperdesk.desktop.theme.theme import Theme


class Menu(QMenu):
    """A menu with rounded corners."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        _make_round(self)

    def add(self, name: str, act: Callable[[], object], key: str = "") -> QAction:
        """Add an entry. Its key is shown; what the menu is for finds it by `action_of`."""
        action = self.addAction(name)
        action.triggered.connect(lambda: act())
        action.setShortcut(QKeySequence(key))
        return action

    def action_of(self, event: QKeyEvent) -> QAction | None:
        """The entry with the key of an event, unless it is disabled."""
        key = QKeySequence(event.keyCombination())
        actions = (action for action in self.actions() if action.isEnabled())
        return next((action for action in actions if action.shortcut() == key), None)

    def add_combinations(self, act: Callable[[bool], None]) -> None:
        """Offer to combine a place of the sidebar with the query; `act` gets whether to exclude."""
        self.addSeparator()
        self.addAction(_with_key(tr("Add to the search"), tr("Ctrl+Click"))).triggered.connect(
            lambda: act(False)
        )
        self.addAction(_with_key(tr("Exclude from the search"), tr("Alt+Click"))).triggered.connect(
            lambda: act(True)
        )


def _with_key(text: str, key: str) -> str:
    """The text of an entry, with a key at its right."""
    return f"{text}\t{key}"


class CompletionList(QListView):
    """The popup of a QCompleter: a list that is a window, with rounded corners."""

    def __init__(self, theme: Theme, completer: QCompleter) -> None:
        super().__init__()
        completer.setPopup(self)  # first, as it sets window flags and a delegate
        self.setItemDelegate(TextRowDelegate(theme, self))
        self.setProperty("pane", "completions")
        _make_round(self)

    def event(self, event: QEvent) -> bool:
        """Paint ground and edge, as Qt does not for a window that is translucent."""
        if event.type() == QEvent.Type.Paint:
            option = QStyleOption()
            option.initFrom(self)
            ground = QStyle.PrimitiveElement.PE_Widget
            self.style().drawPrimitive(ground, option, QPainter(self), self)
        return super().event(event)


def style_choices(theme: Theme, view: QAbstractItemView) -> None:
    """Give the list of a combo box the rows, the edge and the corners of a menu."""
    view.setItemDelegate(TextRowDelegate(theme, view))
    view.setProperty("pane", "choices")
    _make_round(view.window())


def _make_round(popup: QWidget) -> None:
    """Leave the corners to the style sheet: the window itself has no background and no frame."""
    hints = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
    popup.setWindowFlags(popup.windowFlags() | hints)
    popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
