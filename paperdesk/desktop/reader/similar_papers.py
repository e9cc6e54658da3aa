"""Similar papers: their list in the reader, and the requests that fill it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.basics import label, set_tip
from paperdesk.desktop.wording import comma_list
from paperdesk.late import Late
from paperdesk.model.plain_text import plain
from paperdesk.model.query_tree import Filter
from paperdesk.model.query_values import MAX_LIKED, tag_and_below
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent

    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model import query as language
    from paperdesk.model import search_protocol as protocol
    from paperdesk.model.search_protocol import SimilarFound
else:
    protocol = Late("paperdesk.model.search_protocol")
    language = Late("paperdesk.model.query")


_DELAY_MS = 150
"""Delay between opening a paper and the request for similar ones."""


@dataclass(frozen=True, slots=True)
class SimilarPaper:
    """A paper that shares words with another."""

    paper: int
    title: str
    words: tuple[str, ...]


class SimilarPapersList(QWidget):
    """A row for each similar paper, and a button that lists all of them."""

    paper_requested = Signal(int)
    all_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[SimilarRow] = []
        self.setAccessibleName(tr("Similar papers"))
        head = label("section", self)
        head.setText(tr("Similar papers"))
        self.all_button = QPushButton(tr("All similar"), self)
        self.all_button.setProperty("kind", "link")
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.setToolTip(tr("List every paper like this one"))
        self.all_button.clicked.connect(self.all_requested)
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(8), 0, 0, 0)
        line.addWidget(head)
        line.addStretch(1)
        line.addWidget(self.all_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(line)

    def show_papers(self, papers: Sequence[SimilarPaper]) -> None:
        """Replace the rows."""
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [SimilarRow(self._theme, each, self) for each in papers]
        for row, each in zip(self.rows, papers, strict=True):
            row.clicked.connect(partial(self.paper_requested.emit, each.paper))
            self._column.addWidget(row)


class SimilarRow(QAbstractButton):
    """A title, and below it the shared words."""

    def __init__(self, theme: Theme, shown: SimilarPaper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown = shown
        words = comma_list(shown.words)
        self.setText(shown.title)
        self.setAccessibleName(
            tr("Similar: {title}; both say {words}", title=shown.title, words=words)
        )
        set_tip(self, shown.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(theme.row(48))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the background, the focus ring and the two lines."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        with mirrored(painter, self.rect()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.isDown():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("pressed" if self.isDown() else "hover"))
                painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
            if self.hasFocus():
                paint_focus(painter, theme, self.rect(), 6)
            top = (self.height() - px(36)) // 2
            line = QRect(px(8), top, self.width() - px(16), px(18))
            self._write(painter, line, theme.font(13, 500), "text", self.text())
            words = comma_list(self.shown.words)
            line.translate(0, px(18))
            self._write(painter, line, theme.font(12), "text3", words)

    def _write(self, painter: QPainter, line: QRect, font: QFont, role: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        draw_text(painter, line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class SimilarPapers(QObject):
    """Requests the papers similar to the open one."""

    found = Signal(object)
    """A sequence of SimilarPaper; empty when another paper is opened."""

    def __init__(self, session: Session, current: CurrentPapers, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._current = session, current
        self._request_id = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._request)
        current.opened.connect(self._clear)
        session.stored.connect(self._timer.start)
        session.search.similar_found.connect(self._show_found)

    def specs(self) -> list[Spec]:
        """The action on the selected papers."""
        return [Spec("Papers", "Find similar papers", (), self.show_like_selected)]

    @Slot()
    def show_all(self) -> None:
        """List all papers similar to the open one."""
        if self._current.open_id is not None:
            self._show_like([self._current.open_id])

    @Slot()
    def show_like_selected(self) -> None:
        """List the papers similar to the selected ones together."""
        self._show_like(self._current.targets())

    @Slot(str)
    def show_like_tag(self, tag: str) -> None:
        """List the papers similar to those with a tag."""
        self._current.set_text(str(language.Query(Filter("like", f"tag:{tag_and_below(tag)}"))))

    def _show_like(self, papers: Sequence[int]) -> None:
        if papers:
            numbers = ",".join(map(str, papers[:MAX_LIKED]))
            self._current.set_text(f"like:{numbers}")

    @Slot()
    def _clear(self) -> None:
        self._request_id += 1  # ignore a reply about the previous paper
        self.found.emit(())
        self._timer.start()

    @Slot()
    def _request(self) -> None:
        if self._current.open_id is not None:
            self._session.search.request(
                protocol.FindSimilar(self._request_id, self._current.open_id)
            )

    @Slot(object)
    def _show_found(self, reply: SimilarFound) -> None:
        if reply.id == self._request_id:
            shared = {paper: tuple(words) for paper, words in reply.papers}
            rows = self._session.library.rows(list(shared))
            self.found.emit(
                [SimilarPaper(row.id, plain(row.title), shared[row.id]) for row in rows]
            )
