"""Recommendations: the reason for each paper in the order `foryou`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.wording import comma_list
from paperdesk.model.query import Query
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.search.query_bar import QueryBar
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.edits import Change
    from paperdesk.model.search_protocol import Reason

_MARKS = {
    "starred": tr("you starred"),
    "tagged": tr("you tagged"),
    "reading": tr("you are reading"),
    "read": tr("you read"),
    "pinned": tr("you pinned it"),
    "outside": tr("outside your usual reading"),
}
_MARKED = {
    "starred": tr("you starred “{title}”"),
    "tagged": tr("you tagged “{title}”"),
    "reading": tr("you are reading “{title}”"),
    "read": tr("you read “{title}”"),
    "pinned": tr("you pinned it"),
    "outside": tr("outside your usual reading"),
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
    return tr(
        "Star ({star}) or tag ({tag}) papers you like: unread ones like them will come first here.",
        star=hinted("S"),
        tag=hinted("T"),
    )


def none_for_you() -> str:
    """What brings papers into the place For you."""
    return tr(
        "Star ({star}) or tag ({tag}) papers you like: unread ones like them are listed here.",
        star=hinted("S"),
        tag=hinted("T"),
    )


def reason_text(why: Reason) -> str:
    """`tide, model: you starred “A Model of Tides”`; words first, since the line cuts its end."""
    return ": ".join(filter(None, (comma_list(why.words), _why(why))))


def _why(why: Reason) -> str:
    return _MARKED[why.mark].format(title=why.title) if why.title else _MARKS[why.mark]
