"""The menus of the right mouse button on papers, and searches for what the reader names."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication

from paperdesk.desktop.widgets.menu import Menu
from paperdesk.desktop.window.links import open_link, web_search
from paperdesk.model.highlight import COLOURS
from paperdesk.model.query_editing import include
from paperdesk.model.query_tree import written
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from paperdesk.desktop.reader.text import ReadingView
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.window.layout import WindowLayout
    from paperdesk.model.query_tree import Node

_PAPER_MENU = (
    ("Star", "Tag", "Note"),
    ("Mark read or unread", "Mark as reading", "Mark as read", "Dismiss"),
    ("Edit details", "Open in the browser", "Copy", "Copy as BibTeX"),
    ("Find similar papers", "Less like this"),
    ("Move to or restore from trash",),
)
_LONGEST_WORDS = 32
_LOOK_UP = (
    tr("Look up “{words}”") if sys.platform == "darwin" else tr("Search the web for “{words}”")
)
"""What the system's own text menus call it."""


class ContextMenus(QObject):
    """Offers the actions of the palette, with their keys, where the pointer is."""

    paper_menu_opening = Signal(object)
    """Add to the Menu of the selected papers."""
    colour_chosen = Signal(str)
    """Highlight the selected text in this colour."""

    def __init__(
        self, window: WindowLayout, current: CurrentPapers, actions: dict[str, QAction]
    ) -> None:
        super().__init__(window)
        self._window, self._current, self._actions = window, current, actions
        self.menu = Menu(window)
        """The menu opened last."""
        for papers in (window.papers, window.some_words.rows):
            papers.menu_requested.connect(self._open_for_papers)
        reader = window.reader
        reader.search_requested.connect(self.search)
        reader.column.authors.menu_requested.connect(self._open_for_author)
        for view in reader.views.values():
            view.menu_requested.connect(partial(self._open_for_text, view))

    @Slot(object, bool)
    def search(self, condition: Node, add: bool) -> None:
        """Search for a condition alone, or add it to the query."""
        text = self._current.text
        self._current.set_text(include(text, condition) if add else written(condition))

    @Slot(QPoint)
    def _open_for_papers(self, place: QPoint) -> None:
        menu = self._new_menu()
        count = len(self._current.selected())
        if count > 1:
            menu.addSection(tr_n("{n} paper", "{n} papers", count))
        for names in _PAPER_MENU:
            menu.addActions([self._actions[name] for name in names])
            menu.addSeparator()
        self.paper_menu_opening.emit(menu)
        menu.popup(place)

    @Slot(str, object, QPoint)
    def _open_for_author(self, name: str, author: Node, place: QPoint) -> None:
        menu = self._new_menu()
        find = partial(self.search, author, False)
        menu.addAction(tr("Search for this author")).triggered.connect(_call(find))
        copy = partial(QGuiApplication.clipboard().setText, name)
        menu.addAction(tr("Copy name")).triggered.connect(_call(copy))
        menu.popup(place)

    @Slot(QPoint)
    def _open_for_text(self, view: ReadingView, place: QPoint) -> None:
        menu = self._new_menu()
        words = " ".join(view.textCursor().selection().toPlainText().split())
        menu.addAction(self._actions["Highlight or comment"])
        if words:
            menu.addMenu(self._colours(menu))
            menu.addSeparator()
            shown = words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"
            phrase = '"' + words.replace('"', " ") + '"'
            for text, act in (
                (tr("Search for “{words}”"), partial(self._current.set_text, phrase)),
                (_LOOK_UP, partial(open_link, web_search(words))),
            ):
                action = menu.addAction(text.format(words=shown).replace("&", "&&"))
                action.triggered.connect(_call(act))
        menu.addSeparator()
        copy = menu.addAction("\t".join((tr("Copy"), "Ctrl+C")))
        copy.triggered.connect(view.copy)
        copy.setEnabled(bool(words))
        menu.addAction("\t".join((tr("Select all"), "Ctrl+A"))).triggered.connect(view.selectAll)
        menu.popup(place)

    def _colours(self, above: Menu) -> Menu:
        """The menu of the colours in which the selected text can be highlighted."""
        from paperdesk.desktop.highlights.popover import colour_icon

        menu = Menu(above)
        menu.setTitle(tr("Highlight in"))
        for colour in COLOURS:
            action = menu.addAction(colour_icon(self._window.theme, colour), colour.capitalize())
            action.triggered.connect(_call(partial(self.colour_chosen.emit, colour)))
        return menu

    def _new_menu(self) -> Menu:
        self.menu.deleteLater()
        self.menu = Menu(self._window)
        return self.menu


def _call(act: partial[None]) -> partial[None]:
    """A slot that ignores whether an action is checked."""
    return partial(_run, act)


def _run(act: partial[None], *_: object) -> None:
    act()
