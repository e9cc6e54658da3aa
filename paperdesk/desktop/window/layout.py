"""The widgets of the main window and their arrangement; what they do is in the controllers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from paperdesk.desktop.papers.header import ListHeader
from paperdesk.desktop.papers.list import PaperTable
from paperdesk.desktop.papers.model import PaperModel
from paperdesk.desktop.papers.pane import ListPane
from paperdesk.desktop.papers.selection import ReaderStack
from paperdesk.desktop.papers.some_words import SomeWords
from paperdesk.desktop.search.box import SearchBox
from paperdesk.desktop.search.chips import QueryChips
from paperdesk.desktop.search.hint_row import HintRow
from paperdesk.desktop.search.steering_bar import SteeringBar
from paperdesk.desktop.sidebar.pane import SidebarPane
from paperdesk.desktop.window.job_bar import JobBar
from paperdesk.desktop.window.page_stack import PageStack
from paperdesk.desktop.window.splitter import PaneSplitter, PaneWidths, SidebarSplitter
from paperdesk.desktop.window.top_bar import TopBar

if TYPE_CHECKING:
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme


class WindowLayout(QMainWindow):
    """Sidebar, list and reader beside each other; pages and triage replace them for a while."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Paperdesk")
        session.setParent(self)
        self.session, self.theme = session, theme
        self._build()

    def _build(self) -> None:
        """Build from the outside in: Qt styles a widget again whenever it gets another parent."""
        theme = self.theme
        self.screens = QStackedWidget(self)
        self.setCentralWidget(self.screens)
        self.outer = SidebarSplitter(theme, self.screens)
        self.screens.addWidget(self.outer)
        self.sidebar, right = SidebarPane(theme, self.outer), QWidget(self.outer)
        self.outer.set_panes(self.sidebar, right)
        self.search_box = SearchBox(theme, right)
        self.top_bar = TopBar(theme, self.search_box, right)
        self.pages = PageStack(right)
        self.job_bar = JobBar(theme, right)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top_bar, self.pages, self.job_bar):
            column.addWidget(part)
        self.panes = PaneSplitter(theme, PaneWidths(320, 400, 440, 640), self.pages)
        self._build_list()
        self.reader_stack = ReaderStack(self.panes)
        self.panes.set_panes(self.list_pane, self.reader_stack)
        self.pages.set_papers(self.panes, self.papers)
        self.setMinimumSize(theme.px(960), theme.px(600))
        self.resize(theme.px(1280), theme.px(800))

    def build_rest(self) -> None:
        """Build what is empty or hidden while the window shows its first rows."""
        from paperdesk.desktop.reader.reader import Reader
        from paperdesk.desktop.window.drop_frame import DropFrame
        from paperdesk.desktop.window.notice import Notice

        theme = self.theme
        self.reader = Reader(theme, self.reader_stack, self.session.formulas)
        self.reader_stack.addWidget(self.reader)
        self.notice, self.drop_frame = Notice(theme, self), DropFrame(theme, self)

    def _build_list(self) -> None:
        theme = self.theme
        self.header = ListHeader(theme, self)
        self.chips, self.hint = QueryChips(theme, self), HintRow(theme, self)
        self.chips.hide()
        self.steering = SteeringBar(theme, self)
        self.model = PaperModel(self.session.library.rows, self)
        self.papers = PaperTable(theme, self.model, self)
        self.some_words = SomeWords(theme, self.session.library.rows, self.papers)
        self.list_pane = ListPane(theme, self.header, self.papers, self.panes)
        self.some_words.follow_columns(self.list_pane.columns)
        self.list_pane.put_below_header(self.chips, self.steering, self.hint)
