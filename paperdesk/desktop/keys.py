"""The page of keys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.actions import Spec

if TYPE_CHECKING:
    from paperdesk.desktop.theme import Theme
    from paperdesk.desktop.widgets.keys_page import KeysPage


class Keys(QObject):
    """Lists every action with its keys."""

    opened = Signal(QWidget)
    """The page wants to be seen."""
    left = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._specs: list[Spec] = []

    def specs(self) -> list[Spec]:
        """The actions on keys."""
        return [Spec("Window", "Show the keys", ("?",), self.open)]

    def set_specs(self, specs: list[Spec]) -> None:
        """What there is to list."""
        self._specs = specs

    @cached_property
    def page(self) -> KeysPage:
        """Made when first opened."""
        from paperdesk.desktop.widgets.keys_page import KeysPage

        page = KeysPage(self._theme, self._window)
        page.left.connect(self.left)
        return page

    def open(self) -> None:
        """Show the page."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for spec in self._specs:
            if spec.keys:
                groups.setdefault(spec.group, []).append((spec.name, spec.keys[0]))
        self.page.show_keys(groups)
        self.opened.emit(self.page)
