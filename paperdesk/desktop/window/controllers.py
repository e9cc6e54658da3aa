"""The features of a window, their actions and what ends them; `connections.py` connects them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.backups.backups import Backups
from paperdesk.desktop.digest.digests import Digests
from paperdesk.desktop.duplicates.duplicates import Duplicates
from paperdesk.desktop.editing.adding import Adding
from paperdesk.desktop.editing.details import Details
from paperdesk.desktop.editing.links import PaperLinkActions
from paperdesk.desktop.exporting.exporting import Exports
from paperdesk.desktop.help.help import Help
from paperdesk.desktop.highlights.all_highlights import AllHighlights
from paperdesk.desktop.highlights.reader_highlights import ReaderHighlights
from paperdesk.desktop.importing.folder_watcher import FolderWatcher
from paperdesk.desktop.importing.importing import Imports
from paperdesk.desktop.importing.notes_folder import WatchedNotes
from paperdesk.desktop.importing.receipt.receipts import Receipts
from paperdesk.desktop.keyboard.shortcuts import Shortcuts
from paperdesk.desktop.palette.palette import CommandPalette
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
from paperdesk.desktop.search.steering import SteeringActions
from paperdesk.desktop.session.crashes import Crashes
from paperdesk.desktop.session.current_papers import CurrentPapers
from paperdesk.desktop.session.paper_state import PaperStateActions
from paperdesk.desktop.settings.settings import Preferences
from paperdesk.desktop.sidebar.topics import Topics
from paperdesk.desktop.statistics.statistics import Statistics
from paperdesk.desktop.subscribing.subscribing import Subscribing
from paperdesk.desktop.tags.tagging import Tagging
from paperdesk.desktop.tags.tags import Tags
from paperdesk.desktop.timeline.timeline import Timeline
from paperdesk.desktop.trending.trending import Trending
from paperdesk.desktop.triage.triage import Triage
from paperdesk.desktop.window.act_notices import ActNotices
from paperdesk.desktop.window.announcements import Announcements
from paperdesk.desktop.window.crash_notices import CrashNotices
from paperdesk.desktop.window.desktop_signals import DesktopSignals
from paperdesk.desktop.window.hints import Hints
from paperdesk.desktop.window.match_display import MatchDisplay
from paperdesk.desktop.window.navigation import Navigation
from paperdesk.desktop.window.paper_browser import PaperBrowser
from paperdesk.desktop.window.papers_below import PapersBelow
from paperdesk.desktop.window.renamed_filters import RenamedFilters
from paperdesk.desktop.window.sidebar_places import sidebar_places
from paperdesk.desktop.window.unsaved_notices import UnsavedNotices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.desktop.widgets.actions import Spec
    from paperdesk.desktop.window.layout import WindowLayout
    from paperdesk.settings import Settings


class Controller(Protocol):
    """A feature with actions."""

    def specs(self) -> list[Spec]:
        """The actions of the feature."""


class Controllers(QObject):
    """Builds the features of a window."""

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
        PapersBelow(session, current, window.some_words, self.browser)
        RenamedFilters(session, self.browser, self)
        self.marking = PaperStateActions(session, current, self)
        self.tagging = Tagging(session, current, theme, window)
        self.trash = Trash(session, current, self)
        self.details = Details(session, current, theme, window)
        self.links = PaperLinkActions(session, current, theme, window)
        self._build_views()
        self.reader_highlights = ReaderHighlights(session, window.reader, theme, window)
        self.all_highlights = AllHighlights(session, theme, window)
        self.clipboard = PaperClipboard(session, current, window.papers, self)
        self.adding = Adding(session, theme, window)
        self.imports = Imports(session, theme, window)
        self.receipts = Receipts(session, theme, window)
        self.exports = Exports(session, current, theme, window)
        self.digests = Digests(session, theme, window)
        self.backups = Backups(session, theme, window)
        self.subscribing = Subscribing(session, theme, window)
        self.duplicates = Duplicates(session, theme, window)
        self.preferences = Preferences(session.library.folder, theme, window)
        self.keys = Shortcuts(session, theme, window)
        self.help = Help(theme, self.keys.listed, window)
        self.tags = Tags(session, theme, window)
        self.statistics = Statistics(session, theme, window)
        places = partial(sidebar_places, window.sidebar.view)
        self.palette = CommandPalette(session, places, theme, window)
        self._build_search()
        self.watcher = FolderWatcher(self)
        self.notes = WatchedNotes(session, self)
        self.topics = Topics(session, window.sidebar.view, self)
        window.job_bar.follow(session.jobs)
        self.act_notices = ActNotices(
            session, current, self.triage, window.pages, window.notice, self
        )
        self.desktop_signals = DesktopSignals(session, window)
        self.unsaved_notices = UnsavedNotices(session, window.notice, theme, window)
        self.announcements = Announcements(window)
        self.hints = Hints(current, window)
        CrashNotices(Crashes.of_application(), window.notice, theme, window)

    def _build_views(self) -> None:
        """The features that show papers in list, reader and triage."""
        window, session, current = self._window, self._window.session, self.current
        self.selection = Selection(session, window.papers, window.reader_stack, window.theme)
        self.list_options = ListOptions(current, window.header, window.list_pane, window.papers)
        self.timeline = Timeline(session, current, window.theme, window.list_pane)
        self.trending = Trending(session, current, window.theme, window.list_pane)
        self.triage = Triage(session, current, self.marking, window.screens, window.theme)
        self.navigation = Navigation(self.triage, window.papers, window.reader)
        self.reader_actions = ReaderActions(session, current, window.reader, self)

    def _build_search(self) -> None:
        """The features around the query and its answer."""
        window, session, current = self._window, self._window.session, self.current
        box, chips = window.search_box, window.chips
        self.query_bar = QueryBar(box, chips, window.hint, self)
        self.for_you = ForYou(session, current, self.query_bar, self)
        self.steering = SteeringActions(session, current, self.for_you, window.steering, window)
        self.similar = SimilarPapers(session, current, self)
        self.saved_searches = SavedSearches(session, current, chips, box, self)
        self.completion = Completion(session, box, window.header.count_label, window.theme, window)
        self.empty_list = EmptyList(session.search, current, self)
        self.matches = MatchDisplay(
            session,
            window.model,
            window.papers,
            window.reader,
            window.some_words,
            self.for_you,
            self,
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
            self.similar,
            self.steering,
            self.list_options,
            self.timeline,
            self.trending,
            self.reader_highlights,
            self.all_highlights,
            self.reader_actions,
            self.details,
            self.clipboard,
            self.adding,
            self.imports,
            self.exports,
            self.digests,
            self.backups,
            self.subscribing,
            self.tags,
            self.statistics,
            self.duplicates,
            self.keys,
            self.help,
            self.hints,
            self.preferences,
            self.palette,
        )
        for feature in features:
            yield from feature.specs()

    def flush(self) -> None:
        """Save what is being typed."""
        self.triage.flush()
        self._window.reader.flush()
        self.reader_highlights.flush()

    def close(self) -> None:
        """Save what is being typed, and end what runs."""
        self.triage.close()
        self.flush()
        self.watcher.close()
        self.notes.close()
        self.topics.close()
        self.adding.close()
        self.imports.close()
        self.digests.close()
        self.backups.close()
        self.subscribing.close()

    # What connections lead to

    @Slot(str)
    def show_alone(self, name: str) -> None:
        """Show the list alone, the reader alone, or all panes for any other name."""
        window = self._window
        panes = {"list": window.list_pane, "reader": window.reader_stack}
        needed = window.list_pane.columns.needed_width if name == "list" else None
        window.panes.show_only(panes.get(name), needed)
        if name == "reader":
            window.reader_stack.setFocus()

    @Slot(object)
    def watch_folder(self, chosen: Settings) -> None:
        """Watch the folder of the settings."""
        self.watcher.watch(chosen.watched_folder)

    @Slot(str)
    def offer_pasted_link(self, text: str) -> None:
        """Offer to add or to show the paper of a link."""
        in_sight = self._window.pages.on_papers or self.triage.on
        self.links.offer(text, in_sight=in_sight)

    @Slot(int)
    def open_paper(self, paper: int) -> None:
        """Leave any page and show a paper in list and reader."""
        self._window.pages.show_papers()
        self.browser.open_paper(paper)
