"""Topics in the sidebar: found in a child process, renamed and pinned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from paperdesk.desktop.session.child_process import Child, child
from paperdesk.desktop.session.places import Place
from paperdesk.desktop.sidebar.model import entry_at
from paperdesk.desktop.widgets.name_field import NameField
from paperdesk.model.edits import PinTopic, RenameTopic
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.sidebar.sidebar import Sidebar
    from paperdesk.desktop.widgets.menu import Menu
    from paperdesk.model.library_values import TopicCount
    from paperdesk.settings import Settings

_DELAY_MS = 5_000
"""From the last papers that came or went until topics are found: not between two imports."""


class Topics(QObject):
    """Shows topics, if the user wants them, and keeps them up to date."""

    def __init__(self, session: Session, sidebar: Sidebar, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._sidebar = session, sidebar
        self._shown = False
        self._delay = _DELAY_MS
        """Until topics that the settings ask for are found: at the start of a window, later."""
        self._process: Child | None = None
        self._renamed = 0
        self._field = NameField(tr("New name of the topic"), sidebar.viewport())
        self._field.named.connect(self._rename)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._find)
        session.stored.connect(self._find_later)
        sidebar.topic_menu_asked.connect(self.fill_menu)

    @Slot(object)
    def apply_settings(self, chosen: Settings) -> None:
        """Show or hide topics; they are found when they are shown first."""
        delay, self._delay = self._delay, 0
        if chosen.show_topics == self._shown:
            return
        self._shown = chosen.show_topics
        self._sidebar.set_topics_shown(self._shown)
        if self._shown:
            self._timer.start(delay)
        else:
            self._timer.stop()

    def close(self) -> None:
        """End the child."""
        self._timer.stop()
        if self._process is not None:
            self._process.finished.disconnect(self._on_found)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process = None

    # Finding

    @Slot()
    def _find_later(self) -> None:
        if self._shown:
            self._timer.start(_DELAY_MS)

    @Slot()
    def _find(self) -> None:
        if self._session.library.read_only:
            return
        if self._process is not None or self._session.jobs.pending:
            self._timer.start(_DELAY_MS)
            return
        self._process = child(self, self._session.library.folder, ["topics", "--events"])
        self._process.finished.connect(self._on_found)
        self._process.start()

    @Slot()
    def _on_found(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._session.search.count()

    # Editing

    def _topic(self, number: int) -> TopicCount | None:
        return self._session.library.topics_by_number().get(number)

    @Slot(object, int)
    def fill_menu(self, menu: Menu, number: int) -> None:
        """Add the actions of a topic to its menu."""
        topic = self._topic(number)
        if topic is None:
            return
        menu.add(tr("Rename…"), partial(self.ask_name, number), "F2")
        if topic.name:
            menu.add(tr("Name by its words"), partial(self._name, number, ""))
        pin = menu.add(tr("Pin to the top"), partial(self._pin, number, not topic.pinned))
        pin.setCheckable(True)
        pin.setChecked(topic.pinned)

    def ask_name(self, number: int) -> None:
        """Open a field over the name of a topic."""
        index = self._sidebar.index_of(Place("topic", "", topic=number))
        if index.isValid():
            self._renamed = number
            self._sidebar.scrollTo(index)
            self._field.setGeometry(self._sidebar.visualRect(index).adjusted(8, 0, -8, 0))
            self._field.open(entry_at(index).title)

    @Slot(str)
    def _rename(self, name: str) -> None:
        topic = self._topic(self._renamed)
        if topic is not None and name != topic.shown_name:
            self._name(topic.id, name)

    def _name(self, number: int, name: str) -> None:
        self._session.edit(RenameTopic(number, name), tr("Rename topic"))

    def _pin(self, number: int, on: bool) -> None:
        self._session.edit(PinTopic(number, on), tr("Pin topic") if on else tr("Unpin topic"))
