"""Completion in the search box: what it offers, what its keys do, what was searched before."""

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
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.search.candidates import Begun, Choice
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Counts
    from paperdesk.model.search_protocol import WordCompleted

_PATIENCE = 10
"""Milliseconds that what is known here waits for what the index knows, to be shown with it."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLACES = {place.query for place in WHOLE}


class Completing(QObject):
    """Offers completions while the user types, and old queries in the empty box."""

    def __init__(self, session: Session, box: SearchBox, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window, self._box = theme, window, box
        self._search = session.search
        self.history = SearchHistory(session.library.folder)
        self._made: CompletionPopup | None = None
        self._counts: Counts | None = None
        self._begun: Begun | None = None
        self._found: list[tuple[candidates.Kind, str, int]] = []
        self._number = 0
        self._offering = QTimer(self, singleShot=True)  # at once is when the letter is painted
        self._offering.timeout.connect(self._offer)
        self._edited = ""
        self._stepped = False  # the user went to a row: Enter takes it
        self._box.key_filter = self._take_key
        self._box.textEdited.connect(self._type)
        self._box.textChanged.connect(self._change)
        self._box.focus_came.connect(self._prepare)
        self._box.focus_left.connect(self._leave)
        self._search.counted.connect(self._take_counts)
        self._search.word_completed.connect(self._take_found)

    def specs(self) -> list[Spec]:
        """The action on the search history."""
        clear = self.clear_history
        return [Spec("Library", "Clear the search history", ("Ctrl+Shift+Del",), clear)]

    @property
    def popup(self) -> CompletionPopup:
        """Made when it is first wanted."""
        if self._made is None:
            self._made = CompletionPopup(self._theme, self._window)
            self._made.chosen.connect(self._take)
        return self._made

    @property
    def open(self) -> bool:
        """Whether the popup is open."""
        return self._made is not None and self._made.isVisible()

    # Offering

    @Slot()
    def _prepare(self) -> None:
        """Before the first letter, so that it does not wait for the shadow."""
        self.popup.prepare()

    @Slot(str)
    def _type(self, text: str) -> None:
        self._edited = text
        begun = candidates.begun(text, self._box.caret)
        self._begun = begun
        self._number += 1
        if begun is None:
            self.close()
            return
        if not candidates.asked(begun):
            self._found = []
            self._offering.start(0)
        else:
            # What still fits stays until the answer, so that no row blinks.
            last = fold(begun.value.rpartition(" ")[2])
            self._found = [each for each in self._found if last in fold(each[1])]
            self._search.request(CompleteWord(self._number, begun.field, begun.value))
            self._offering.start(_PATIENCE)

    @Slot(object)
    def _take_found(self, reply: WordCompleted) -> None:
        if reply.id == self._number and self._begun is not None:
            self._found = list(reply.choices)
            self._offering.start(0)

    @Slot()
    def _offer(self) -> None:
        begun = self._begun
        if begun is None or not self._box.hasFocus():
            self.close()
            return
        known = candidates.choices(begun, self._counts, self.history.recent())
        found = candidates.remote(begun, self._found)
        both = [c for c in (*found, *known) if c.text.strip() != begun.text.strip()]
        self._show(both[: candidates.MOST])

    def _show(self, choices: list[Choice]) -> None:
        if (choices or self.open) and list(choices) != list(self.popup.choices()):
            self._stepped = False
            start = self._begun.start if self._begun is not None else 0
            self.popup.show_choices(choices, self._box, start)

    @Slot()
    def close(self) -> None:
        """Put the popup away."""
        self._begun, self._stepped = None, False
        if self._made is not None:
            self._made.hide()

    @Slot(str)
    def _change(self, text: str) -> None:
        if text != self._edited:
            self._edited = text
            self.close()

    @Slot(object)
    def _take_counts(self, counts: Counts) -> None:
        self._counts = counts

    # Taking

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if self._offering.isActive():  # what is taken must belong to all letters typed
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
            self._take(current)
        elif key == Qt.Key.Key_Delete and current and current.kind == "recent" and self._stepped:
            self.history.forget(current.text)
            self.close()
            self.show_history()
        else:
            return False
        return True

    @Slot(object)
    def _take(self, choice: Choice) -> None:
        if choice.kind == "clear":
            self.history.clear()
            self.close()
            return
        self._box.setText(choice.text)
        self._box.caret = choice.cursor
        if choice.kind == "field":
            self._type(choice.text)  # and now its values

    # What was searched

    def show_history(self) -> bool:
        """Offer what was searched last; False where nothing was."""
        self._show(candidates.old(self.history.recent()))
        self._stepped = self.open
        return self.open

    @Slot()
    def clear_history(self) -> None:
        """Forget what was searched in this library."""
        self.history.clear()

    @Slot()
    def _leave(self) -> None:
        """Whoever leaves the box has searched what is in it."""
        self.close()
        text = self._box.text().strip()
        if text not in _PLACES:
            self.history.add(text)
