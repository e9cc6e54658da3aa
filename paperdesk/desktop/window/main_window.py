"""The window: its panes and pages, and who shows them.

What it does is in its controllers, each of which names its actions by `specs()` and makes its page
when it is first wanted.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from paperdesk import settings
from paperdesk.desktop.duplicates.duplicates import Duplicates
from paperdesk.desktop.exporting.exporting import Exports
from paperdesk.desktop.highlights.highlighting import Highlighting
from paperdesk.desktop.highlights.highlights import Highlights
from paperdesk.desktop.importing.folder_watcher import FolderWatcher
from paperdesk.desktop.importing.importing import Imports, drop_text
from paperdesk.desktop.importing.receipt.receipts import Receipts
from paperdesk.desktop.keyboard.shortcuts import Keys
from paperdesk.desktop.notes.links import NoteLinks
from paperdesk.desktop.palette.palette import Palette
from paperdesk.desktop.papers.clipboard import Copies
from paperdesk.desktop.papers.header import ListHeader
from paperdesk.desktop.papers.list import PaperList
from paperdesk.desktop.papers.model import PaperModel
from paperdesk.desktop.papers.pane import ListPane
from paperdesk.desktop.papers.selection import ReaderPlace, Selection
from paperdesk.desktop.papers.trash import Trash
from paperdesk.desktop.papers.view_options import ListView
from paperdesk.desktop.reader.reader import Reader
from paperdesk.desktop.reader.reading_options import Reading
from paperdesk.desktop.search.box import SearchBox
from paperdesk.desktop.search.chips import QueryChips
from paperdesk.desktop.search.hint_row import HintRow
from paperdesk.desktop.session.paper_state import Marking
from paperdesk.desktop.settings.settings import Preferences
from paperdesk.desktop.sidebar.sidebar import SidebarPane
from paperdesk.desktop.tags.tagging import Tagging
from paperdesk.desktop.tags.tags import Tags
from paperdesk.desktop.timeline.timeline import Timeline
from paperdesk.desktop.triage.triage import Triage
from paperdesk.desktop.widgets.actions import KeyFilter
from paperdesk.desktop.widgets.paper_drag import dragged_papers
from paperdesk.desktop.window import state as window_state
from paperdesk.desktop.window.desk import Desk, open_link
from paperdesk.desktop.window.drop_frame import DropFrame
from paperdesk.desktop.window.job_bar import JobBar
from paperdesk.desktop.window.job_display import JobDisplay
from paperdesk.desktop.window.menu import WindowActions
from paperdesk.desktop.window.notice import Notice
from paperdesk.desktop.window.pages import Pages
from paperdesk.desktop.window.searching import Searching
from paperdesk.desktop.window.splitter import SidebarSplit, SideBySide, Widths
from paperdesk.desktop.window.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from paperdesk.desktop.session.places import Place
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.settings import Settings


class MainWindow(QMainWindow):
    """The window of one library. Closing it ends the session."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Paperdesk")
        self.setAcceptDrops(True)
        session.setParent(self)
        self.session, self.theme = session, theme
        self._build_parts()
        self._lay_out()
        self._build_controllers()
        self.window_actions = WindowActions(self)
        for told in (self.keys, self.commands):
            told.set_actions(self.window_actions.specs, self.window_actions.by_name)
        self.top_bar.menu_button.setMenu(self.window_actions.menu)
        self._connect_parts()
        self._connect_pages()
        self.preferences.take(settings.read())
        window_state.restore(self, session.library.folder)
        self.papers.setFocus()

    # What it is made of

    def _build_parts(self) -> None:
        theme = self.theme
        self.sidebar = SidebarPane(theme, self)
        self.search_box = SearchBox(theme, self)
        self.top_bar = TopBar(theme, self.search_box, self)
        self.header = ListHeader(theme, self)
        self.chips, self.hint = QueryChips(theme, self), HintRow(theme, self)
        self.model = PaperModel(self.session.library.rows, self)
        self.papers = PaperList(theme, self.model, self)
        self.reader = Reader(theme, self, self.session.formulas)
        self.reader_place = ReaderPlace(self.reader)
        self.job_bar = JobBar(theme, self)
        self.notice = Notice(theme, self)
        self._drop_frame = DropFrame(theme, self)

    def _lay_out(self) -> None:
        theme = self.theme
        widths = Widths(320, 400, 440, 640)
        self.list_pane = ListPane(theme, self.header, self.papers, self)
        self.list_pane.put_below_header(self.chips, self.hint)
        self.panes = SideBySide(theme, self.list_pane, self.reader_place, widths)
        self.pages = Pages(self.panes, self.papers, self)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top_bar, self.pages, self.job_bar):
            column.addWidget(part)
        self.outer = SidebarSplit(theme, self.sidebar, right)
        self.screens = QStackedWidget(self)
        self.screens.addWidget(self.outer)
        self.setCentralWidget(self.screens)
        self.setMinimumSize(theme.px(960), theme.px(600))
        self.resize(theme.px(1280), theme.px(800))

    def _build_controllers(self) -> None:
        session, theme = self.session, self.theme
        self.desk = Desk(
            session,
            self.sidebar.view,
            self.search_box,
            self.header,
            self.model,
            self.papers,
            self.reader,
            self,
        )
        self.marking = Marking(session, self.desk, self.papers, self.reader, self)
        self.tagging = Tagging(session, self.desk, self.reader, theme, self)
        self.trash = Trash(session, self.desk, self)
        self._build_views()
        self.highlighting = Highlighting(session, self.reader, theme, self)
        self.highlights = Highlights(session, theme, self)
        self.reading = Reading(session, self.desk, self.model, self.reader, self)
        self.copies = Copies(session, self.desk, self.papers, self)
        self.imports = Imports(session, theme, self)
        self.receipts = Receipts(session, theme, self)
        self.exports = Exports(session, self.desk, theme, self)
        self.duplicates = Duplicates(session, theme, self)
        self.preferences = Preferences(theme, self)
        self.keys = Keys(session, theme, self)
        self.tags = Tags(session, self.keys, theme, self)
        self.commands = Palette(session, self.sidebar.view, self.keys, theme, self)
        self.searching = Searching(self)
        self.controllers = (
            self.triage,
            self.searching,
            self.tagging,
            self.marking,
            self.trash,
            self.list_view,
            self.timeline,
            self.highlighting,
            self.highlights,
            self.reading,
            self.copies,
            self.imports,
            self.exports,
            self.tags,
            self.duplicates,
            self.keys,
            self.preferences,
            self.commands,
        )
        JobDisplay(session.jobs, self.job_bar, self)
        self._watcher = FolderWatcher(self)

    def _build_views(self) -> None:
        """The controllers of how papers are shown."""
        session, desk, theme = self.session, self.desk, self.theme
        marking, tagging = self.marking, self.tagging
        self.selection = Selection(
            session,
            self.papers,
            self.reader_place,
            theme,
            marking=marking,
            tagging=tagging,
            trash=self.trash,
        )
        header, pane, box = self.header, self.list_pane, self.search_box
        self.list_view = ListView(desk, header, pane, self.papers, box, self.panes)
        self.timeline = Timeline(session, pane, header, box, theme)
        links = NoteLinks(session, self.reader, self)
        self.triage = Triage(
            session, desk, marking, tagging, self.papers, self.reader, self.screens, theme, links
        )
        self.trash.moved.connect(self.triage.go_on)

    def _connect_parts(self) -> None:
        self.top_bar.triage_clicked.connect(self.triage.start)
        self.header.empty_trash_clicked.connect(self.trash.ask_to_empty)
        self.top_bar.import_clicked.connect(self.imports.open_files)
        self.sidebar.toggle_clicked.connect(self.outer.toggle)
        self.sidebar.view.import_clicked.connect(self.imports.open_files)
        self.sidebar.view.chosen.connect(self._place_chosen)
        self.sidebar.view.dump_menu_asked.connect(self.receipts.open_menu)
        self.sidebar.view.dropped_on_tag.connect(self.tagging.drop)
        self.sidebar.view.tag_menu_asked.connect(self.tags.open_menu)
        self.sidebar.view.tags_clicked.connect(self.tags.open)
        self.tags.dropped.connect(self.tagging.drop)
        self.tagging.files_dropped.connect(self.imports.take)
        self.search_box.entered.connect(self._enter_list)
        self.search_box.left.connect(self._enter_list)
        self.search_box.textEdited.connect(self.pages.show_desk)
        self.session.noticed.connect(self.notice.show_text)
        self.session.offered.connect(self.notice.offer)
        self.preferences.noticed.connect(self.notice.show_text)
        self.preferences.changed.connect(self._take_settings)
        self.preferences.changed.connect(self.keys.take_settings)
        self.keys.chosen.connect(self.preferences.keep_keys)
        self._watcher.found.connect(self.session.import_new)
        self._keys = KeyFilter(self)
        self._keys.pasted.connect(self.imports.offer_page)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self._keys)

    def _connect_pages(self) -> None:
        pages = self.pages
        pages.set_first_run(partial(getattr, self.imports, "first_run"))
        pages.make_ahead((self.receipts.fill, partial(getattr, self.imports, "page")))
        pages.currentChanged.connect(self.triage.leave)
        pages.desk_covered.connect(self.window_actions.rest_papers)
        pages.desk_covered.connect(self.tagging.rest_keys)
        self.desk.emptied.connect(pages.set_empty)
        self.imports.previewed.connect(pages.show_page)
        self.imports.left.connect(pages.show_desk)
        self.receipts.shown.connect(pages.show_page)
        self.receipts.left.connect(pages.show_desk)
        self.receipts.open_asked.connect(self.imports.open_files)
        self.receipts.paper_asked.connect(self._open_paper)
        self.reader.paper_asked.connect(self._open_paper)
        self.duplicates.link_clicked.connect(open_link)
        self.highlights.paper_asked.connect(self._open_paper)
        self.highlights.reveal_asked.connect(self.highlighting.reveal)
        self.commands.place_taken.connect(self._go_to)
        self.commands.paper_taken.connect(self._open_paper)
        for controller in (self.duplicates, self.highlights, self.tags, self.keys):
            controller.opened.connect(pages.show_page)
            controller.left.connect(pages.show_desk)

    @Slot(object)
    def _take_settings(self, chosen: Settings) -> None:
        self._watcher.watch(chosen.watched_folder)

    # Going about

    def try_sample(self) -> None:
        """Import the sample, where the first run offers it."""
        if self.pages.on_first_run:
            self.imports.sample()

    def go_back(self) -> None:
        """Leave a page for the list, or the reader for the list."""
        self.triage.leave()
        self.outer.put_away()
        self.list_view.close_reader()
        self.pages.show_desk()
        self.papers.setFocus()

    @Slot()
    def _enter_list(self) -> None:
        self.pages.show_desk()
        self.papers.setFocus()
        if self.papers.current_id() is None:
            self.papers.select_next()

    @Slot(int)
    def _open_paper(self, paper: int) -> None:
        self.pages.show_desk()
        self.searching.similar.open(paper)

    def enter_search(self) -> None:
        """Put the caret into the search box."""
        self.triage.leave()
        self.search_box.setFocus()
        self.search_box.selectAll()

    @Slot(object)
    def _go_to(self, place: Place) -> None:
        """Show a place, wherever the user is."""
        self.go_back()
        self.desk.open_place(place)

    @Slot(object)
    def _place_chosen(self, place: object) -> None:
        self.outer.put_away()
        self.pages.show_desk()

    # Ways in, and the way out

    def import_files(self, paths: Sequence[Path]) -> None:
        """Import files, as if they had been dropped."""
        self.imports.read(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if not dragged_papers(data) and (data.hasUrls() or data.hasText()):
            event.acceptProposedAction()
            self._drop_frame.show_text(drop_text(data))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_frame.hide()
        event.acceptProposedAction()
        self.imports.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.triage.leave()
        self.reader.flush()
        self.highlighting.flush()
        self._watcher.close()
        self.imports.close()
        window_state.save(self, self.session.library.folder)
        self.model.set_ids([])  # nothing may read rows of a closed library
        self.reader.show_paper(None)
        self.session.close()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self._keys)
        super().closeEvent(event)
