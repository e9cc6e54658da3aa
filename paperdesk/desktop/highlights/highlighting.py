"""Highlights in the reader: making, showing, changing and deleting them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Slot

from paperdesk.desktop.reader.text import marks_of
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import AddHighlight, EditHighlight, RemoveHighlight
from paperdesk.model.highlight import COLOURS, Highlight, locate, make_highlight
from paperdesk.model.timestamp import now

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.highlights.popover import HighlightPopover
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.reader.text import ReadingView
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Field

_HOW = "Select words first: with the mouse, or with F7 and then Shift and the arrows."


class Highlighting(QObject):
    """Binds the session's highlights to the texts of a reader."""

    def __init__(self, session: Session, reader: Reader, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._reader = session, reader
        self._theme, self._window = theme, window
        self._colour = COLOURS[0]
        self._popover: HighlightPopover | None = None
        reader.shown.connect(self._show)
        reader.orphan_chosen.connect(self._open)
        reader.bar.highlight_asked.connect(self.highlight)
        for field, view in reader.views.items():
            view.selected.connect(partial(self._offer, field))
            view.mark_clicked.connect(self._open)

    def specs(self) -> list[Spec]:
        """Its actions."""
        return [
            Spec("Papers", "Highlight", ("H",), self.highlight),
            Spec("Papers", "Caret in the text", ("F7",), self.enter_text),
        ]

    def enter_text(self) -> None:
        """Put the caret into the abstract, from there into the title, and back."""
        views = self._reader.views
        to_title = views["abstract"].hasFocus() or not views["abstract"].isVisible()
        views["title" if to_title else "abstract"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def highlight(self) -> None:
        """Highlight what is selected in the colour used last; without a selection, open the
        highlight that the caret stands in. Nothing happens while the reader is out of sight."""
        if not self._reader.isVisible():
            return
        for field, view in self._by_focus():
            if view.selection() is not None:
                self._add(field, self._colour)
                return
        for _, view in self._by_focus():
            marks = view.marks_at_caret()
            if view.hasFocus() and marks:
                self._open(marks[0])
                return
        self._session.noticed.emit(_HOW)

    def _by_focus(self) -> list[tuple[Field, ReadingView]]:
        return sorted(self._reader.views.items(), key=_without_focus)

    # What is shown

    @Slot()
    def _show(self) -> None:
        """Mark the words of the paper's highlights; list those whose words are gone."""
        stored = self._reader.paper
        if stored is None:
            return
        lost = []
        for field, view in self._reader.views.items():
            marks, orphans = marks_of(stored.highlights, field, view.text)
            view.set_marks(marks)
            lost += [(mark.id, mark.exact) for mark in orphans]
        self._reader.column.show_orphans(lost)

    def reveal(self, number: int) -> None:
        """Choose the words of a highlight of the paper shown, in sight."""
        mark = self._mark(number)
        stored = self._reader.paper
        if mark is None or stored is None:
            return
        place = locate(mark, getattr(stored.paper, mark.field))
        if place is not None:
            self._reader.reveal(mark.field, *place)

    def _mark(self, number: int) -> Highlight | None:
        stored = self._reader.paper
        marks = stored.highlights if stored is not None else ()
        return next((mark for mark in marks if mark.id == number), None)

    # The popover

    def _pop(self) -> HighlightPopover:
        if self._popover is None:
            from paperdesk.desktop.highlights.popover import HighlightPopover

            self._popover = HighlightPopover(self._theme, self._window)
            self._popover.colour_chosen.connect(self._add_chosen)
            self._popover.edited.connect(self._edit)
            self._popover.removed.connect(self._remove)
        return self._popover

    def flush(self) -> None:
        """Save a comment that is being typed."""
        if self._popover is not None:
            self._popover.save()

    @Slot()
    def _offer(self, field: Field) -> None:
        """Colours beside what the mouse selected."""
        selection = self._reader.views[field].selection()
        if selection is not None:
            self._pop().offer(self._place(field, *selection), self._colour)

    @Slot(int)
    def _open(self, number: int) -> None:
        mark, stored = self._mark(number), self._reader.paper
        if mark is None or stored is None:
            return
        found = locate(mark, getattr(stored.paper, mark.field))
        if found is not None:
            place = self._place(mark.field, *found)
        else:
            corner = self._reader.mapTo(self._window, self._reader.rect().center())
            place = QRect(corner, corner + QPoint(1, 1))
        self._pop().open_for(mark, place)

    def _place(self, field: Field, start: int, end: int) -> QRect:
        """Where a stretch is in the window."""
        view = self._reader.views[field]
        rect = view.rect_of(start, end).toRect()
        return QRect(view.viewport().mapTo(self._window, rect.topLeft()), rect.size())

    # Edits

    @Slot(str)
    def _add_chosen(self, colour: str) -> None:
        for field, view in self._by_focus():
            if view.selection() is not None:
                self._add(field, colour)
                return

    def _add(self, field: Field, colour: str) -> None:
        view, stored = self._reader.views[field], self._reader.paper
        selection = view.selection()
        if stored is None or selection is None:
            return
        self._colour = colour
        mark = make_highlight(field, view.text, *selection, colour, now())
        view.select(mark.end, mark.end)
        same = next((each for each in stored.highlights if _same_stretch(each, mark)), None)
        if same is not None and same.colour != colour:
            self._edit(same.id, colour, same.comment, same.tags)
        elif same is None and mark.exact:
            self._session.edit(AddHighlight(stored.id, mark), "Highlight")

    @Slot(int, str, str, object)
    def _edit(self, mark: int, colour: str, comment: str, tags: tuple[str, ...]) -> None:
        self._colour = colour
        self._session.edit(EditHighlight(mark, colour, comment, tags), "Change a highlight")

    @Slot(int)
    def _remove(self, mark: int) -> None:
        self._session.edit(RemoveHighlight(mark), "Delete a highlight")
        self._session.offered.emit("Highlight deleted.", "Undo", self._session.undo_stack.undo)


def _same_stretch(a: Highlight, b: Highlight) -> bool:
    return (a.field, a.start, a.end, a.exact) == (b.field, b.start, b.end, b.exact)


def _without_focus(item: tuple[Field, ReadingView]) -> bool:
    return not item[1].hasFocus()
