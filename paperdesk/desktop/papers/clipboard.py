"""Papers as they leave the window: copied, or dragged into another program."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QObject, QUrl
from PySide6.QtGui import QGuiApplication

from paperdesk.desktop import wording
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.paper_drag import PAPERS_MIME

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.desktop.papers.list import PaperList
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.library_values import StoredPaper

_DRAGGED = 1_000
"""So many papers at most are written out as text for another program."""


class Copies(QObject):
    """Writes papers out for the clipboard and for drags."""

    def __init__(
        self, session: Session, current: CurrentPapers, papers: PaperList, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._current = session, current
        papers.drag_data = self._dragged

    def specs(self) -> list[Spec]:
        """The actions on the chosen papers."""
        return [Spec("Papers", "Copy", ("Ctrl+C",), self.copy)]

    def copy(self) -> None:
        """Put the chosen papers into the clipboard, a line of Markdown each."""
        found = self._session.library.papers(self._current.selected())
        if found:
            QGuiApplication.clipboard().setText("\n".join(map(wording.citation, found)))
            self._session.noticed.emit(f"{wording.plural(len(found), 'paper')} copied.")

    def _dragged(self, papers: list[int]) -> QMimeData:
        return DraggedPapers(papers, self._session.library.papers)


class DraggedPapers(QMimeData):
    """Papers as they leave the window: lines of Markdown, addresses, BibTeX, their numbers.

    A text is written only when a program asks for it: most drags end on a tag.
    """

    def __init__(
        self, papers: Sequence[int], read: Callable[[Sequence[int]], list[StoredPaper]]
    ) -> None:
        super().__init__()
        self._papers, self._read = list(papers), read
        self.setData(PAPERS_MIME, ",".join(map(str, papers)).encode())

    def formats(self) -> list[str]:
        return [PAPERS_MIME, *_WRITTEN]

    def retrieveData(self, kind: str, wanted: QMetaType | QMetaType.Type) -> object:
        if kind in _WRITTEN:
            return _WRITTEN[kind](self._read(self._papers[:_DRAGGED]))
        return super().retrieveData(kind, wanted)


def _markdown(papers: Sequence[StoredPaper]) -> str:
    return "\n".join(map(wording.citation, papers))


def _addresses(papers: Sequence[StoredPaper]) -> list[QUrl]:
    return [QUrl(address) for stored in papers if (address := wording.address(stored))]


def _bibtex(papers: Sequence[StoredPaper]) -> QByteArray:
    from paperdesk.formats.bibtex.write import write  # not before it is wanted

    written = io.StringIO()
    write(papers, written)
    return QByteArray(written.getvalue().encode())


_WRITTEN: dict[str, Callable[[Sequence[StoredPaper]], object]] = {
    "text/plain": _markdown,
    "text/uri-list": _addresses,
    "application/x-bibtex": _bibtex,
}
