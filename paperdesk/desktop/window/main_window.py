"""The main window: navigation between its parts, drops, and closing."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from paperdesk import settings
from paperdesk.desktop.widgets.actions import KeyFilter, Spec
from paperdesk.desktop.widgets.focus import bring_into_sight
from paperdesk.desktop.widgets.paper_drag import dragged_papers
from paperdesk.desktop.window import state
from paperdesk.desktop.window.first_rows import FirstPaint, show_first_rows
from paperdesk.desktop.window.layout import WindowLayout
from paperdesk.desktop.window.screen_fit import fit_on_screen
from paperdesk.desktop.window.shared_folder import warning_once

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent

    from paperdesk.desktop.session.places import Place
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme


class MainWindow(WindowLayout):
    """The window of one library. Closing it ends the session.

    It begins with its first rows. What it can do is built by `complete`, which is called once they
    are painted, and before anything else is done with the window.
    """

    new_window_requested = Signal()
    closed = Signal(object)
    """The window."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        state.restore_size(self, session.library.folder)
        fit_on_screen(self)
        show_first_rows(self)
        self.first_paint = FirstPaint(self)
        # Queued: what else waits for the first paint comes first.
        self.first_paint.painted.connect(self.complete, Qt.ConnectionType.QueuedConnection)
        self._is_begun = self.is_complete = False
        self.shows_hints = False
        """Whether hints are shown in it, to be set before it is complete."""

    @Slot()
    def complete(self) -> None:
        """Build the features of the window, unless that is done; close it where that fails."""
        if self._is_begun:
            return
        self._is_begun = True
        try:
            self._build_features()
        except Exception:  # of a damaged library, which the rows that are shown would go on reading
            self.close()
            raise
        self.is_complete = True

    def _build_features(self) -> None:
        from paperdesk.desktop.window.connections import connect
        from paperdesk.desktop.window.context_menus import ContextMenus
        from paperdesk.desktop.window.controllers import Controllers
        from paperdesk.desktop.window.menu import WindowActions

        session = self.session
        self.build_rest()
        self.setAcceptDrops(True)
        self.controllers = controllers = Controllers(self)
        connect(controllers, self)
        specs = (*self._specs(), *controllers.specs())
        self.window_actions = WindowActions(specs, session.undo_stack, self)
        for feature in (controllers.keys, controllers.palette):
            feature.set_actions(self.window_actions.specs, self.window_actions.by_name)
        self.context_menus = ContextMenus(self, controllers.current, self.window_actions.by_name)
        self.context_menus.colour_chosen.connect(controllers.reader_highlights.add_in_colour)
        self.context_menus.paper_menu_opening.connect(controllers.steering.fill_paper_menu)
        self._key_filter = KeyFilter(self)
        self._connect()
        controllers.preferences.apply(settings.read())
        state.restore(self, controllers, session.library.folder)
        controllers.browser.start(state.last_visit(session.library.folder))
        self.papers.setFocus()
        if self.shows_hints:
            controllers.hints.start()
        if warning := warning_once(session.library.folder):
            session.noticed.emit(warning)
        session.edits.find_left()

    def _connect(self) -> None:
        controllers = self.controllers
        self.top_bar.menu_button.setMenu(self.window_actions.menu)
        controllers.hints.follow(self.window_actions.by_name)
        self.sidebar.toggle_clicked.connect(self.outer.toggle)
        self.top_bar.sidebar_clicked.connect(self.outer.toggle)
        self.outer.sidebar_hidden.connect(self.top_bar.sidebar_button.setVisible)
        self.sidebar.view.chosen.connect(self._place_chosen)
        self.search_box.entered.connect(self._enter_first)
        self.search_box.left.connect(self._enter_list)
        self.search_box.textEdited.connect(self.pages.show_papers)
        self.session.noticed.connect(self.notice.show_text)
        self.session.offered.connect(self.notice.offer)
        self.session.choices_offered.connect(self.notice.offer_choices)
        self.session.withdrawn.connect(self.notice.withdraw)
        self.pages.papers_covered.connect(self.window_actions.disable_paper_actions)
        controllers.palette.place_chosen.connect(self._go_to)
        controllers.palette.search_chosen.connect(self._search_for)
        self._key_filter.pasted.connect(controllers.imports.offer_page)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self._key_filter)
        app.focusChanged.connect(bring_into_sight)

    def _specs(self) -> list[Spec]:
        return [
            Spec("Library", "Search", ("/", "Ctrl+F"), self.enter_search),
            Spec("Library", "Try the sample", ("Ctrl+Return",), self.try_sample),
            Spec("Library", "Undo", ("Ctrl+Z",), self.session.undo),
            Spec("Library", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), self.session.redo),
            Spec("Window", "Back", ("Esc",), self.go_back),
            Spec("Window", "Previous view", ("Alt+Left",), partial(self._go, -1)),
            Spec("Window", "Next view", ("Alt+Right",), partial(self._go, 1)),
            Spec("Window", "Show or hide the sidebar", ("Ctrl+\\",), self.outer.toggle),
            Spec("Window", "About Paperdesk", (), self.show_about),
            Spec("Window", "New window", ("Ctrl+Shift+N",), self.new_window_requested.emit),
            Spec("Window", "Quit", ("Ctrl+Q",), QApplication.closeAllWindows),
        ]

    def come_forward(self) -> None:
        """Show the window before those of other programs, as far as the system lets it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_about(self) -> None:
        """Open the dialog about the program and the library."""
        from paperdesk.desktop.window.about import AboutDialog

        AboutDialog(self.theme, self.session.library.folder, self).open()

    # Navigation

    def try_sample(self) -> None:
        """Import the sample, where the first run offers it."""
        if self.pages.on_first_run:
            self.controllers.imports.import_sample()

    def _go(self, steps: int) -> None:
        self.pages.show_papers()
        self.controllers.browser.go(steps)

    def go_back(self) -> None:
        """Leave a page for the list, or the reader for the list; in the list, clear the search.

        Where there is nothing to leave or to clear, dismiss a hint.
        """
        if self.papers.hasFocus() and self.pages.on_papers and not self.outer.overlay_shown:
            if self.search_box.text() and self.sidebar.view.place() is None:
                self.search_box.clear()  # shows all papers; a place of the sidebar stays
            else:
                self.controllers.hints.dismiss()
        self.controllers.triage.close()
        self.outer.close_overlay()
        self.controllers.list_options.close_reader()
        self.pages.show_papers()
        self.papers.setFocus()

    @Slot()
    def _enter_first(self) -> None:
        """Go to the first paper; that of an answer still to come is current by itself."""
        self._enter_list()
        if self.model.total:
            self.papers.select_row(0)
        else:  # there may be papers below the list
            self.papers.select_next()

    @Slot()
    def _enter_list(self) -> None:
        self.pages.show_papers()
        self.papers.setFocus()

    def enter_search(self) -> None:
        """Put the text cursor into the search box."""
        self.controllers.triage.close()
        self.search_box.setFocus()
        self.search_box.selectAll()

    @Slot(object)
    def _go_to(self, place: Place) -> None:
        """Show a place from any page."""
        self.go_back()
        self.controllers.browser.open_place(place)

    @Slot(str)
    def _search_for(self, text: str) -> None:
        """Search from any page, with the text cursor behind the text."""
        self.go_back()
        self.search_box.setText(text)
        self.search_box.setFocus()

    @Slot(object)
    def _place_chosen(self, place: object) -> None:
        self.outer.close_overlay()
        self.pages.show_papers()

    # Files and closing

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files, as if they had been dropped."""
        self.complete()
        self.controllers.imports.read(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if not dragged_papers(data) and (data.hasUrls() or data.hasText()):
            event.acceptProposedAction()
            from paperdesk.desktop.importing.importing import drop_text

            self.drop_frame.show_text(drop_text(data))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_frame.hide()
        event.acceptProposedAction()
        self.controllers.imports.read_data(event.mimeData())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_begun:
            self.first_paint.wait()

    def closeEvent(self, event: QCloseEvent) -> None:
        steps: list[Callable[[], object]] = []
        if self.is_complete:
            self.controllers.flush()
            if not self.controllers.unsaved_notices.may_close():
                event.ignore()
                return
            steps += (
                self.controllers.close,
                partial(state.save, self, self.controllers, self.session.library.folder),
                partial(self.reader.show_paper, None),
            )
        steps += (
            partial(self.model.set_ids, []),  # nothing may read rows of a closed library
            partial(self.some_words.model.set_ids, []),
            self.session.close,
        )
        self._is_begun = True  # nothing is built any more
        for step in steps:
            try:
                step()
            except Exception as error:  # of a damaged library; all that is open is to be closed
                sys.excepthook(type(error), error, error.__traceback__)
        app = QApplication.instance()
        if app is not None and self.is_complete:
            app.removeEventFilter(self._key_filter)
        super().closeEvent(event)
        self.closed.emit(self)
