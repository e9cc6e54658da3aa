"""Steering recommendations: words pinned and banned, papers that others like are unwanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.model.edits import SetLessLike, SetWordForYou
from paperdesk.model.query_tree import RECOMMENDED, leaves
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.search.for_you import ForYou
    from paperdesk.desktop.search.steering_bar import SteeringBar
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.edits import Change
    from paperdesk.model.library_values import WordEffect


class SteeringActions(QObject):
    """Makes undoable edits of what steers recommendations, and shows it above them."""

    def __init__(
        self,
        session: Session,
        current: CurrentPapers,
        for_you: ForYou,
        bar: SteeringBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current = session, current
        self._for_you, self._bar, self._window = for_you, bar, window
        self.menu = Menu(window)
        """The menu of a word, opened last."""
        bar.word_removed.connect(self._remove_word)
        bar.papers_removed.connect(self._remove_papers)
        bar.reset_clicked.connect(self.reset)
        current.query_changed.connect(self._show)
        session.changed.connect(self._on_changed)

    def specs(self) -> list[Spec]:
        """The actions."""
        return [
            Spec("Papers", "Less like this", (), self.toggle_less_like),
            Spec("Library", "Reset recommendations", (), self.reset),
        ]

    @Slot()
    def toggle_less_like(self) -> None:
        """Recommend less like the current papers, or as before if all of them are set so."""
        papers = self._current.targets()
        known = self._session.library.steering().less_like
        self._set_less_like(papers, on=not set(papers) <= set(known))

    @Slot()
    def less_like_open(self) -> None:
        """Recommend less like the open paper."""
        self._set_less_like(self._current.open(), on=True)

    def _set_less_like(self, papers: tuple[int, ...], *, on: bool) -> None:
        n = len(papers)
        text = tr_n("As before for {n} paper", "As before for {n} papers", n)
        if on:
            text = tr_n("Less like {n} paper", "Less like {n} papers", n)
        self._session.mark(SetLessLike(papers, on), text, papers)

    @Slot(str, QPoint)
    def open_word_menu(self, word: str, place: QPoint) -> None:
        """Offer to pin or ban a word."""
        self.menu.deleteLater()
        self.menu = Menu(self._window)
        self._offer(self.menu, word)
        self.menu.popup(place)

    @Slot(object)
    def fill_paper_menu(self, menu: Menu) -> None:
        """Add the words of the open paper's reason to its menu, and "Less like this"."""
        papers = self._current.selected()
        words = self._for_you.words(papers[0]) if len(papers) == 1 else ()
        for word in words:
            self._offer(menu, word)
        menu.addSeparator()

    def _offer(self, menu: Menu, word: str) -> None:
        now = self._session.library.steering().words.get(word, "")
        effects: tuple[WordEffect, ...] = ("pinned", "banned")
        for effect in effects:
            action = menu.add(
                _effect_text(effect, word).replace("&", "&&"),
                partial(self.set_word, word, "" if now == effect else effect),
            )
            action.setCheckable(True)
            action.setChecked(now == effect)

    def set_word(self, word: str, effect: WordEffect) -> None:
        """Pin or ban a word, or take that back."""
        self._session.edit(SetWordForYou(word, effect), _effect_text(effect, word))

    @Slot()
    def reset(self) -> None:
        """Take back all steering, in one step of undo."""
        if steering := self._session.library.steering():
            self._session.edit(steering.reset(), tr("Reset recommendations"))

    @Slot(str)
    def _remove_word(self, word: str) -> None:
        self.set_word(word, "")

    @Slot()
    def _remove_papers(self) -> None:
        self._set_less_like(self._session.library.steering().less_like, on=False)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if "for_you" in change.fields:
            self._show()

    @Slot()
    def _show(self) -> None:
        """Show the row above the list where recommendations are listed."""
        query = self._current.query
        shown = (RECOMMENDED, True) in leaves(query.tree) or query.sort == "foryou"
        if shown:
            self._bar.show_steering(self._session.library.steering())
        else:
            self._bar.hide()


def _effect_text(effect: WordEffect, word: str) -> str:
    match effect:
        case "pinned":
            return tr("Pin “{word}”", word=word)
        case "banned":
            return tr("Ban “{word}”", word=word)
        case _:
            return tr("Take back “{word}”", word=word)
