"""Papers copied to the clipboard or dragged into another program."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QObject, QUrl
from PySide6.QtGui import QGuiApplication

from paperdesk.desktop import wording
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.paper_drag import PAPERS_MIME
from paperdesk.translation import tr_n

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.desktop.papers.list import PaperTable
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.library_values import StoredPaper

_MAX_DRAGGED = 1_000
"""Papers written as text for another program."""


class PaperClipboard(QObject):
    """Copies papers as text, and provides the data of drags."""

    def __init__(
        self, session: Session, current: CurrentPapers, papers: PaperTable, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._current = session, current
        papers.drag_data = self._mime_data

    def specs(self) -> list[Spec]:
        """The actions."""
        return [Spec("Papers", "Copy", ("Ctrl+C",), self.copy)]

    def copy(self) -> None:
        """Copy the selected papers as a Markdown list."""
        papers = self._session.library.papers(self._current.selected())
        if papers:
            QGuiApplication.clipboard().setText(_markdown(papers))
            self._session.noticed.emit(tr_n("{n} paper copied.", "{n} papers copied.", len(papers)))

    def _mime_data(self, papers: list[int]) -> QMimeData:
        return PaperMimeData(papers, self._session.library.papers)


class PaperMimeData(QMimeData):
    """Paper numbers, and the papers as Markdown, addresses and BibTeX.

    Texts are written only on request, because most drags end on a tag.
    """

    def __init__(
        self, papers: Sequence[int], read: Callable[[Sequence[int]], list[StoredPaper]]
    ) -> None:
        super().__init__()
        self._papers, self._read = list(papers), read
        self.setData(PAPERS_MIME, ",".join(map(str, papers)).encode())

    def formats(self) -> list[str]:
        return [PAPERS_MIME, *_WRITERS]

    def retrieveData(self, mime_type: str, preferred: QMetaType | QMetaType.Type) -> object:
        if mime_type in _WRITERS:
            return _WRITERS[mime_type](self._read(self._papers[:_MAX_DRAGGED]))
        return super().retrieveData(mime_type, preferred)


def _markdown(papers: Sequence[StoredPaper]) -> str:
    return "\n".join(map(wording.markdown_list_item, papers))


def _addresses(papers: Sequence[StoredPaper]) -> list[QUrl]:
    return [QUrl(address) for stored in papers if (address := wording.address(stored))]


def _bibtex(papers: Sequence[StoredPaper]) -> QByteArray:
    from paperdesk.formats.bibtex.write import write_bibtex  # deferred: slow to import

    text = io.StringIO()
    write_bibtex(papers, text)
    return QByteArray(text.getvalue().encode())


_WRITERS: dict[str, Callable[[Sequence[StoredPaper]], object]] = {
    "text/plain": _markdown,
    "text/uri-list": _addresses,
    "application/x-bibtex": _bibtex,
}
