"""Completion in the search box, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from paperdesk.desktop.search import candidates
from paperdesk.desktop.search.completion_popup import CompletionPopup
from paperdesk.desktop.search.history import SearchHistory
from paperdesk.desktop.session.places import WHOLE
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.search_protocol import CompleteWord
from paperdesk.model.tokenizer import fold

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLabel, QWidget

    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.search.candidates import Choice, UnfinishedTerm
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Counts
    from paperdesk.model.search_protocol import WordCompleted

_COMPLETION_WAIT_MS = 10
"""How long local candidates wait for those of the index, to be shown together."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLACES = {place.query for place in WHOLE}


class Completion(QObject):
    """Offers candidates while the user types, and recent queries in the empty box."""

    def __init__(
        self, session: Session, box: SearchBox, count: QLabel, theme: Theme, window: QWidget
    ) -> None:
        """The popup leaves `count`, the number of papers found, uncovered."""
        super().__init__(window)
        self._count = count
        self._theme, self._window, self._box = theme, window, box
        self._search = session.search
        self.history = SearchHistory(session.library.folder)
        self._popup: CompletionPopup | None = None
        self._counts: Counts | None = None
        self._term: UnfinishedTerm | None = None
        self._found: list[tuple[candidates.Kind, str, int]] = []
        self._number = 0
        self._offering = QTimer(self, singleShot=True)  # 0 ms: after the letter is painted
        self._offering.timeout.connect(self._offer)
        self._edited = ""
        self._stepped = False  # the user moved to a row: Enter chooses it
        self._box.key_filter = self._on_key
        self._box.textEdited.connect(self._on_typed)
        self._box.textChanged.connect(self._on_changed)
        self._box.focus_came.connect(self._prepare)
        self._box.focus_left.connect(self._on_left)
        self._search.counted.connect(self._set_counts)
        self._search.word_completed.connect(self._on_found)

    def specs(self) -> list[Spec]:
        """The action on the search history."""
        clear = self.clear_history
        return [Spec("Library", "Clear the search history", ("Ctrl+Shift+Del",), clear)]

    @property
    def popup(self) -> CompletionPopup:
        """Built when first needed."""
        if self._popup is None:
            self._popup = CompletionPopup(self._theme, self._count, self._window)
            self._popup.chosen.connect(self._choose)
        return self._popup

    @property
    def open(self) -> bool:
        """Whether the popup is open."""
        return self._popup is not None and self._popup.isVisible()

    # Offering

    @Slot()
    def _prepare(self) -> None:
        """Draw the shadow before the first letter."""
        self.popup.prepare()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._edited = text
        term = candidates.unfinished_term(text, self._box.caret)
        self._term = term
        self._number += 1
        if term is None:
            self.close()
            return
        if not candidates.needs_search(term):
            self._found = []
            self._offering.start(0)
        else:
            # Candidates that still match stay until the reply, so that no row flickers.
            last = fold(term.value.rpartition(" ")[2])
            self._found = [each for each in self._found if last in fold(each[1])]
            self._search.request(CompleteWord(self._number, term.field, term.value))
            self._offering.start(_COMPLETION_WAIT_MS)

    @Slot(object)
    def _on_found(self, reply: WordCompleted) -> None:
        if reply.id == self._number and self._term is not None:
            self._found = list(reply.choices)
            self._offering.start(0)

    @Slot()
    def _offer(self) -> None:
        term = self._term
        if term is None or not self._box.hasFocus():
            self.close()
            return
        known = candidates.choices(term, self._counts, self.history.recent())
        found = candidates.found_choices(term, self._found)
        both = [c for c in (*found, *known) if c.text.strip() != term.text.strip()]
        self._show(both[: candidates.MAX_CHOICES])

    def _show(self, choices: list[Choice]) -> None:
        if (choices or self.open) and list(choices) != list(self.popup.choices()):
            self._stepped = False
            start = self._term.start if self._term is not None else 0
            self.popup.show_choices(choices, self._box, start)

    @Slot()
    def close(self) -> None:
        """Close the popup."""
        self._term, self._stepped = None, False
        if self._popup is not None:
            self._popup.hide()

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        if text != self._edited:
            self._edited = text
            self.close()

    @Slot(object)
    def _set_counts(self, counts: Counts) -> None:
        self._counts = counts

    # Choosing

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if self._offering.isActive():  # the choice must match all letters typed
            self._offering.stop()
            self._offer()
        if not self.open:
            return key == Qt.Key.Key_Down and not self._box.text() and self.show_history()
        current = self.popup.current()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.popup.step(1 if key == Qt.Key.Key_Down else -1)
            self._stepped = True
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif current is not None and (key == Qt.Key.Key_Tab or (key in _ENTER and self._stepped)):
            self._choose(current)
        elif key == Qt.Key.Key_Delete and current and current.kind == "recent" and self._stepped:
            self.history.forget(current.text)
            self.close()
            self.show_history()
        else:
            return False
        return True

    @Slot(object)
    def _choose(self, choice: Choice) -> None:
        if choice.kind == "clear":
            self.history.clear()
            self.close()
            return
        self._box.setText(choice.text)
        self._box.caret = choice.cursor
        if choice.kind == "field":
            self._on_typed(choice.text)  # and offer its values

    # History

    def show_history(self) -> bool:
        """Offer recent queries; False if there are none."""
        self._show(candidates.recent_choices(self.history.recent()))
        self._stepped = self.open
        return self.open

    @Slot()
    def clear_history(self) -> None:
        """Clear the search history of this library."""
        self.history.clear()

    @Slot()
    def _on_left(self) -> None:
        """Add the query to the history when the box loses the focus."""
        self.close()
        text = self._box.text().strip()
        if text not in _PLACES:
            self.history.add(text)
