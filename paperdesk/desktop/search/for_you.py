"""Recommendations: the reason for each paper in the order `foryou`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.model.query import Query

if TYPE_CHECKING:
    from paperdesk.desktop.search.query_bar import QueryBar
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.edits import Change
    from paperdesk.model.search_protocol import Reason

_MARKS = {
    "starred": "you starred",
    "tagged": "you tagged",
    "reading": "you are reading",
    "read": "you read",
    "pinned": "you pinned it",
    "outside": "outside your usual reading",
}


class ForYou(QObject):
    """Holds the reasons of the newest answer."""

    def __init__(
        self, session: Session, current: CurrentPapers, bar: QueryBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._current, self._bar = current, bar
        self._reasons: dict[int, Reason] = {}
        session.search.answered.connect(self._answered)
        session.changed.connect(self._on_changed)

    def reason(self, paper: int) -> str:
        """Why a paper was recommended, in words; empty if it was not."""
        why = self._reasons.get(paper)
        return reason_text(why) if why else ""

    def words(self, paper: int) -> tuple[str, ...]:
        """The words of the reason."""
        why = self._reasons.get(paper)
        return why.words if why else ()

    def why(self, paper: int) -> str:
        """The reason without its words."""
        why = self._reasons.get(paper)
        return _why(why) if why else ""

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self._reasons = answer.reasons
        order = Query.parse(answer.question.query).sort or answer.question.sort.removeprefix("-")
        unknown = order == "foryou" and answer.count > 0 and not answer.reasons
        self._bar.set_remark(nothing_liked() if unknown else "")

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if "for_you" in change.fields:
            self._current.refresh_requested.emit()


def nothing_liked() -> str:
    """What the order For you needs, above papers that are in another order."""
    keys = f"({hinted('S')}) or tag ({hinted('T')})"
    return f"Star {keys} papers you like: unread ones like them will come first here."


def none_for_you() -> str:
    """What brings papers into the place For you."""
    keys = f"({hinted('S')}) or tag ({hinted('T')})"
    return f"Star {keys} papers you like: unread ones like them are listed here."


def reason_text(why: Reason) -> str:
    """`tide, model: you starred “A Model of Tides”`; words first, since the line cuts its end."""
    return ": ".join(filter(None, (", ".join(why.words), _why(why))))


def _why(why: Reason) -> str:
    return f"{_MARKS[why.mark]} “{why.title}”" if why.title else _MARKS[why.mark]
