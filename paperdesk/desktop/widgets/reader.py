"""One paper, whole: title, who, facts, links, tags, abstract, note, where it was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from paperdesk.desktop import texts
from paperdesk.desktop.widgets.note_editor import NotePane
from paperdesk.desktop.widgets.paper_links import PaperLinks, paper_links
from paperdesk.desktop.widgets.parts import hairline, label
from paperdesk.desktop.widgets.reader_bar import ReaderBar
from paperdesk.desktop.widgets.reading_view import ReadingView
from paperdesk.desktop.widgets.summary import Summary
from paperdesk.desktop.widgets.tag_editor import TagEditor
from paperdesk.desktop.widgets.text_view import TextView, measure
from paperdesk.desktop.widgets.title import Title

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont

    from paperdesk.desktop.theme import Theme
    from paperdesk.desktop.widgets.formula_object import Formulas
    from paperdesk.model.rows import StoredPaper

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

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, formulas: Formulas | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._formulas = theme, formulas
        self._stored: StoredPaper | None = None
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
        self._source = label("caption", content, wraps=True)
        self._note = NotePane(theme, content)
        self._seen_head = label("section", content)
        self._seen = TextView(theme, self._meta_font, 20, content, role="text2")
        self._seen.setAccessibleName("Dumps it was seen in")
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
            (16, self._note),
            (24, self._seen_head),
            (4, self._seen),
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
        for source in (self._links, self._title.view, self._abstract, self._summary.text):
            source.link_clicked.connect(self.link_clicked)
        self._tags.tag_removed.connect(self.tag_removed)
        self._tags.more_asked.connect(self.tags_asked)
        editor.note_edited.connect(self.note_edited)
        editor.cursorPositionChanged.connect(self._follow_caret)

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
        _say(self._source, texts.source(stored, "abstract"))
        self._note.editor.show_note(stored.id, stored.note)
        several = stored.sightings if len(stored.sightings) > 1 else ()
        _say(self._seen_head, f"Seen in {len(several)} dumps" if several else "")
        self._seen.show_text("\n".join(map(texts.sighting_line, several)))
        _show(self._seen, bool(several))

    def _abstract_font(self) -> QFont:
        return self._theme.reading_font(17)

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
        editor = self._note.editor
        if editor.hasFocus():
            caret = editor.mapTo(self._content, editor.cursorRect().center())
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
