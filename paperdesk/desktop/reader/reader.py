"""One paper, whole: title, who, facts, links, tags, abstract, note, where it was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from paperdesk.desktop.reader.bar import ReaderBar
from paperdesk.desktop.reader.column import PaperColumn
from paperdesk.desktop.reader.links import paper_links
from paperdesk.desktop.widgets.basics import label

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    from paperdesk.desktop.notes.editor import NotePane
    from paperdesk.desktop.reader.text import ReadingView
    from paperdesk.desktop.session.formula_renderer import FormulaRenderer
    from paperdesk.desktop.session.matches import FoundIn
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Field
    from paperdesk.model.library_values import StoredPaper


class Reader(QWidget):
    """A pane that shows a paper and says what the user did to it; it changes nothing itself.

    `show_paper` after the selection moved, `update_marks` after the paper itself changed.
    """

    previous_asked = Signal()
    next_asked = Signal()
    star_clicked = Signal(bool)
    """The star that is wanted."""
    status_chosen = Signal(str)
    tags_requested = Signal()
    """The tag popover is wanted; it opens below `tag_button()`."""
    tag_removed = Signal(str)
    note_edited = Signal(int, str)
    link_clicked = Signal(str)
    """An http or https address to be opened in the user's browser."""
    shown = Signal()
    """What is shown is another paper, or its marks are others."""
    orphan_chosen = Signal(int)
    """A highlight without a place, by its number."""
    paper_asked = Signal(int)
    """Another paper, linked from this one's note or linking to it."""

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
        self._empty = label("quiet", self)
        self._empty.setText("Choose a paper, or press J for the first one.")
        self._area = QScrollArea(self)
        self.column = PaperColumn(theme, formulas, self._area)
        self._arrange()
        self._connect()
        theme.changed.connect(self._place_column)
        self._place_column()
        self.show_paper(None)

    @property
    def paper(self) -> StoredPaper | None:
        """What is shown."""
        return self._stored

    def tag_button(self) -> QWidget:
        """The widget that the tag popover opens below."""
        return self.column.tags.add_button

    @property
    def note(self) -> NotePane:
        """The note with its preview."""
        return self.column.note

    @property
    def views(self) -> dict[Field, ReadingView]:
        """The texts that can be highlighted."""
        return {"title": self.column.title.view, "abstract": self.column.abstract}

    # Showing

    def show_paper(self, stored: StoredPaper | None) -> None:
        """Show a paper from its top, or none; a note being typed is given out first."""
        if stored is not None and self._stored is not None and stored.id == self._stored.id:
            self.update_marks(stored)
            return
        self.note.editor.flush()
        self._stored = stored
        self._area.setVisible(stored is not None)
        self._empty.setVisible(stored is None)
        if stored is None:
            self.bar.show_marks(stored, "")
            self.column.clear()
            return
        self._fill(stored)
        self._area.verticalScrollBar().setValue(0)

    def update_marks(self, stored: StoredPaper) -> None:
        """Show the same paper as it is now; scroll and focus stay. Not for another paper."""
        if self._stored is not None and stored.id == self._stored.id:
            self._stored = stored
            self._fill(stored)

    def _fill(self, stored: StoredPaper) -> None:
        self.bar.show_marks(stored, self._first_link())
        self.column.show_paper(stored)
        self.shown.emit()

    @Slot(bool)
    def set_as_stored(self, on: bool) -> None:
        """Show title and abstract letter by letter as they are stored, or readable."""
        self.column.as_stored = on
        for view in self.views.values():
            view.set_as_stored(on)
        self._renew_sources()

    def toggle_as_stored(self) -> None:
        """Show the other of the two."""
        self.set_as_stored(not self.column.as_stored)

    @Slot(bool)
    def set_sources(self, on: bool) -> None:
        """Show where each field comes from."""
        self.column.with_sources = on
        self._renew_sources()

    def _renew_sources(self) -> None:
        column = self.column
        self.bar.set_shown(as_stored=column.as_stored, sources=column.with_sources)
        if self._stored is not None:
            column.show_sources(self._stored)

    @property
    def text_size(self) -> int:
        """The size of the abstract's letters, at a font of 13."""
        return self.column.text_size

    def set_text_size(self, size: int) -> None:
        """Give the abstract letters of another size, within what can be read."""
        self.column.set_text_size(size)
        self._place_column()

    # Going about in it

    def set_found(self, found: FoundIn | None) -> None:
        """Mark the words that the query found in the paper shown."""
        self.views["title"].set_hits(found.title if found else ())
        self.views["abstract"].set_hits(found.abstract if found else ())

    def flush(self) -> None:
        """Give out a note that is being typed, now."""
        self.note.editor.flush()

    def edit_note(self) -> None:
        """Put the caret at the end of the note, in sight."""
        self.note.set_preview(False)
        editor = self.note.editor
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        editor.moveCursor(editor.textCursor().MoveOperation.End)

    def toggle_preview(self) -> None:
        """Show the note as its Markdown reads, or as it is written."""
        self.note.set_preview(not self.note.preview_button.isChecked())
        if self.note.editor.isVisible():
            self.edit_note()

    def reveal(self, field: Field, start: int, end: int) -> None:
        """Choose a stretch of a text, in sight."""
        view = self.views[field]
        view.select(start, end)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow(view)

    def scroll_on(self) -> bool:
        """Scroll a screenful less two lines; False at the end, where the next paper is wanted."""
        bar = self._area.verticalScrollBar()
        if self._stored is None or bar.value() >= bar.maximum():
            return False
        bar.setValue(bar.value() + max(1, bar.pageStep() - 2 * self._theme.px(28)))
        return True

    # What it is built of

    def _arrange(self) -> None:
        area = self._area
        area.setWidget(self.column)
        self.column.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        area.viewport().installEventFilter(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Paper")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addStretch(1)
        layout.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        layout.addWidget(area, 1_000)

    def _connect(self) -> None:
        bar, column, note = self.bar, self.column, self.note
        bar.previous_asked.connect(self.previous_asked)
        bar.next_asked.connect(self.next_asked)
        bar.star_clicked.connect(self.star_clicked)
        bar.status_chosen.connect(self.status_chosen)
        bar.tags_requested.connect(self.tags_requested)
        bar.note_asked.connect(self.edit_note)
        bar.open_asked.connect(self._open_first_link)
        bar.as_stored_asked.connect(self.set_as_stored)
        bar.sources_asked.connect(self.set_sources)
        column.source.as_stored_asked.connect(self.set_as_stored)
        column.orphans.chosen.connect(self.orphan_chosen)
        column.linked.chosen.connect(self.paper_asked)
        column.links.link_clicked.connect(self.link_clicked)
        column.tags.tag_removed.connect(self.tag_removed)
        column.tags.more_asked.connect(self.tags_requested)
        for view in (*self.views.values(), column.summary.text, note.preview):
            view.link_clicked.connect(self.link_clicked)
        for text in self.views.values():
            text.cursorPositionChanged.connect(self._follow_caret)
        note.editor.cursorPositionChanged.connect(self._follow_caret)
        note.editor.note_edited.connect(self.note_edited)
        note.preview.paper_asked.connect(self.paper_asked)

    def _first_link(self) -> str:
        links = paper_links(self._stored.paper) if self._stored else []
        return links[0].address if links else ""

    @Slot()
    def _open_first_link(self) -> None:
        if link := self._first_link():
            self.link_clicked.emit(link)

    @Slot()
    def _follow_caret(self) -> None:
        texts: list[QPlainTextEdit | QTextEdit] = [self.note.editor, *self.views.values()]
        for view in filter(QWidget.hasFocus, texts):
            self._follow(view)

    def _follow(self, view: QPlainTextEdit | QTextEdit) -> None:
        caret = view.mapTo(self.column, view.cursorRect().center())
        self._area.ensureVisible(caret.x(), caret.y(), 0, self._theme.px(40))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The column keeps its measure, in the middle of the pane."""
        if event.type() == QEvent.Type.Resize:
            self._place_column()
        return False

    @Slot()
    def _place_column(self) -> None:
        self.column.place(self.width(), self._area.viewport().width())
