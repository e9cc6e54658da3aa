"""Opens help at the page for the place one is in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from paperdesk import help as help_pages
from paperdesk.desktop.widgets.actions import Spec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paperdesk.desktop.help.page import HelpPages
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.help import HelpPage

_BY_WIDGET = {
    "firstRun": "start",
    "importPreview": "importing",
    "receipt": "importing",
    "duplicatesPage": "importing",
    "searchBox": "searching",
    "reader": "reading",
    "triagePage": "reading",
    "tagsPage": "reading",
    "highlightsPage": "reading",
    "keysPage": "keyboard",
    "digestPage": "exporting",
    "statisticsPage": "numbers",
    "periodBar": "suggestions",
    "timeline": "suggestions",
    "settingsDialog": "data",
}
"""Names of widgets, and the page of help about what is in them."""


class Help(QObject):
    """The page of help, built when first opened."""

    opened = Signal(QWidget)
    """Show the page."""
    left = Signal()
    query_requested = Signal(str)
    """Show the papers of a query."""

    def __init__(
        self,
        theme: Theme,
        keys: Callable[[], Mapping[str, Sequence[tuple[str, Sequence[str]]]]],
        window: QWidget,
    ) -> None:
        """`keys` returns the keys of all actions, as `help.with_keys` takes them."""
        super().__init__(window)
        self._theme, self._keys, self._window = theme, keys, window

    def specs(self) -> list[Spec]:
        """The action that opens help."""
        return [Spec("Window", "Help", ("F1",), self.open)]

    @cached_property
    def page(self) -> HelpPages:
        """Built when first opened."""
        from paperdesk.desktop.help.page import HelpPages

        page = HelpPages(self._theme, self._text, self._window)
        page.query_clicked.connect(self._try)
        page.left.connect(self.left)
        return page

    def open(self) -> None:
        """Show the page of help about the place that has the focus."""
        name = page_about(self._window.focusWidget() or self._window)
        self.page.show_page(name)
        self.opened.emit(self.page)

    def _text(self, page: HelpPage) -> str:
        return help_pages.with_keys(page.text, self._keys())

    def _try(self, query: str) -> None:
        self.left.emit()
        self.query_requested.emit(query)


def page_about(widget: QWidget | None) -> str:
    """The name of the page of help about a widget, or about what it is in."""
    while widget is not None:
        if widget.objectName() in _BY_WIDGET:
            return _BY_WIDGET[widget.objectName()]
        widget = widget.parentWidget()
    return "start"
