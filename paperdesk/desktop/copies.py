"""Papers as they leave the window: copied, or dragged into another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QGuiApplication

from paperdesk.desktop import texts
from paperdesk.desktop.actions import Spec

if TYPE_CHECKING:
    from paperdesk.desktop.desk import Desk
    from paperdesk.desktop.session import Session
    from paperdesk.desktop.widgets.paper_list import PaperList

PAPERS_MIME = "application/x-paperdesk-papers"
"""Numbers of papers, with commas, on their way within the window."""
_DRAGGED = 1_000
"""So many papers at most are written out as text for another program."""


class Copies(QObject):
    """Writes papers out for the clipboard and for drags."""

    def __init__(self, session: Session, desk: Desk, papers: PaperList, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._desk = session, desk
        papers.drag_data = self._dragged

    def specs(self) -> list[Spec]:
        """The actions on the chosen papers."""
        return [Spec("Papers", "Copy", ("Ctrl+C",), self.copy)]

    def copy(self) -> None:
        """Put the chosen papers into the clipboard, a line of Markdown each."""
        found = self._session.library.papers(self._desk.chosen())
        if found:
            QGuiApplication.clipboard().setText("\n".join(map(texts.citation, found)))
            self._session.noticed.emit(f"{texts.plural(len(found), 'paper')} copied.")

    def _dragged(self, papers: list[int]) -> QMimeData:
        """Papers as they leave the window: lines of Markdown, their addresses, their numbers."""
        found = self._session.library.papers(papers[:_DRAGGED])
        data = QMimeData()
        data.setText("\n".join(map(texts.citation, found)))
        data.setUrls([QUrl(address) for stored in found if (address := texts.address(stored))])
        data.setData(PAPERS_MIME, ",".join(map(str, papers)).encode())
        return data


def dragged_papers(data: QMimeData) -> tuple[int, ...]:
    """The papers that are dragged within the window; none if it is something else."""
    numbers = bytes(data.data(PAPERS_MIME).data()).decode()
    return tuple(int(number) for number in numbers.split(",") if number)
