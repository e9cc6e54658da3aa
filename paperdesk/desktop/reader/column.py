"""The column of one paper: its parts from the title down, each in a row that hides with its gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.notes.editor import NotePane
from paperdesk.desktop.reader.foot import Lines, SourceLine
from paperdesk.desktop.reader.links import PaperLinks, paper_links
from paperdesk.desktop.reader.provenance import field_lines, sighting_lines
from paperdesk.desktop.reader.similar_papers import SimilarPapers
from paperdesk.desktop.reader.summary import Summary
from paperdesk.desktop.reader.text import ReadingView
from paperdesk.desktop.reader.title import Title
from paperdesk.desktop.widgets.basics import hairline, label
from paperdesk.desktop.widgets.chips import TagEditor
from paperdesk.desktop.widgets.text_view import TextView, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont

    from paperdesk.desktop.reader.similar_papers import SimilarPaper
    from paperdesk.desktop.session.formula_renderer import FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import StoredPaper


class _Sizes(NamedTuple):
    least: int
    usual: int
    most: int


SIZES = _Sizes(14, 17, 24)
"""Of the abstract's letters, at a font of 13."""
GUTTER = 16
"""Left of the text, for the bars of highlights; it belongs to the column."""


class PaperColumn(QWidget):
    """Shows what it is told of a paper; its parts speak for themselves."""

    def __init__(self, theme: Theme, formulas: FormulaRenderer | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text_size = SIZES.usual
        self.as_stored = self.with_sources = False
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._build(theme, formulas)
        self._add_all()
        self.show_similar(())

    def _build(self, theme: Theme, formulas: FormulaRenderer | None) -> None:
        gutter = theme.px(GUTTER)
        self.title = Title(theme, formulas, gutter, self)
        self._authors = label("strong", self, wraps=True, selectable=True)
        self._facts = label("meta", self, wraps=True, selectable=True)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._facts.setMinimumHeight(theme.px(20))
        self.links = PaperLinks(theme, self)
        self.tags = TagEditor(theme, self)
        self.summary = Summary(theme, self)
        self.abstract = ReadingView(
            theme, self._abstract_font, 28, self, formulas=formulas, gutter=gutter
        )
        self.abstract.setObjectName("abstractView")
        self.abstract.setAccessibleName("Abstract")
        self._no_abstract = label("caption", self)
        self._no_abstract.setText("No abstract in any dump.")
        self.source = SourceLine(theme, self)
        self.orphans = Lines(theme, "Open this highlight", self)
        self.note = NotePane(theme, self)
        self.linked = Lines(theme, "Open this paper", self)
        self.similar = SimilarPapers(theme, self)
        self._seen_head, self._seen = self._small("Dumps it was seen in")
        self._sources_head, self._sources = self._small("Where each field comes from")

    def _small(self, name: str) -> tuple[QLabel, TextView]:
        """A head and small text below it."""
        text = TextView(self._theme, self._meta_font, 20, self, role="text2")
        text.setAccessibleName(name)
        head = label("section", self)
        head.setText(name)
        return head, text

    def _add_all(self) -> None:
        # Title and abstract hold the gutter themselves; of a link the words, not the button's
        # edge, stand in line with the text.
        self._add(13, self.title, indent=0)
        self._add(12, self._authors)
        self._add(4, self._facts)
        self._add(8, self.links, indent=GUTTER - 8)
        self._add(8, self.tags)
        self._add(16, hairline(self))
        self._add(16, self.summary)
        self._add(16, self.abstract, indent=0)
        self._add(16, self._no_abstract)
        self._add(8, self.source)
        self._add(16, self.orphans)
        self._add(16, self.note)
        self._add(24, self.linked)
        self._add(24, self.similar, indent=GUTTER - 8)
        self._add(24, self._seen_head)
        self._add(4, self._seen)
        self._add(24, self._sources_head)
        self._add(4, self._sources)
        self._column.addStretch(1)

    def _add(self, gap: int, part: QWidget, indent: int = GUTTER) -> None:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(self._theme.px(indent), self._theme.px(gap), 0, 0)
        layout.addWidget(part)
        self._column.addWidget(row)

    # What it shows

    def clear(self) -> None:
        """Forget the paper."""
        self.title.show_title("")
        self.abstract.show_text("")
        self.tags.show_tags(())
        self.note.editor.show_note(None, "")

    def show_paper(self, stored: StoredPaper) -> None:
        """Show a paper; parts that stay the same are not touched."""
        paper = stored.paper
        self.title.show_title(paper.title)
        _say(self._authors, wording.authors(paper))
        _say(self._facts, wording.facts(paper))
        links = paper_links(paper)
        self.links.show_links(links)
        _show(self.links, bool(links))
        self.tags.show_tags(stored.tags)
        self.summary.text.show_text(paper.ai_summary)
        _show(self.summary, bool(paper.ai_summary))
        self.abstract.show_text(paper.abstract)
        _show(self.abstract, bool(paper.abstract))
        _show(self._no_abstract, not paper.abstract)
        self.note.editor.show_note(stored.id, stored.note)
        several = sighting_lines(stored) if len(stored.sightings) > 1 else []
        _say(self._seen_head, f"Seen in {len(several)} dumps" if several else "")
        self._seen.show_text("\n".join(several))
        _show(self._seen, bool(several))
        self.show_sources(stored)

    def show_sources(self, stored: StoredPaper) -> None:
        """Show where the abstract comes from and, if that is wanted, every field."""
        differs = self.abstract.differs or self.title.view.differs
        source = wording.source(stored, "abstract")
        said = self.source.show_source(source, differs=differs, as_stored=self.as_stored)
        _show(self.source, said)
        lines = field_lines(stored) if self.with_sources else []
        self._sources.show_text("\n".join(lines))
        for part in (self._sources_head, self._sources):
            _show(part, bool(lines))

    def show_orphans(self, orphans: Sequence[tuple[int, str]]) -> None:
        """List highlights whose words are no longer in the text, by number and quote."""
        count = wording.plural(len(orphans), "highlight")
        self.orphans.show_lines(f"{count} whose words are no longer in the text", orphans)
        _show(self.orphans, bool(orphans))

    def show_similar(self, papers: Sequence[SimilarPaper]) -> None:
        """List papers like this one; without any, there is no place for them."""
        self.similar.show_papers(papers)
        _show(self.similar, bool(papers))

    def show_linked(self, papers: Sequence[tuple[int, str]]) -> None:
        """List papers whose notes link to this one, by number and title."""
        self.linked.show_lines("Linked from", papers)
        _show(self.linked, bool(papers))

    # Its measure

    def set_text_size(self, size: int) -> None:
        """Give the abstract letters of another size, held within SIZES."""
        self.text_size = min(max(size, SIZES.least), SIZES.most)
        self.abstract.set_line(round(self.text_size * 1.65))

    def place(self, pane: int, view: int) -> None:
        """Keep the measure, in the middle of a pane; `view` is what its scroll bar leaves."""
        px = self._theme.px
        wide = min(round(measure(self._abstract_font())), pane - px(64))
        left = (pane - wide) // 2
        # The scroll bar takes from the right side alone, so that it moves nothing when it comes.
        self._column.setContentsMargins(left - px(GUTTER), 0, max(0, view - left - wide), px(56))

    def _abstract_font(self) -> QFont:
        return self._theme.reading_font(self.text_size)

    def _meta_font(self) -> QFont:
        return self._theme.font(12)


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
