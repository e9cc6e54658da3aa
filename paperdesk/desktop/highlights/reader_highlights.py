"""Highlights in the reader: making, showing, changing and deleting them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Slot

from paperdesk.desktop.reader.text_highlights import locate_highlights
from paperdesk.desktop.widgets import keycaps
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import AddHighlight, EditHighlight, RemoveHighlight
from paperdesk.model.highlight import COLOURS, Highlight, locate, make_highlight
from paperdesk.model.timestamp import now
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.highlights.popover import HighlightPopover
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.reader.text import ReadingView
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Field, HighlightValues

_MADE = tr("Highlighted.")
_SELECT_HINT = tr("Select words first: with the mouse, or with F7 and then Shift and the arrows.")


class ReaderHighlights(QObject):
    """Shows the highlights of the open paper, and edits them by key, mouse and popover."""

    def __init__(self, session: Session, reader: Reader, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._reader = session, reader
        self._theme, self._window = theme, window
        self._colour = COLOURS[0]
        self._latest = 0
        """The highlight made last, which comes before others at the cursor."""
        self._popover: HighlightPopover | None = None
        self._paper: int | None = None
        """The paper of the highlight that is edited."""
        reader.shown.connect(self._show)
        reader.orphan_chosen.connect(self._open)
        reader.bar.highlight_requested.connect(self.highlight)
        for field, view in reader.views.items():
            view.text_selected.connect(partial(self._offer_colours, field))
            view.highlight_clicked.connect(self._open)

    def specs(self) -> list[Spec]:
        """The actions."""
        return [
            Spec("Papers", "Highlight or comment", ("H",), self.highlight),
            Spec("Papers", "Text cursor", ("F7",), self.enter_text),
        ]

    def enter_text(self) -> None:
        """Set the text cursor into the abstract, or from there into the title."""
        views = self._reader.views
        to_title = views["abstract"].hasFocus() or not views["abstract"].isVisible()
        views["title" if to_title else "abstract"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def highlight(self) -> None:
        """Highlight the selected text in the last used colour.

        If no text is selected, or text that is highlighted so already, edit the highlight there.
        """
        if not self._reader.isVisible():
            return
        for field, view in self._by_focus():
            if view.selection() is not None:
                self._add(field, self._colour)
                return
        for _, view in self._by_focus():
            highlights = view.highlights_at_cursor()
            if view.hasFocus() and highlights:
                self._open(self._latest if self._latest in highlights else highlights[0])
                return
        self._session.noticed.emit(_SELECT_HINT)

    def _by_focus(self) -> list[tuple[Field, ReadingView]]:
        return sorted(self._reader.views.items(), key=_without_focus)

    # Showing

    @Slot()
    def _show(self) -> None:
        """Show the highlights of the paper, and list those whose words are no longer in it."""
        stored = self._reader.paper
        if stored is None:
            return
        orphans = []
        for field, view in self._reader.views.items():
            located, lost = locate_highlights(stored.highlights, field, view.text)
            view.set_highlights(located)
            orphans += [(highlight.id, highlight.exact) for highlight in lost]
        self._reader.column.show_orphans(orphans)
        if self._popover is not None:
            for highlight in stored.highlights:
                self._popover.update_highlight(highlight)

    def reveal(self, number: int) -> None:
        """Select the words of a highlight and scroll to them."""
        highlight = self._find_highlight(number)
        span = self._span(highlight) if highlight is not None else None
        if highlight is not None and span is not None:
            self._reader.reveal(highlight.field, *span)

    def _find_highlight(self, number: int) -> Highlight | None:
        stored = self._reader.paper
        highlights = stored.highlights if stored is not None else ()
        return next((highlight for highlight in highlights if highlight.id == number), None)

    def _span(self, highlight: Highlight) -> tuple[int, int] | None:
        return locate(highlight, self._reader.views[highlight.field].text)

    # The popover

    def _built_popover(self) -> HighlightPopover:
        if self._popover is None:
            from paperdesk.desktop.highlights.popover import HighlightPopover

            self._popover = HighlightPopover(self._theme, self._window)
            self._popover.colour_chosen.connect(self.add_in_colour)
            self._popover.edited.connect(self._edit)
            self._popover.removed.connect(self._remove)
        return self._popover

    def flush(self) -> None:
        """Save unsaved changes of a comment."""
        if self._popover is not None:
            self._popover.save()

    @Slot()
    def _offer_colours(self, field: Field) -> None:
        """Offer colours for the selected text."""
        selection = self._reader.views[field].selection()
        if selection is not None:
            self._built_popover().offer(self._rect_in_window(field, *selection), self._colour)

    @Slot(int)
    def _open(self, number: int) -> None:
        highlight = self._find_highlight(number)
        stored = self._reader.paper
        if highlight is None or stored is None:
            return
        self._paper = stored.id
        self._session.withdrawn.emit(_MADE)
        span = self._span(highlight)
        if span is not None:
            rect = self._rect_in_window(highlight.field, *span)
        else:
            corner = self._reader.mapTo(self._window, self._reader.rect().center())
            rect = QRect(corner, corner + QPoint(1, 1))
        self._built_popover().open_for(highlight, rect)

    def _rect_in_window(self, field: Field, start: int, end: int) -> QRect:
        """The rectangle around the visible lines of a text range, in the window."""
        view = self._reader.views[field]
        rect = view.bounds_of(start, end).toAlignedRect()
        visible = rect & view.visibleRegion().boundingRect()
        rect = visible if not visible.isEmpty() else rect
        return QRect(view.viewport().mapTo(self._window, rect.topLeft()), rect.size())

    # Edits

    @Slot(str)
    def add_in_colour(self, colour: str) -> None:
        """Highlight the selected text in a colour, which becomes that of the key."""
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
        highlight = make_highlight(field, view.text, *selection, colour, now())
        if not highlight.exact:
            return
        same = self._find_same(highlight)
        if same is not None and same.colour == colour:
            self._open(same.id)
            return
        if self._popover is not None:
            self._popover.hide()
        view.select(highlight.end, highlight.end)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._paper = stored.id
        if same is not None:
            self._edit(same, same.values._replace(colour=colour))
        else:
            self._session.edit(AddHighlight(stored.id, highlight), tr("Highlight"))
            self._offer_comment(self._find_same(highlight))

    def _find_same(self, highlight: Highlight) -> Highlight | None:
        """The stored highlight of the same words."""
        stored = self._reader.paper
        highlights = stored.highlights if stored is not None else ()
        return next((each for each in highlights if _same_span(each, highlight)), None)

    def _offer_comment(self, highlight: Highlight | None) -> None:
        if highlight is None:
            return
        self._latest = highlight.id
        key = keycaps.shown("H")
        action = tr("Comment ({key})", key=key) if key else tr("Comment")
        self._session.offered.emit(_MADE, action, partial(self._open, highlight.id))

    @Slot(object, object)
    def _edit(self, before: Highlight, values: HighlightValues) -> None:
        """Change a highlight; one that was deleted elsewhere meanwhile comes back changed."""
        self._colour = values.colour
        stored = self._session.paper(self._paper)
        if stored is None or any(each.id == before.id for each in stored.highlights):
            edit = EditHighlight(before.id, *values, was=before.values)
            self._session.edit(edit, tr("Change a highlight"))
        else:
            self._session.edit(
                AddHighlight(stored.id, replace(before, **values._asdict())), tr("Highlight")
            )

    @Slot(int)
    def _remove(self, highlight: int) -> None:
        self._session.edit(RemoveHighlight(highlight), tr("Delete a highlight"))


def _same_span(a: Highlight, b: Highlight) -> bool:
    return (a.field, a.start, a.end, a.exact) == (b.field, b.start, b.end, b.exact)


def _without_focus(item: tuple[Field, ReadingView]) -> bool:
    return not item[1].hasFocus()
