"""The features of a window, and the connections between them.

Features do not know each other: what one requests by a signal and another does is connected here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop import wording
from paperdesk.desktop.duplicates.duplicates import Duplicates
from paperdesk.desktop.exporting.exporting import Exports
from paperdesk.desktop.highlights.all_highlights import AllHighlights
from paperdesk.desktop.highlights.reader_highlights import ReaderHighlights
from paperdesk.desktop.importing.folder_watcher import FolderWatcher
from paperdesk.desktop.importing.importing import Imports
from paperdesk.desktop.importing.receipt.receipts import Receipts
from paperdesk.desktop.keyboard.shortcuts import Shortcuts
from paperdesk.desktop.palette.palette import CommandPalette
from paperdesk.desktop.palette.rows import Command
from paperdesk.desktop.papers.clipboard import PaperClipboard
from paperdesk.desktop.papers.list_options import ListOptions
from paperdesk.desktop.papers.selection import Selection
from paperdesk.desktop.papers.trash import Trash
from paperdesk.desktop.reader.actions import ReaderActions
from paperdesk.desktop.reader.similar_papers import SimilarPapers
from paperdesk.desktop.search.completion import Completion
from paperdesk.desktop.search.empty_list import EmptyList
from paperdesk.desktop.search.for_you import ForYou
from paperdesk.desktop.search.query_bar import QueryBar
from paperdesk.desktop.search.saved_searches import SavedSearches
from paperdesk.desktop.session.current_papers import CurrentPapers
from paperdesk.desktop.session.paper_state import PaperStateActions
from paperdesk.desktop.settings.settings import Preferences
from paperdesk.desktop.sidebar.dump_entries import DumpEntries
from paperdesk.desktop.sidebar.saved_search_entries import SavedSearchEntries
from paperdesk.desktop.tags.tagging import Tagging
from paperdesk.desktop.tags.tags import Tags
from paperdesk.desktop.timeline.timeline import Timeline
from paperdesk.desktop.triage.triage import Triage
from paperdesk.desktop.window.act_notices import ActNotices
from paperdesk.desktop.window.links import open_link
from paperdesk.desktop.window.match_display import MatchDisplay
from paperdesk.desktop.window.navigation import Navigation
from paperdesk.desktop.window.paper_browser import PaperBrowser
from paperdesk.desktop.window.renamed_imports import RenamedImports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.desktop.sidebar.sidebar import Sidebar
    from paperdesk.desktop.widgets.actions import Spec
    from paperdesk.desktop.window.layout import WindowLayout
    from paperdesk.settings import Settings


class Controller(Protocol):
    """A feature with actions."""

    def specs(self) -> list[Spec]:
        """The actions of the feature."""


class Controllers(QObject):
    """Builds the features of a window and connects them to its widgets and to each other."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._window = window
        session, theme = window.session, window.theme
        self.current = current = CurrentPapers(window.papers, self)
        self.browser = PaperBrowser(
            session,
            current,
            window.sidebar.view,
            window.search_box,
            window.header,
            window.model,
            window.papers,
            window.reader,
            self,
        )
        RenamedImports(session, self.browser, self)
        self.marking = PaperStateActions(session, current, self)
        self.tagging = Tagging(session, current, theme, window)
        self.trash = Trash(session, current, self)
        self._build_views()
        self.reader_highlights = ReaderHighlights(session, window.reader, theme, window)
        self.all_highlights = AllHighlights(session, theme, window)
        self.clipboard = PaperClipboard(session, current, window.papers, self)
        self.imports = Imports(session, theme, window)
        self.receipts = Receipts(session, theme, window)
        self.exports = Exports(session, current, theme, window)
        self.duplicates = Duplicates(session, theme, window)
        self.preferences = Preferences(theme, window)
        self.keys = Shortcuts(session, theme, window)
        self.tags = Tags(session, theme, window)
        places = partial(_places, window.sidebar.view)
        self.palette = CommandPalette(session, places, theme, window)
        self._build_search()
        self.watcher = FolderWatcher(self)
        window.job_bar.follow(session.jobs)
        self.act_notices = ActNotices(
            session, current, self.triage, window.pages, window.notice, self
        )
        self._connect_list()
        self._connect_reader()
        self._connect_tags()
        self._connect_search()
        self._connect_triage()
        self._connect_imports()
        self._connect_pages()

    def _build_views(self) -> None:
        """The features that show papers in list, reader and triage."""
        window, session, current = self._window, self._window.session, self.current
        self.selection = Selection(session, window.papers, window.reader_stack, window.theme)
        self.list_options = ListOptions(current, window.header, window.list_pane, window.papers)
        self.timeline = Timeline(session, current, window.theme, window.list_pane)
        self.triage = Triage(session, current, self.marking, window.screens, window.theme)
        self.navigation = Navigation(self.triage, window.papers, window.reader)
        self.reader_actions = ReaderActions(session, current, window.reader, self)

    def _build_search(self) -> None:
        """The features around the query and its answer."""
        window, session, current = self._window, self._window.session, self.current
        box, chips = window.search_box, window.chips
        self.query_bar = QueryBar(box, chips, window.hint, self)
        self.for_you = ForYou(session, current, self.query_bar, self)
        self.similar = SimilarPapers(session, current, self)
        self.saved_searches = SavedSearches(session, current, chips, box, self)
        self.completion = Completion(session, box, window.theme, window)
        self.empty_list = EmptyList(session.search, current, self)
        self.matches = MatchDisplay(
            session, window.model, window.papers, window.reader, self.for_you, self
        )

    def specs(self) -> Iterator[Spec]:
        """The actions of all features, in the order in which shortcuts are listed."""
        features: tuple[Controller, ...] = (
            self.navigation,
            self.triage,
            self.saved_searches,
            self.completion,
            self.tagging,
            self.marking,
            self.trash,
            self.list_options,
            self.timeline,
            self.reader_highlights,
            self.all_highlights,
            self.reader_actions,
            self.clipboard,
            self.imports,
            self.exports,
            self.tags,
            self.duplicates,
            self.keys,
            self.preferences,
            self.palette,
        )
        for feature in features:
            yield from feature.specs()

    def close(self) -> None:
        """Save what is being typed, and end what runs."""
        self.triage.close()
        self._window.reader.flush()
        self.reader_highlights.flush()
        self.watcher.close()
        self.imports.close()

    # Connections

    def _connect_list(self) -> None:
        window = self._window
        header, papers, marking = window.header, window.papers, self.marking
        papers.star_clicked.connect(marking.toggle_star_of)
        papers.link_clicked.connect(self.empty_list.follow)
        self.empty_list.text_changed.connect(papers.set_empty)
        header.empty_trash_clicked.connect(self.trash.ask_to_empty)
        header.timeline_toggled.connect(self.timeline.show)
        self.timeline.toggled.connect(header.set_timeline)
        self.timeline.built.connect(window.list_pane.put_on_top)
        window.search_box.shown.connect(header.set_query)
        self.list_options.single_pane_chosen.connect(self._show_alone)
        window.list_pane.columns.shown_changed.connect(window.panes.refit)
        selection = self.selection
        selection.star_clicked.connect(marking.toggle_star)
        selection.status_clicked.connect(marking.set_status)
        selection.tags_requested.connect(self.tagging.open_popover)
        selection.trash_clicked.connect(self.trash.move)

    def _connect_reader(self) -> None:
        reader = self._window.reader
        reader.star_clicked.connect(self.marking.star_open)
        reader.status_chosen.connect(self.marking.set_status)
        reader.note_edited.connect(self.marking.save_note)
        reader.note_left.connect(self._window.papers.setFocus)
        reader.tags_requested.connect(self.tagging.open_popover)
        reader.tag_removed.connect(self.tagging.untag_open)
        reader.trash_requested.connect(self.trash.move_open)
        for source in (reader, self.receipts, self.all_highlights):
            source.paper_requested.connect(self.open_paper)
        self.similar.found.connect(reader.column.show_similar)
        reader.column.similar.paper_requested.connect(self.current.open_requested)
        reader.column.similar.all_requested.connect(self.similar.show_all)
        self.all_highlights.reveal_requested.connect(self.reader_highlights.reveal)

    def _connect_tags(self) -> None:
        sidebar = self._window.sidebar.view
        sidebar.dropped_on_tag.connect(self.tagging.drop)
        sidebar.tag_menu_asked.connect(self.tags.fill_menu)
        sidebar.export_asked.connect(self.exports.ask_for)
        sidebar.tags_clicked.connect(self.tags.open)
        sidebar.combined.connect(self._window.pages.show_papers)
        imports = DumpEntries(sidebar)
        imports.renamed.connect(self.receipts.rename)
        self.receipts.rename_requested.connect(imports.ask_name)
        self.tags.dropped.connect(self.tagging.drop)
        self.tags.key_asked.connect(self.keys.ask_tag)
        self.tagging.files_dropped.connect(self.imports.read_data)
        self.tagging.anchors += (
            self.triage.tag_anchor,
            self.selection.tag_anchor,
            self._window.reader.tag_button,
        )

    def _connect_search(self) -> None:
        window = self._window
        window.session.search.counted.connect(self.query_bar.set_counts)
        entries, saved = SavedSearchEntries(window.sidebar.view), self.saved_searches
        entries.renamed.connect(saved.rename)
        entries.moved.connect(saved.move)
        entries.deleted.connect(saved.delete)
        entries.dragged.connect(saved.drag)
        entries.dropped.connect(saved.drop)
        saved.listed.connect(window.sidebar.view.set_searches)
        saved.show()

    def _connect_triage(self) -> None:
        window, triage = self._window, self.triage
        window.top_bar.triage_clicked.connect(triage.start)
        triage.starting.connect(window.reader.flush)
        triage.ended.connect(window.papers.setFocus)
        triage.tags_requested.connect(self.tagging.open_popover)
        triage.tag_removed.connect(partial(self.tagging.tag, on=False))
        triage.link_clicked.connect(open_link)
        self.trash.moved.connect(triage.show_following)

    def _connect_imports(self) -> None:
        window = self._window
        window.top_bar.import_clicked.connect(self.imports.open_files)
        window.sidebar.view.import_clicked.connect(self.imports.open_files)
        window.sidebar.view.dump_menu_asked.connect(self.receipts.fill_menu)
        self.receipts.open_requested.connect(self.imports.open_files)
        self.imports.watch_requested.connect(self.preferences.watch_folder)
        window.session.imported.connect(self.browser.open_imports)
        self.watcher.found.connect(window.session.import_new)
        self.preferences.changed.connect(self._watch)
        self.preferences.changed.connect(self.keys.apply_settings)
        self.preferences.noticed.connect(window.notice.show_text)
        self.keys.changed.connect(self.preferences.save_shortcuts)

    def _connect_pages(self) -> None:
        pages = self._window.pages
        pages.set_first_run(partial(getattr, self.imports, "first_run"))
        pages.build_ahead((self.receipts.fill, partial(getattr, self.imports, "page")))
        pages.currentChanged.connect(self.triage.close)
        pages.papers_covered.connect(self.tagging.disable_keys)
        self.browser.emptied.connect(pages.set_empty)
        self.imports.previewed.connect(pages.show_page)
        self.receipts.shown.connect(pages.show_page)
        for feature in (self.duplicates, self.all_highlights, self.tags, self.keys):
            feature.opened.connect(pages.show_page)
            feature.left.connect(pages.show_papers)
        self.imports.left.connect(pages.show_papers)
        self.receipts.left.connect(pages.show_papers)
        self.duplicates.link_clicked.connect(open_link)
        self.palette.paper_chosen.connect(self.open_paper)

    @Slot(str)
    def _show_alone(self, name: str) -> None:
        window = self._window
        panes = {"list": window.list_pane, "reader": window.reader_stack}
        needed = window.list_pane.columns.needed_width if name == "list" else None
        window.panes.show_only(panes.get(name), needed)
        if name == "reader":
            window.reader_stack.setFocus()

    @Slot(object)
    def _watch(self, chosen: Settings) -> None:
        self.watcher.watch(chosen.watched_folder)

    @Slot(int)
    def open_paper(self, paper: int) -> None:
        """Leave any page and show a paper in list and reader."""
        self._window.pages.show_papers()
        self.browser.open_paper(paper)


def _places(sidebar: Sidebar) -> Iterator[Command]:
    """The places of the sidebar, for the command palette."""
    for entry in sidebar.entries():
        if entry.place is not None and not entry.place.only_folds:
            count = wording.plural(entry.count, "paper") if entry.count else ""
            icon = entry.icon or "ph.tag"
            yield Command("place", entry.place.title, count, "", icon, entry.colour, entry.place)
