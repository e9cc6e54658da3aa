"""What an empty list says, and the ways out of it: what may have been meant, everything."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.session.places import READING, UNREAD
from paperdesk.model import query_editing
from paperdesk.model.query import Query, has_words

if TYPE_CHECKING:
    from paperdesk.desktop.papers.list import PaperList
    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.session.search_client import Answer, SearchRunner


class EmptyList(QObject):
    """Says why the list is empty; its links write the query."""

    def __init__(
        self, search: SearchRunner, papers: PaperList, box: SearchBox, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._search, self._papers, self._box = search, papers, box
        self._number = 0
        self._query = ""
        self._meant = ""
        search.answered.connect(self._answered)
        search.told.connect(self._take)
        papers.link_clicked.connect(self._follow)

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self._query, self._meant = answer.question.query.strip(), ""
        self._number += 1
        if not answer.count:
            self._show()
            if has_words(Query.parse(self._query).tree):
                self._search.request("suggest", id=self._number, query=self._query)

    @Slot(str, object)
    def _take(self, kind: str, reply: dict[str, Any]) -> None:
        if kind == "suggest" and reply["id"] == self._number:
            self._meant = reply["query"]
            self._show()

    def _show(self) -> None:
        self._papers.set_empty(_sentence(self._query, self._meant))

    @Slot(str)
    def _follow(self, name: str) -> None:
        if name == "meant":
            self._box.setText(self._meant)
        else:
            self._box.setText(READING.query if name == "reading" else widened(self._query))


def widened(text: str) -> str:
    """A query's words without its conditions; empty where there is nothing else to leave out."""
    left = text
    for term in reversed(query_editing.terms(text)):
        if term.kind == "filter":
            left = query_editing.without(left, term.start, term.end)
    return left if left != text and has_words(Query.parse(left).tree) else ""


def _sentence(query: str, meant: str) -> str:
    """As rich text."""
    if query == UNREAD.query:
        return 'All read. <a href="reading">Go to Reading</a>'
    if not query:
        return "No papers yet."
    lines = [f"Nothing matches “{escape(query)}”."]
    if meant:
        lines.append(f'Did you mean <a href="meant">{escape(meant)}</a>?')
    return "<br>".join([*lines, '<a href="all">Search everything</a>'])
