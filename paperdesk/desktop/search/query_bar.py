"""Shows the query: tints in the box, chips below the header, hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.search.chips import QueryTerm
from paperdesk.desktop.search.query_texts import term_text
from paperdesk.desktop.session.places import WHOLE
from paperdesk.model import query_editing
from paperdesk.model.query import MAX_HINTS
from paperdesk.model.query_terms import clean, scan
from paperdesk.model.query_tree import Filter

if TYPE_CHECKING:
    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.search.chips import QueryChips
    from paperdesk.desktop.search.hint_row import HintRow
    from paperdesk.model.library_values import Counts
    from paperdesk.model.query_terms import Term

_PLACES = {place.query for place in WHOLE}
"""Without chips: the sidebar shows these, and a row of chips would move the list."""


class QueryBar(QObject):
    """Updates tints, chips and hints when the query changes."""

    def __init__(self, box: SearchBox, chips: QueryChips, hint: HintRow, parent: QObject) -> None:
        super().__init__(parent)
        self._box, self._chips, self._hint = box, chips, hint
        self._colours: dict[str, str] = {}
        self._remark = ""
        chips.removed.connect(self._remove)
        box.shown.connect(self._show)
        box.cursorPositionChanged.connect(self._show_hints)
        box.focus_left.connect(self._show_hints)

    @Slot(object)
    def set_counts(self, counts: Counts) -> None:
        """Set the colours of tags."""
        self._colours = {count.tag.name.casefold(): count.tag.colour for count in counts.tags}
        self._show_chips()

    def set_remark(self, remark: str) -> None:
        """Show a remark about the answer, if the query has no hints."""
        self._remark = remark
        self._show_hints()

    @Slot()
    def _show(self) -> None:
        found = query_editing.terms(self._box.text())
        self._box.tint([(term.start, term.end) for term in found])
        self._show_chips()
        self._show_hints()

    def _show_chips(self) -> None:
        text = self._box.text()
        found = query_editing.terms(text)
        shown = [term for term in found if term.node is not None or term.kind == "sort"]
        self._chips.show_chips([self._chip(term) for term in shown])
        self._chips.setVisible(text.strip() not in _PLACES)

    def _chip(self, term: Term) -> QueryTerm:
        colour = ""
        if isinstance(term.node, Filter) and term.node.field == "tag":
            name = term.node.value.removeprefix("=").removesuffix("/*").casefold()
            colour = self._colours.get(name, "")
        return QueryTerm(term_text(term), term.start, term.end, colour, term.negated)

    @Slot()
    def _show_hints(self) -> None:
        """Show what was read as plain words, except for the term being typed."""
        place = self._box.caret if self._box.hasFocus() else -1
        hints = [
            term.hint
            for term in scan(clean(self._box.text()))
            if term.hint and not term.start < place <= term.end
        ]
        shown = list(dict.fromkeys(hints))[:MAX_HINTS]
        self._hint.show_hints(shown or [self._remark] * bool(self._remark))

    @Slot(int, int)
    def _remove(self, start: int, end: int) -> None:
        self._box.setText(query_editing.remove_term(self._box.text(), start, end))
