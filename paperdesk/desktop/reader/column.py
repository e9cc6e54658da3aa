"""The column of a paper: title, authors, links, abstract, note and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.notes.editor import NotePane
from paperdesk.desktop.reader.details import detail_lines, details_line
from paperdesk.desktop.reader.foot import AbstractSource, LinkList
from paperdesk.desktop.reader.links import PaperLinks, paper_links
from paperdesk.desktop.reader.provenance import field_lines, sighting_lines
from paperdesk.desktop.reader.reason import ReasonLine
from paperdesk.desktop.reader.search_links import SearchLinks, author_parts, fact_parts
from paperdesk.desktop.reader.sightings_chart import SightingsChart
from paperdesk.desktop.reader.similar_papers import SimilarPapersList
from paperdesk.desktop.reader.summary import Summary
from paperdesk.desktop.reader.text import ReadingView
from paperdesk.desktop.reader.title import Title
from paperdesk.desktop.widgets.basics import hairline, label
from paperdesk.desktop.widgets.chips import TagEditor
from paperdesk.desktop.widgets.text_view import TextView, measure
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont

    from paperdesk.desktop.reader.similar_papers import SimilarPaper
    from paperdesk.desktop.session.formula_renderer import FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import StoredPaper


class _TextSizes(NamedTuple):
    min: int
    default: int
    max: int


TEXT_SIZES = _TextSizes(14, 17, 24)
"""Sizes of the abstract's text, at a font of 13 px."""
GUTTER = 16
"""Space left of the text for the bars of highlights."""


class PaperColumn(QWidget):
    """Shows a paper. Each part has a row of its own, which is hidden with the gap above it."""

    def __init__(self, theme: Theme, formulas: FormulaRenderer | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text_size = TEXT_SIZES.default
        self.original = self.with_sources = False
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._build(theme, formulas)
        self._add_parts()
        self.show_similar(())
        self.show_reason((), "")

    def _build(self, theme: Theme, formulas: FormulaRenderer | None) -> None:
        gutter = theme.px(GUTTER)
        self.title = Title(theme, formulas, gutter, self)
        self.authors = SearchLinks(theme, "strong", "text", self)
        self.facts = SearchLinks(theme, "meta", "text2", self)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.facts.setMinimumHeight(theme.px(20))
        self.details = label("meta", self, wraps=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.links = PaperLinks(theme, self)
        self.tags = TagEditor(theme, self, links=True)
        self.reason = ReasonLine(theme, self)
        self.summary = Summary(theme, self)
        self.abstract = ReadingView(
            theme, self._abstract_font, 28, self, formulas=formulas, gutter=gutter
        )
        self.abstract.setObjectName("abstractView")
        self.abstract.setAccessibleName(tr("Abstract"))
        self._no_abstract = label("caption", self)
        self._no_abstract.setText(tr("No abstract"))
        self.source = AbstractSource(theme, self)
        self.orphans = LinkList(theme, tr("Open this highlight"), self)
        self.note = NotePane(theme, self)
        self.linked = LinkList(theme, tr("Open this paper"), self)
        self.similar = SimilarPapersList(theme, self)
        self.seen_chart = SightingsChart(theme, self)
        self._seen_head, self._seen = self._small_text(tr("Imports it was seen in"))
        self._details_head, self._details = self._small_text(tr("Details"))
        self._sources_head, self._sources = self._small_text(tr("Where each field comes from"))

    def _small_text(self, name: str) -> tuple[QLabel, TextView]:
        """A section heading and a small text."""
        text = TextView(self._theme, self._meta_font, 20, self, role="text2")
        text.setAccessibleName(name)
        head = label("section", self)
        head.setText(name)
        return head, text

    def _add_parts(self) -> None:
        # Title and abstract include the gutter. Buttons have a padding of 8: their texts align.
        self._add(13, self.title, indent=0)
        self._add(12, self.authors)
        self._add(4, self.facts)
        self._add(2, self.details)
        self._add(8, self.links, indent=GUTTER - 8)
        self._add(8, self.tags)
        self._add(8, self.reason)
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
        self._add(8, self.seen_chart)
        self._add(4, self._seen)
        self._add(24, self._details_head)
        self._add(4, self._details)
        self._add(24, self._sources_head)
        self._add(4, self._sources)
        self._column.addStretch(1)

    def _add(self, gap: int, part: QWidget, indent: int = GUTTER) -> None:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(self._theme.px(indent), self._theme.px(gap), 0, 0)
        layout.addWidget(part)
        self._column.addWidget(row)

    # Content

    def clear(self) -> None:
        """Show no paper."""
        self.title.show_title("")
        self.abstract.show_text("")
        self.tags.show_tags(())
        self.note.editor.show_note(None, "")

    def show_paper(self, stored: StoredPaper) -> None:
        """Show a paper; parts that are the same already are not changed."""
        paper = stored.paper
        self.title.show_title(paper.title)
        authors = wording.authors(paper)
        self.authors.show_parts(author_parts(paper, authors))
        _set_row_visible(self.authors, bool(authors))
        facts = wording.facts(paper, year_guessed=bool(stored.year_guess))
        self.facts.show_parts(fact_parts(paper, facts))
        _set_row_visible(self.facts, bool(facts))
        self.facts.set_tip(stored.year_guess)
        _set_text(self.details, details_line(paper))
        links = paper_links(paper)
        self.links.show_links(links)
        _set_row_visible(self.links, bool(links))
        self.tags.show_tags(stored.tags)
        self.summary.text.show_text(paper.ai_summary)
        _set_row_visible(self.summary, bool(paper.ai_summary))
        self.abstract.show_text(paper.abstract)
        _set_row_visible(self.abstract, bool(paper.abstract))
        _set_row_visible(self._no_abstract, not paper.abstract)
        self.note.editor.show_note(stored.id, stored.note)
        several = sighting_lines(stored) if len(stored.sightings) > 1 else []
        _set_text(self._seen_head, _seen_text(len(several)) if several else "")
        self._seen.show_text("\n".join(several))
        _set_row_visible(self._seen, bool(several))
        _set_row_visible(self.seen_chart, self.seen_chart.show_sightings(stored.sightings))
        details = detail_lines(paper, stored.edited)
        self._details.show_text("\n".join(details))
        for part in (self._details_head, self._details):
            _set_row_visible(part, bool(details))
        self.show_sources(stored)

    def show_sources(self, stored: StoredPaper) -> None:
        """Show the source of the abstract and, if `with_sources`, of every field."""
        differs = self.abstract.differs or self.title.view.differs
        source = wording.source(stored, "abstract")
        self.source.show_source(source, differs=differs, original=self.original)
        _set_row_visible(self.source, bool(source) or differs)
        lines = field_lines(stored) if self.with_sources else []
        self._sources.show_text("\n".join(lines))
        for part in (self._sources_head, self._sources):
            _set_row_visible(part, bool(lines))

    def show_orphans(self, orphans: Sequence[tuple[int, str]]) -> None:
        """List highlights whose words are no longer in the text, as id and quote."""
        heading = tr_n(
            "{n} highlight whose words are no longer in the text",
            "{n} highlights whose words are no longer in the text",
            len(orphans),
        )
        self.orphans.show_links(heading, orphans)
        _set_row_visible(self.orphans, bool(orphans))

    def show_reason(self, words: Sequence[str], why: str) -> None:
        """Show why the paper is recommended; nothing if it is not."""
        self.reason.show_reason(words, why)
        _set_row_visible(self.reason, bool(why))

    def show_similar(self, papers: Sequence[SimilarPaper]) -> None:
        """List similar papers."""
        self.similar.show_papers(papers)
        _set_row_visible(self.similar, bool(papers))

    def show_linked(self, papers: Sequence[tuple[int, str]]) -> None:
        """List papers whose notes link to this one, as id and title."""
        self.linked.show_links(tr("Linked from"), papers)
        _set_row_visible(self.linked, bool(papers))

    # Text size and width

    def set_text_size(self, size: int) -> None:
        """Set the text size of the abstract, limited to TEXT_SIZES."""
        self.text_size = min(max(size, TEXT_SIZES.min), TEXT_SIZES.max)
        self.abstract.set_line(round(self.text_size * 1.65))

    def centre(self, pane: int, view: int) -> None:
        """Centre the text in a pane; `view` is the width of the pane without its scroll bar."""
        px = self._theme.px
        width = min(round(measure(self._abstract_font())), pane - px(64))
        left = (pane - width) // 2
        # The scroll bar reduces the right margin only, so that the text does not move.
        self._column.setContentsMargins(left - px(GUTTER), 0, max(0, view - left - width), px(56))

    def _abstract_font(self) -> QFont:
        return self._theme.reading_font(self.text_size)

    def _meta_font(self) -> QFont:
        return self._theme.font(12)


def _seen_text(imports: int) -> str:
    return tr_n("Seen in {n} import", "Seen in {n} imports", imports)


def _set_text(line: QLabel, text: str) -> None:
    """Set the text of a label, and hide its row if the text is empty."""
    if text != line.text():
        line.setText(text)
    _set_row_visible(line, bool(text))


def _set_row_visible(part: QWidget, on: bool) -> None:
    """Show or hide a part with the gap above it."""
    row = part.parentWidget()
    assert row is not None
    row.setVisible(on)
