"""The page of triage: one paper in large type, above the bar with its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop import wording
from paperdesk.desktop.notes.editor import NotePane
from paperdesk.desktop.reader.scroll_area import PaperScrollArea
from paperdesk.desktop.reader.text import ReadingView
from paperdesk.desktop.reader.text_highlights import locate_highlights
from paperdesk.desktop.triage.bar import TriageBar
from paperdesk.desktop.widgets.basics import describe, icon_button, label, plain_tip
from paperdesk.desktop.widgets.chips import TagEditor
from paperdesk.desktop.widgets.placeholder import Placeholder
from paperdesk.desktop.widgets.text_view import measure
from paperdesk.model.plain_text import plain
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QKeyEvent

    from paperdesk.desktop.session.formula_renderer import FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import StoredPaper

_LINE_HEIGHT = 34


class TriagePage(QWidget):
    """Shows a paper and the progress. It changes nothing itself."""

    closed = Signal()
    continued = Signal()
    """Show the papers that are still unread."""
    undo_requested = Signal()
    star_clicked = Signal()
    tags_requested = Signal()
    tag_removed = Signal(str)
    status_clicked = Signal(str)
    note_edited = Signal(int, str, str)
    """As NoteEditor emits it."""
    link_clicked = Signal(str)

    def __init__(
        self, theme: Theme, parent: QWidget, formulas: FormulaRenderer | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._formulas = theme, formulas
        self._stored: StoredPaper | None = None
        self.setObjectName("triagePage")
        self.setAccessibleName(tr("Triage"))
        self.setProperty("pane", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar = TriageBar(theme, self)
        self._build_head()
        self._build_paper()
        self._arrange()
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def paper(self) -> StoredPaper | None:
        """The paper shown; None behind the last one."""
        return self._stored

    @property
    def tag_anchor(self) -> QWidget:
        """The widget below which the tag popover opens."""
        return self._tags.add_button

    def show_paper(self, stored: StoredPaper | None) -> None:
        """Show a paper from its top, or the end text."""
        self._stored = stored
        self._middle.setCurrentWidget(self._end_page if stored is None else self._area)
        if stored is None and not self.isHidden():
            self.setFocus()
        self.bar.show_state(stored)
        if stored is not None:
            self._show(stored)
            self._area.verticalScrollBar().setValue(0)

    def update_paper(self, stored: StoredPaper) -> None:
        """Show changes of the paper shown."""
        self._stored = stored
        self.bar.show_state(stored)
        self._show(stored)

    def show_progress(self, number: int, total: int, left: int, source: str) -> None:
        """Show that `left` of the papers are unread, and that this is paper `number` of a list."""
        done = total - left
        self.progress.setMaximum(total)
        self.progress.setValue(done)
        papers = tr_n("{n} paper", "{n} papers", total)
        self._count.setText(wording.comma_list([papers, tr_n("{n} done", "{n} done", done)]))
        status = wording.STATUS_NAMES[self._stored.status] if self._stored is not None else ""
        position = tr("Paper {number}", number=wording.number(number))
        if self._stored is None:
            position = ""
        self._source.setText(wording.DOT.join(filter(None, (position, source, status))))
        text = tr_n("Done: {n} triaged.", "Done: {n} triaged.", done)
        if left:
            text = tr(
                "Done: {done} triaged, {left} left.",
                done=wording.number(done),
                left=wording.number(left),
            )
        details = filter(None, (self._tally.text(), tr("Esc goes back to the list.")))
        self._end_text.show_text(text, "\n".join(details))
        self.continue_button.setText(
            tr_n("Go on with the {n} left", "Go on with the {n} left", left)
        )
        spoken = self._end_text.text()
        if self._stored is not None:
            place = self._source.text().replace(wording.DOT, ", ")
            spoken = f"{plain(self._stored.paper.title)}. {place}"
        self.setAccessibleDescription(spoken)
        self.continue_button.setVisible(bool(left))

    def show_tally(self, text: str, *, can_undo: bool) -> None:
        """Show how many papers were changed, by kind of change."""
        self._tally.setText(text)
        self.undo_button.setEnabled(can_undo)

    def show_next_title(self, title: str) -> None:
        """Show the title of the next paper; empty for none."""
        self.bar.show_next_title(title)

    def flush(self) -> None:
        """Emit unsaved changes of the note now."""
        self.note.editor.flush()

    def edit_note(self) -> None:
        """Set the cursor to the end of the note."""
        if self._stored is None:
            return
        self.note.show()
        self.note.set_preview(False)
        self.note.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.note.editor.moveCursor(self.note.editor.textCursor().MoveOperation.End)
        self._area.show_note()

    @Slot()
    def _leave_note(self) -> None:
        """Give the focus to the page; an empty note is hidden again."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note.setVisible(bool(self.note.editor.toPlainText()))

    def scroll_on(self) -> bool:
        """Scroll down by a page less two lines; False at the end."""
        # A paper shown in this turn of the event loop is not laid out yet.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        overlap = 2 * self._theme.px(_LINE_HEIGHT)
        return self._stored is not None and self._area.scroll_page(overlap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter after the last paper."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._stored is None and not self.continue_button.isHidden():
            self.continued.emit()
        else:
            super().keyPressEvent(event)

    # Construction

    def _build_head(self) -> None:
        theme = self._theme
        self.progress = QProgressBar(self)
        self.progress.setFixedHeight(theme.px(4))
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress"))
        self._count = label("count", self)
        self._source = label("meta", self)
        self._tally = label("meta", self)
        self.undo_button = icon_button(
            theme, "ph.arrow-counter-clockwise", tr("Undo"), "Ctrl+Z", self
        )
        self.close_button = icon_button(theme, "ph.x", tr("Back to the list"), "Esc", self)

    def _build_paper(self) -> None:
        theme = self._theme
        self._area = PaperScrollArea(self)
        content = QWidget(self._area)
        self._title = label("title", content, wraps=True, selectable=True)
        self._authors = label("strong", content, wraps=True)
        self._facts = label("meta", content, wraps=True)
        self._tags = TagEditor(theme, content)
        self._tags.setObjectName("triageTags")
        self._abstract = ReadingView(
            theme, self._font, _LINE_HEIGHT, content, formulas=self._formulas
        )
        self._abstract.setAccessibleName(tr("Abstract"))
        self.note = NotePane(theme, content)
        self.note.editor.setObjectName("triageNote")
        self._column = QVBoxLayout(content)
        self._column.setSpacing(0)
        for gap, part in (
            (0, self._title),
            (16, self._authors),
            (4, self._facts),
            (12, self._tags),
            (32, self._abstract),
            (24, self.note),
        ):
            self._column.addSpacing(theme.px(gap))
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._area.setWidget(content)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._end_page = QWidget(self)
        self._end_text = Placeholder(self._end_page)
        self.continue_button = QPushButton(self._end_text)
        self.continue_button.setProperty("kind", "primary")
        describe(self.continue_button, tr("Show the papers that are still unread"), "Return")
        self._end_text.add_button(self.continue_button)
        end = QVBoxLayout(self._end_page)
        end.addWidget(self._end_text)

    def _arrange(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(24), px(12), px(16), px(12))
        head.setSpacing(px(12))
        head.addWidget(self._count)
        head.addWidget(self._source, 1)
        head.addWidget(self._tally)
        head.addWidget(self.undo_button)
        head.addWidget(self.close_button)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self._area)
        self._middle.addWidget(self._end_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.progress)
        whole.addLayout(head)
        whole.addWidget(self._middle, 1)
        whole.addWidget(self.bar)

    def _connect(self) -> None:
        self._area.resized.connect(self._centre_column)
        self.undo_button.clicked.connect(self.undo_requested)
        self.close_button.clicked.connect(self.closed)
        self.continue_button.clicked.connect(self.continued)
        self.bar.star_clicked.connect(self.star_clicked)
        self.bar.status_clicked.connect(self.status_clicked)
        self.bar.tags_requested.connect(self.tags_requested)
        self._tags.more_asked.connect(self.tags_requested)
        self._tags.tag_removed.connect(self.tag_removed)
        self._abstract.link_clicked.connect(self.link_clicked)
        self.note.editor.note_edited.connect(self.note_edited)
        self.note.editor.left.connect(self._leave_note)
        self._area.follow_note(self.note, self._theme.px(8))

    # Content

    def _show(self, stored: StoredPaper) -> None:
        paper = stored.paper
        self._title.setText(paper.title)
        self._authors.setText(wording.authors(paper))
        self._authors.setVisible(bool(self._authors.text()))
        self._facts.setText(wording.facts(paper, year_guessed=bool(stored.year_guess)))
        self._facts.setToolTip(plain_tip(stored.year_guess))
        self._tags.show_tags(stored.tags)
        self._abstract.show_text(paper.abstract or paper.ai_summary or tr("No abstract"))
        self._abstract.set_highlights(
            locate_highlights(stored.highlights, "abstract", paper.abstract)[0]
        )
        self.note.editor.show_note(stored.id, stored.note)
        self.note.setVisible(bool(stored.note) or self.note.editor.hasFocus())

    def _font(self) -> QFont:
        return self._theme.reading_font(20)

    @Slot()
    def _restyle(self) -> None:
        self._title.setFont(self._theme.reading_font(32, 600))
        self._centre_column()

    @Slot()
    def _centre_column(self) -> None:
        px = self._theme.px
        width = min(round(measure(self._font())), self.width() - px(64))
        left = (self.width() - width) // 2
        right = self._area.viewport().width() - left - width
        self._column.setContentsMargins(left, px(44), max(0, right), px(56))
