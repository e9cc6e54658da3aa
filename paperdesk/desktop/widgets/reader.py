"""One paper, whole: title, who, facts, links, tags, abstract, note, where it was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from paperdesk.desktop import texts
from paperdesk.desktop.provenance import field_lines, sighting_lines
from paperdesk.desktop.texts import plural
from paperdesk.desktop.widgets.note_editor import NotePane
from paperdesk.desktop.widgets.paper_links import PaperLinks, paper_links
from paperdesk.desktop.widgets.parts import hairline, label
from paperdesk.desktop.widgets.reader_bar import ReaderBar
from paperdesk.desktop.widgets.reader_foot import Lines, SourceLine
from paperdesk.desktop.widgets.reading_view import ReadingView
from paperdesk.desktop.widgets.summary import Summary
from paperdesk.desktop.widgets.tag_editor import TagEditor
from paperdesk.desktop.widgets.text_view import TextView, measure
from paperdesk.desktop.widgets.title import Title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

    from paperdesk.desktop.theme import Theme
    from paperdesk.desktop.widgets.formula_object import Formulas
    from paperdesk.model.highlight import Field
    from paperdesk.model.rows import StoredPaper


class _Sizes(NamedTuple):
    least: int
    usual: int
    most: int


SIZES = _Sizes(14, 17, 24)
"""Of the abstract's letters, at a font of 13."""
GUTTER = 16
"""Left of the text, for the bars of highlights; it belongs to the column."""


class Reader(QWidget):
    """A pane that shows a paper and says what the user did to it; it changes nothing itself.

    `show_paper` after the selection moved, `update_marks` after the paper itself changed.
    """

    previous_asked = Signal()
    next_asked = Signal()
    star_clicked = Signal(bool)
    """The star that is wanted."""
    status_chosen = Signal(str)
    tags_asked = Signal()
    """The tag popover is wanted; `tag_anchor` is where it belongs."""
    tag_removed = Signal(str)
    note_edited = Signal(int, str)
    link_clicked = Signal(str)
    """An http or https address to be opened in the user's browser."""
    shown = Signal()
    """What is shown is another paper, or its marks are others."""
    as_stored_asked = Signal(bool)
    orphan_chosen = Signal(int)
    """A highlight without a place, by its number."""
    paper_asked = Signal(int)
    """Another paper, whose note links to this one."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, formulas: Formulas | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._formulas = theme, formulas
        self._stored: StoredPaper | None = None
        self._size = SIZES.usual
        self._as_stored = self._with_sources = False
        self.setObjectName("reader")
        self.setProperty("pane", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = ReaderBar(theme, self)
        self._empty = label("quiet", self)
        self._empty.setText("Choose a paper, or press J for the first one.")
        self._area = QScrollArea(self)
        self._build()
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_paper(None)

    @property
    def paper(self) -> StoredPaper | None:
        """What is shown."""
        return self._stored

    @property
    def tag_anchor(self) -> QWidget:
        """The widget that the tag popover opens below."""
        return self._tags.add_button

    def show_paper(self, stored: StoredPaper | None) -> None:
        """Show a paper from its top, or none; a note being typed is given out first."""
        if stored is not None and self._stored is not None and stored.id == self._stored.id:
            self.update_marks(stored)
            return
        self._note.editor.flush()
        self._stored = stored
        self._area.setVisible(stored is not None)
        self._empty.setVisible(stored is None)
        self.bar.show_marks(stored, self._first_link())
        if stored is None:
            self._title.show_title("")
            self._abstract.show_text("")
            self._tags.show_tags(())
            self._note.editor.show_note(None, "")
            return
        self._fill(stored)
        self._area.verticalScrollBar().setValue(0)

    def update_marks(self, stored: StoredPaper) -> None:
        """Show the same paper as it is now; scroll and focus stay. Not for another paper."""
        if self._stored is not None and stored.id == self._stored.id:
            self._stored = stored
            self.bar.show_marks(stored, self._first_link())
            self._fill(stored)

    def flush(self) -> None:
        """Give out a note that is being typed, now."""
        self._note.editor.flush()

    @property
    def views(self) -> dict[Field, ReadingView]:
        """The texts that can be highlighted."""
        return {"title": self._title.view, "abstract": self._abstract}

    @Slot(bool)
    def set_as_stored(self, on: bool) -> None:
        """Show title and abstract letter by letter as they are stored, or readable."""
        self._as_stored = on
        for view in self.views.values():
            view.set_as_stored(on)
        if self._stored is not None:
            self._show_source(self._stored)

    def toggle_as_stored(self) -> None:
        """Show the other of the two."""
        self.set_as_stored(not self._as_stored)

    @Slot(bool)
    def set_sources(self, on: bool) -> None:
        """Show where each field comes from."""
        self._with_sources = on
        if self._stored is not None:
            self._show_source(self._stored)

    @property
    def text_size(self) -> int:
        """The size of the abstract's letters, at a font of 13."""
        return self._size

    def set_text_size(self, size: int) -> None:
        """Give the abstract letters of another size, held within SIZES."""
        self._size = min(max(size, SIZES.least), SIZES.most)
        self._abstract.set_line(round(self._size * 1.65))
        self._place_column()

    def show_orphans(self, orphans: Sequence[tuple[int, str]]) -> None:
        """List highlights whose words are no longer in the text, by number and quote."""
        count = len(orphans)
        head = f"{plural(count, 'highlight')} whose words are no longer in the text"
        self._orphans.show_lines(head, orphans)
        _show(self._orphans, bool(orphans))

    def show_linked(self, papers: Sequence[tuple[int, str]]) -> None:
        """List papers whose notes link to this one, by number and title."""
        self._linked.show_lines("Linked from", papers)
        _show(self._linked, bool(papers))

    def reveal(self, field: Field, start: int, end: int) -> None:
        """Choose a stretch of a text, in sight."""
        view = self.views[field]
        view.select(start, end)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow(view)

    def edit_note(self) -> None:
        """Put the caret at the end of the note, in sight."""
        self._note.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._note.editor.moveCursor(self._note.editor.textCursor().MoveOperation.End)

    def scroll_on(self) -> bool:
        """Scroll a screenful less two lines; False at the end, where the next paper is wanted."""
        bar = self._area.verticalScrollBar()
        if self._stored is None or bar.value() >= bar.maximum():
            return False
        bar.setValue(bar.value() + max(1, bar.pageStep() - 2 * self._theme.px(28)))
        return True

    # What it is built of

    def _build(self) -> None:
        theme = self._theme
        self._content = content = QWidget(self._area)
        self._column = QVBoxLayout(content)
        self._column.setSpacing(0)
        gutter = theme.px(GUTTER)
        self._title = Title(theme, self._formulas, gutter, content)
        self._authors = label("strong", content, wraps=True, selectable=True)
        self._facts = label("meta", content, wraps=True, selectable=True)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._facts.setMinimumHeight(theme.px(20))
        self._links = PaperLinks(theme, content)
        self._tags = TagEditor(theme, content)
        self._summary = Summary(theme, content)
        self._abstract = ReadingView(
            theme, self._abstract_font, 28, content, formulas=self._formulas, gutter=gutter
        )
        self._abstract.setObjectName("abstractView")
        self._abstract.setAccessibleName("Abstract")
        self._no_abstract = label("caption", content)
        self._no_abstract.setText("No abstract in any dump.")
        self._source = SourceLine(theme, content)
        self._orphans = Lines(theme, "Open this highlight", content)
        self._note = NotePane(theme, content)
        self._linked = Lines(theme, "Open this paper", content)
        self._seen_head = label("section", content)
        self._seen = TextView(theme, self._meta_font, 20, content, role="text2")
        self._seen.setAccessibleName("Dumps it was seen in")
        self._sources_head = label("section", content)
        self._sources_head.setText("Where each field comes from")
        self._sources = TextView(theme, self._meta_font, 20, content, role="text2")
        self._sources.setAccessibleName("Where each field comes from")
        # Title and abstract hold the gutter themselves; of a link the words, not the button's
        # edge, stand in line with the text.
        indents: dict[QWidget, int] = {self._title: 0, self._abstract: 0, self._links: GUTTER - 8}
        for gap, widget in (
            (13, self._title),
            (12, self._authors),
            (4, self._facts),
            (8, self._links),
            (8, self._tags),
            (16, hairline(content)),
            (16, self._summary),
            (16, self._abstract),
            (16, self._no_abstract),
            (8, self._source),
            (16, self._orphans),
            (16, self._note),
            (24, self._linked),
            (24, self._seen_head),
            (4, self._seen),
            (24, self._sources_head),
            (4, self._sources),
        ):
            self._column.addWidget(self._row(widget, indents.get(widget, GUTTER), gap))
        self._column.addStretch(1)
        self._area.setWidget(content)
        content.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._area.viewport().installEventFilter(self)
        self._arrange()

    def _row(self, widget: QWidget, indent: int, gap: int) -> QWidget:
        """What a part stands in: it hides with its gap, where a layout would leave a hole."""
        row = QWidget(self._content)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(self._theme.px(indent), self._theme.px(gap), 0, 0)
        layout.addWidget(widget)
        return row

    def _arrange(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Paper")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addStretch(1)
        layout.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        layout.addWidget(self._area, 1_000)

    def _connect(self) -> None:
        bar, editor = self.bar, self._note.editor
        bar.previous_asked.connect(self.previous_asked)
        bar.next_asked.connect(self.next_asked)
        bar.star_clicked.connect(self.star_clicked)
        bar.status_chosen.connect(self.status_chosen)
        bar.tags_asked.connect(self.tags_asked)
        bar.note_asked.connect(self.edit_note)
        bar.open_asked.connect(self._open_first_link)
        bar.as_stored_asked.connect(self.set_as_stored)
        bar.sources_asked.connect(self.set_sources)
        self._source.as_stored_asked.connect(self.set_as_stored)
        self._orphans.chosen.connect(self.orphan_chosen)
        self._linked.chosen.connect(self.paper_asked)
        for source in (self._links, self._title.view, self._abstract, self._summary.text):
            source.link_clicked.connect(self.link_clicked)
        self._tags.tag_removed.connect(self.tag_removed)
        self._tags.more_asked.connect(self.tags_asked)
        editor.note_edited.connect(self.note_edited)
        editor.cursorPositionChanged.connect(self._follow_caret)
        for view in self.views.values():
            view.cursorPositionChanged.connect(self._follow_caret)

    # What it shows

    def _fill(self, stored: StoredPaper) -> None:
        paper = stored.paper
        self._title.show_title(paper.title)
        _say(self._authors, texts.authors(paper))
        _say(self._facts, texts.facts(paper))
        links = paper_links(paper)
        self._links.show_links(links)
        _show(self._links, bool(links))
        self._tags.show_tags(stored.tags)
        self._summary.text.show_text(paper.ai_summary)
        _show(self._summary, bool(paper.ai_summary))
        self._abstract.show_text(paper.abstract)
        _show(self._abstract, bool(paper.abstract))
        _show(self._no_abstract, not paper.abstract)
        self._show_source(stored)
        self._note.editor.show_note(stored.id, stored.note)
        several = sighting_lines(stored) if len(stored.sightings) > 1 else []
        _say(self._seen_head, f"Seen in {len(several)} dumps" if several else "")
        self._seen.show_text("\n".join(several))
        _show(self._seen, bool(several))
        self.shown.emit()

    def _show_source(self, stored: StoredPaper) -> None:
        differs = self._abstract.differs or self._title.view.differs
        source = texts.source(stored, "abstract")
        said = self._source.show_source(source, differs=differs, as_stored=self._as_stored)
        _show(self._source, said)
        lines = field_lines(stored) if self._with_sources else []
        self._sources.show_text("\n".join(lines))
        for part in (self._sources_head, self._sources):
            _show(part, bool(lines))
        self.bar.set_shown(as_stored=self._as_stored, sources=self._with_sources)

    def _abstract_font(self) -> QFont:
        return self._theme.reading_font(self._size)

    def _meta_font(self) -> QFont:
        return self._theme.font(12)

    def _first_link(self) -> str:
        links = paper_links(self._stored.paper) if self._stored else []
        return links[0].address if links else ""

    @Slot()
    def _open_first_link(self) -> None:
        if link := self._first_link():
            self.link_clicked.emit(link)

    @Slot()
    def _restyle(self) -> None:
        self._place_column()

    @Slot()
    def _follow_caret(self) -> None:
        texts: list[QPlainTextEdit | QTextEdit] = [self._note.editor, *self.views.values()]
        for view in filter(QWidget.hasFocus, texts):
            self._follow(view)

    def _follow(self, view: QPlainTextEdit | QTextEdit) -> None:
        caret = view.mapTo(self._content, view.cursorRect().center())
        self._area.ensureVisible(caret.x(), caret.y(), 0, self._theme.px(40))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The column keeps its measure, in the middle of the pane."""
        if event.type() == QEvent.Type.Resize:
            self._place_column()
        return False

    def _place_column(self) -> None:
        px = self._theme.px
        wide = min(round(measure(self._abstract_font())), self.width() - px(64))
        left = (self.width() - wide) // 2
        # The scroll bar takes from the right side alone, so that it moves nothing when it comes.
        right = self._area.viewport().width() - left - wide
        self._column.setContentsMargins(left - px(GUTTER), 0, max(0, right), px(56))


def _say(line: QLabel, text: str) -> None:
    """Put a text in a line; a line with nothing to say takes no place."""
    if text != line.text():
        line.setText(text)
    _show(line, bool(text))


def _show(part: QWidget, on: bool) -> None:
    """Show or hide a part with the row it stands in."""
    row = part.parentWidget()
    assert row is not None
    row.setVisible(on)
