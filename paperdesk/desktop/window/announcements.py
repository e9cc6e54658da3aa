"""Tells screen readers what changes elsewhere than at the focus: counts, edits, notices, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from paperdesk.translation import tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.window.layout import WindowLayout

_TYPING_MS = 500
"""From the last answer until its count is said: a user who types hears one count."""


class Announcements(QObject):
    """Collects the texts of one turn of the event loop, and announces each once."""

    announced = Signal(str)
    """A text, as screen readers get it."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._window = window
        self._texts: list[str] = []
        self._empty = ""
        self._last = ("", -1)  # query and count that were said
        self._answer: Answer | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._announce)
        self._paging = QTimer(self, singleShot=True)
        self._paging.timeout.connect(self._say_current_page)
        self._counting = QTimer(self, singleShot=True)
        self._counting.setInterval(_TYPING_MS)
        self._counting.timeout.connect(self._say_count)

    @Slot(str)
    def say(self, text: str) -> None:
        """Announce a text, unless it is announced already."""
        if text and text not in self._texts:
            self._texts.append(text)
            self._soon.start(0)

    @Slot(str)
    def say_edit(self, text: str) -> None:
        """Announce an edit, unless the user is typing it: a note is saved every few words."""
        if not isinstance(QApplication.focusWidget(), QPlainTextEdit):
            self.say(text)

    @Slot(int)
    def say_page(self, index: int) -> None:
        """Announce the page of a stack that is shown: its name, and its description in full."""
        self._paging.start(0)  # one timer: of two changes in a turn, the last is said

    @Slot()
    def _say_current_page(self) -> None:
        page = self._window.pages.currentWidget()
        if page is not None and not page.accessibleName():  # a container of a page
            direct = page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            page = next(filter(QWidget.accessibleName, direct), page)
        if page is not None:
            self.say(". ".join(filter(None, (page.accessibleName(), page.accessibleDescription()))))

    @Slot(object)
    def count(self, answer: Answer) -> None:
        """Announce how many papers a search found, once no other follows.

        Of those that a job adds to an unchanged query, only the last count is announced.
        """
        self._answer = answer
        self._counting.start()

    @Slot(str)
    def set_empty(self, html: str) -> None:
        """Set what an empty list says, as rich text."""
        self._empty = QTextDocumentFragment.fromHtml(html).toPlainText().replace("\n", " ")

    @Slot()
    def _say_count(self) -> None:
        assert self._answer is not None
        said = self._answer.question.query, self._answer.count
        session = self._window.session
        importing = said[0] == self._last[0] and session.jobs.pending
        if session.search.pending or importing:  # another answer follows, the last after the job
            return
        in_sight = self._window.screens.currentWidget() is self._window.outer  # not triage
        if said != self._last and in_sight:
            self._last = said
            empty = self._empty if not said[1] else ""
            self.say(". ".join(filter(None, (tr_n("{n} paper", "{n} papers", said[1]), empty))))

    @Slot()
    def _announce(self) -> None:
        texts, self._texts = self._texts, []
        for text in texts:
            if any(
                other.startswith(f"{text.removesuffix('.')}.") for other in texts if other != text
            ):
                continue  # a notice says it with its actions
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, text))
            self.announced.emit(text)
