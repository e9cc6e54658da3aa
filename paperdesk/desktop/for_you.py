"""For you: unread papers in the order of the user's taste, each with what brought it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from paperdesk.model.edits import SetTagTaste
from paperdesk.model.query import Query

if TYPE_CHECKING:
    from paperdesk.desktop.desk import Desk
    from paperdesk.desktop.query_bar import QueryBar
    from paperdesk.desktop.search_runner import Answer, Reason
    from paperdesk.desktop.session import Session
    from paperdesk.desktop.sidebar_model import Place
    from paperdesk.desktop.widgets.sidebar import Sidebar
    from paperdesk.model.edits import Change
    from paperdesk.model.rows import Counts

NOTHING_LIKED = "Star or tag papers you like: unread ones like them will come first here."
_MARKS = {
    "starred": "because you starred",
    "tagged": "because you tagged",
    "reading": "because you are reading",
    "read": "because you read",
}


class ForYou(QObject):
    """Knows why papers were recommended, and which tags have a say."""

    def __init__(
        self, session: Session, desk: Desk, sidebar: Sidebar, bar: QueryBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._desk, self._sidebar, self._bar = session, desk, sidebar, bar
        self._reasons: dict[int, Reason] = {}
        self._silent: set[str] = set()
        session.search.answered.connect(self._answered)
        session.search.counted.connect(self._take_counts)
        session.changed.connect(self._renew)
        sidebar.menu_asked.connect(self._open_menu)

    def reason(self, paper: int) -> str:
        """Why a paper was recommended, in words; empty where it was not."""
        why = self._reasons.get(paper)
        return reason_text(why) if why else ""

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self._reasons = answer.reasons
        order = Query.parse(answer.question.query).sort or answer.question.sort
        unknown = order == "foryou" and answer.count > 0 and not answer.reasons
        self._bar.set_remark(NOTHING_LIKED if unknown else "")

    @Slot(object)
    def _take_counts(self, counts: Counts) -> None:
        self._silent = {count.tag.name for count in counts.tags if not count.taste}

    @Slot(object)
    def _renew(self, change: Change) -> None:
        if "taste" in change.fields:
            self._desk.renew()

    @Slot(object, QPoint)
    def _open_menu(self, place: Place, at: QPoint) -> None:
        if not place.tag:
            return
        menu = QMenu(self._sidebar)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction("Counts for “For you”")
        action.setCheckable(True)
        action.setChecked(place.tag not in self._silent)
        action.toggled.connect(partial(self.set_taste, place.tag))
        menu.popup(at)

    def set_taste(self, tag: str, on: bool) -> None:
        """Say whether the papers of a tag shape the order."""
        verb = "Count" if on else "Do not count"
        self._session.edit(SetTagTaste(tag, on), f"{verb} {tag} for “For you”")


def reason_text(why: Reason) -> str:
    """`tide, model: because you starred “A Model of Tides”`; the words first, should it be cut."""
    return f"{', '.join(why.words)}: {_MARKS[why.mark]} “{why.title}”"
