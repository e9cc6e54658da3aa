"""The text of an empty list, with links to other searches."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop.search.for_you import none_for_you
from paperdesk.desktop.session.places import (
    ALL,
    ANNOTATED,
    DISMISSED,
    FOR_YOU,
    READING,
    STARRED,
    TRASH,
    TRENDING,
    UNREAD,
)
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.model import query_editing
from paperdesk.model.query import Filter, Query, has_words
from paperdesk.model.search_protocol import SuggestQuery
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.search_client import Answer, SearchClient
    from paperdesk.model.search_protocol import QuerySuggested


class EmptyList(QObject):
    """Explains why the list is empty, and offers other queries."""

    text_changed = Signal(str)
    """Rich text to show in the empty list."""

    def __init__(self, search: SearchClient, current: CurrentPapers, parent: QObject) -> None:
        super().__init__(parent)
        self._search, self._current = search, current
        self._number = 0
        self._query = ""
        self._meant = ""
        self._some = False
        search.answered.connect(self._answered)
        search.query_suggested.connect(self._on_suggested)

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self._query, self._meant = answer.question.query.strip(), ""
        self._some = bool(answer.partial)
        self._number += 1
        if not answer.count:
            self._show()
            if has_words(Query.parse(self._query).tree):
                self._search.request(SuggestQuery(self._number, self._query))

    @Slot(object)
    def _on_suggested(self, reply: QuerySuggested) -> None:
        if reply.id == self._number:
            self._meant = reply.query
            self._show()

    def _show(self) -> None:
        self.text_changed.emit(_sentence(self._query, self._meant, some=self._some))

    @Slot(str)
    def follow(self, name: str) -> None:
        """Act on a link of the text: search for what it names."""
        if name == "meant":
            self._current.set_text(self._meant)
        else:
            self._current.set_text(READING.query if name == "reading" else widened(self._query))


def widened(text: str) -> str:
    """The query without its filters; empty if it has none, or no words."""
    left = text
    for term in reversed(query_editing.terms(text)):
        if term.kind == "filter":
            left = query_editing.remove_term(left, term.start, term.end)
    return left if left != text and has_words(Query.parse(left).tree) else ""


def _sentence(query: str, meant: str, *, some: bool) -> str:
    """As rich text; `some` papers, with some of the words, are shown below it."""
    place = _of_place(query)
    if place:
        return place
    lines = [tr("Nothing matches “{query}”.", query=escape(query))]
    if some:
        lines = [tr("No paper has all of these words.")]
    if meant:
        lines.append(tr('Did you mean <a href="meant">{query}</a>?', query=escape(meant)))
    if not some or widened(query):
        lines.append(tr('<a href="all">Search everything</a>'))
    if not some:
        lines.append(tr("{key} adds a paper that is not here.", key=_key("Ctrl+N")))
    return "<br>".join(lines)


def _of_place(query: str) -> str:
    """What fills a place of the sidebar, or a tag, as rich text; empty for any other query."""
    condition = Query.parse(query).tree
    if isinstance(condition, Filter) and condition.field == "tag" and condition.value != "none":
        return tr("No paper has this tag.<br>Press {key} on a paper to add it.", key=_key("T"))
    add = tr(
        "{open_key} imports files, {add_key} adds one paper.",
        open_key=_key("Ctrl+O"),
        add_key=_key("Ctrl+N"),
    )
    none = "<br>".join((tr("No papers here."), add))
    sentences = {
        ALL.query: none,
        TRENDING.query: none,
        UNREAD.query: "<br>".join((tr('All read. <a href="reading">Go to Reading</a>'), add)),
        READING.query: tr(
            "Nothing to read later.<br>Press {key} on a paper to keep it here.", key=_key("L")
        ),
        STARRED.query: tr("No stars yet.<br>Press {key} on a paper to star it.", key=_key("S")),
        ANNOTATED.query: tr(
            "No notes or highlights yet.<br>Press {note_key} on a paper to write a note, "
            "or select words in it and press {highlight_key}.",
            note_key=_key("N"),
            highlight_key=_key("H"),
        ),
        FOR_YOU.query: escape(none_for_you()),
        DISMISSED.query: tr(
            "Nothing is dismissed.<br>Press {key} on a paper to see it no more but here.",
            key=_key("X"),
        ),
        TRASH.query: tr(
            "The trash is empty.<br>Press {key} on a paper to move it here.", key=_key("Del")
        ),
    }
    return sentences.get(query, "")


def _key(key: str) -> str:
    """The key of an action, as rich text."""
    return escape(hinted(key))
