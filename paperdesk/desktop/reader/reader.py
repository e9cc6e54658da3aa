"""The reader: one paper with its bar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from paperdesk.desktop.reader.bar import ReaderBar
from paperdesk.desktop.reader.column import PaperColumn
from paperdesk.desktop.reader.links import best_link
from paperdesk.desktop.reader.scroll_area import PaperScrollArea
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.widgets.placeholder import Placeholder
from paperdesk.model.query_tree import Filter
from paperdesk.model.query_values import tag_and_below
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.notes.editor import NotePane
    from paperdesk.desktop.reader.text import ReadingView
    from paperdesk.desktop.session.formula_renderer import FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Field
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.search_protocol import Match


class Reader(QWidget):
    """Shows a paper, or a hint if there is none. It changes nothing itself."""

    previous_requested = Signal()
    next_requested = Signal()
    star_clicked = Signal(bool)
    """Whether to set or remove the star."""
    status_chosen = Signal(str)
    tags_requested = Signal()
    """Open the tag popover, below `tag_button()`."""
    tag_removed = Signal(str)
    search_requested = Signal(object, bool)
    """A condition to search for, and whether to add it to the query."""
    details_requested = Signal()
    """Edit the fields of the paper."""
    trash_requested = Signal()
    """Move the paper to the trash, or restore it."""
    note_edited = Signal(int, str, str)
    """As NoteEditor emits it."""
    note_left = Signal()
    """Esc was pressed in the note: the focus shall go to the list."""
    link_clicked = Signal(str)
    """Open an http or https address in the browser."""
    shown = Signal()
    """Another paper is shown, or its note, tags, highlights or bibliography changed."""
    orphan_chosen = Signal(int)
    """The id of a highlight whose words are no longer in the text."""
    paper_requested = Signal(int)
    """Open a paper that the note links to, or whose note links here."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, formulas: FormulaRenderer | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stored: StoredPaper | None = None
        self.setObjectName("reader")
        self.setProperty("pane", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = ReaderBar(theme, self)
        self._empty = Placeholder(self)
        self._area = PaperScrollArea(self)
        self.column = PaperColumn(theme, formulas, self._area.viewport())
        self._arrange()
        self._connect()
        theme.changed.connect(self._centre_column)
        self._centre_column()
        self.show_paper(None)

    @property
    def paper(self) -> StoredPaper | None:
        """The paper shown."""
        return self._stored

    def tag_button(self) -> QWidget:
        """The widget below which the tag popover opens: the bar's if the tags are out of sight."""
        button = self.column.tags.add_button
        view = self._area.viewport()
        place = QRect(button.mapTo(view, QPoint()), button.size())
        return button if view.rect().contains(place) else self.bar.tag_button

    @property
    def note(self) -> NotePane:
        """The note with its preview."""
        return self.column.note

    @property
    def views(self) -> dict[Field, ReadingView]:
        """The views of the texts that can be highlighted."""
        return {"title": self.column.title.view, "abstract": self.column.abstract}

    # Showing

    def show_paper(self, stored: StoredPaper | None) -> None:
        """Show a paper from its top, or none. Unsaved changes of the note are emitted first."""
        if stored is not None and self._stored is not None and stored.id == self._stored.id:
            self.update_paper(stored)
            return
        self.note.editor.flush()
        self._stored = stored
        self._area.setVisible(stored is not None)
        self._empty.show_text(
            "" if stored else tr("No paper selected"),
            tr(
                "{next} and {previous} go through the papers of the list.",
                next=hinted("J"),
                previous=hinted("K"),
            ),
        )
        if stored is None:
            self.bar.show_state(stored, "")
            self.column.clear()
            return
        self._show(stored)
        self._area.verticalScrollBar().setValue(0)

    def update_paper(self, stored: StoredPaper) -> None:
        """Show changes of the paper shown; scroll position and focus stay. Ignores other papers."""
        before = self._stored
        if before is None or stored.id != before.id:
            return
        self._stored = stored
        with_state = replace(before, starred=stored.starred, status=stored.status)
        if stored == with_state and stored != before:
            self.bar.show_state(stored, self._first_link())
        else:
            self._show(stored)

    def _show(self, stored: StoredPaper) -> None:
        self.bar.show_state(stored, self._first_link())
        self.column.show_paper(stored)
        self.shown.emit()

    @Slot(bool)
    def set_original(self, on: bool) -> None:
        """Show the original text of title and abstract, or the formatted one."""
        self.column.original = on
        for view in self.views.values():
            view.set_original(on)
        self._update_sources()

    def toggle_original(self) -> None:
        """Switch between original and formatted text."""
        self.set_original(not self.column.original)

    @Slot(bool)
    def set_sources(self, on: bool) -> None:
        """Show or hide the import of each field."""
        self.column.with_sources = on
        self._update_sources()

    def _update_sources(self) -> None:
        column = self.column
        self.bar.set_shown(original=column.original, sources=column.with_sources)
        if self._stored is not None:
            column.show_sources(self._stored)

    @property
    def text_size(self) -> int:
        """The text size of the abstract, at a font of 13 px."""
        return self.column.text_size

    def set_text_size(self, size: int) -> None:
        """Set the text size of the abstract, limited to TEXT_SIZES."""
        self.column.set_text_size(size)
        self._centre_column()

    # Reading and writing

    def set_matches(self, found: Match | None) -> None:
        """Mark the words that the query matched."""
        self.views["title"].set_hits(found.title if found else ())
        self.views["abstract"].set_hits(found.abstract if found else ())

    def flush(self) -> None:
        """Emit unsaved changes of the note now."""
        self.note.editor.flush()

    def edit_note(self) -> None:
        """Set the cursor to the end of the note and scroll to it."""
        self.note.set_preview(False)
        editor = self.note.editor
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        self._area.show_note()

    @Slot()
    def _leave_note(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note_left.emit()

    def toggle_preview(self) -> None:
        """Switch between the note's preview and its editor."""
        self.note.set_preview(not self.note.preview_button.isChecked())
        if self.note.editor.isVisible():
            self.edit_note()

    def reveal(self, field: Field, start: int, end: int) -> None:
        """Select a part of a text and scroll to it."""
        view = self.views[field]
        view.select(start, end)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll_to_cursor(view)

    def scroll_on(self) -> bool:
        """Scroll down by a page less two lines; False at the end."""
        return self._stored is not None and self._area.scroll_page(2 * self._theme.px(28))

    # Construction

    def _arrange(self) -> None:
        self._area.setWidget(self.column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._area, 1)

    def _connect(self) -> None:
        bar, column, note = self.bar, self.column, self.note
        self._area.resized.connect(self._centre_column)
        bar.previous_requested.connect(self.previous_requested)
        bar.next_requested.connect(self.next_requested)
        bar.star_clicked.connect(self.star_clicked)
        bar.status_chosen.connect(self.status_chosen)
        bar.tags_requested.connect(self.tags_requested)
        bar.note_requested.connect(self.edit_note)
        bar.open_requested.connect(self._open_first_link)
        bar.original_requested.connect(self.set_original)
        bar.sources_requested.connect(self.set_sources)
        column.source.original_requested.connect(self.set_original)
        column.orphans.chosen.connect(self.orphan_chosen)
        column.linked.chosen.connect(self.paper_requested)
        column.links.link_clicked.connect(self.link_clicked)
        column.tags.tag_removed.connect(self.tag_removed)
        column.tags.tag_chosen.connect(self._search_tag)
        for line in (column.authors, column.facts):
            line.search_requested.connect(self.search_requested)
        bar.details_requested.connect(self.details_requested)
        bar.trash_requested.connect(self.trash_requested)
        column.tags.more_asked.connect(self.tags_requested)
        for view in (*self.views.values(), column.summary.text, note.preview):
            view.link_clicked.connect(self.link_clicked)
        for text in self.views.values():
            text.cursorPositionChanged.connect(self._scroll_to_focused_cursor)
        self._area.follow_note(note, self._theme.px(8))
        note.editor.note_edited.connect(self.note_edited)
        note.editor.left.connect(self._leave_note)
        note.preview.paper_requested.connect(self.paper_requested)

    @Slot(str, bool)
    def _search_tag(self, tag: str, add: bool) -> None:
        self.search_requested.emit(Filter("tag", tag_and_below(tag)), add)

    def _first_link(self) -> str:
        return best_link(self._stored.paper) if self._stored else ""

    @Slot()
    def _open_first_link(self) -> None:
        if link := self._first_link():
            self.link_clicked.emit(link)

    @Slot()
    def _scroll_to_focused_cursor(self) -> None:
        for view in filter(QWidget.hasFocus, self.views.values()):
            self._scroll_to_cursor(view)

    def _scroll_to_cursor(self, view: ReadingView) -> None:
        cursor = view.mapTo(self.column, view.cursorRect().center())
        self._area.ensureVisible(cursor.x(), cursor.y(), 0, self._theme.px(40))

    @Slot()
    def _centre_column(self) -> None:
        self.column.centre(self.width(), self._area.viewport().width())
