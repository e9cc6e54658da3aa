"""Two papers side by side, with their differing words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop.duplicates import comparison
from paperdesk.desktop.duplicates.paper_fields import FieldLine, SideHead
from paperdesk.desktop.widgets.basics import hairline, label
from paperdesk.desktop.widgets.diff_view import DiffView
from paperdesk.model.duplicates import differences
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPaintEvent

    from paperdesk.desktop.duplicates.comparison import FieldPair, Side
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.duplicates import Span
    from paperdesk.model.library_values import StoredPaper

_MEASURE = 528
_EDGE = 24
SCROLL_BAR = 10
"""Its width in the style sheet, subtracted from the right margin so that both halves are equal."""


class PairView(QWidget):
    """The kept paper at the left, the paper merged into it at the right."""

    link_clicked = Signal(str)
    """An http or https address in an abstract."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keep = _Half(theme, tr("Keep this record"), "accent", self, solid=True)
        self.other = _Half(theme, tr("Merge this one into it"), "text2", self, solid=False)
        grid = QGridLayout(self)
        edge = theme.px(_EDGE)
        grid.setContentsMargins(edge, theme.px(18), edge - SCROLL_BAR, edge)
        grid.setHorizontalSpacing(2 * edge + 1)
        grid.setVerticalSpacing(0)
        for column, half in enumerate((self.keep, self.other)):
            grid.setColumnStretch(column, 1)
            for row, part in enumerate(half.parts()):
                grid.addWidget(part, row, column)
            half.abstract.link_clicked.connect(self.link_clicked)
        grid.setRowStretch(grid.rowCount() - 1, 1)
        theme.changed.connect(self.update)

    def show_pair(self, keep: StoredPaper, other: StoredPaper) -> None:
        """Compare two papers and show them."""
        titles = _differences(keep.paper.title, other.paper.title)
        abstracts = _differences(keep.paper.abstract, other.paper.abstract)
        fields = comparison.field_pairs(keep, other)
        self.keep.show_paper(keep, titles[0], abstracts[0], _sides(fields, left=True))
        self.other.show_paper(other, titles[1], abstracts[1], _sides(fields, left=False))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line between the halves."""
        painter = QPainter(self)
        painter.setPen(self._theme.colour("line"))
        middle = (self.width() + SCROLL_BAR) // 2 + 0.5
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))


class _Half:
    """The widgets of one half, from the top."""

    def __init__(self, theme: Theme, text: str, role: str, parent: QWidget, *, solid: bool) -> None:
        self._theme, self._parent = theme, parent
        self.head = SideHead(theme, text, role, parent)
        self.title = DiffView(theme, self._title_font, 28, parent, solid=solid)
        self.title.setAccessibleName(tr("Title of the paper. {side}", side=text))
        self.abstract = DiffView(theme, self._abstract_font, 25, parent, solid=solid)
        self.abstract.setMaximumWidth(theme.px(_MEASURE))
        self.abstract.setAccessibleName(tr("Abstract of the paper. {side}", side=text))
        self._no_abstract = label("caption", parent)
        self._no_abstract.setText(tr("No abstract"))
        self.fields = QWidget(parent)
        self._lines: list[FieldLine] = []
        layout = QVBoxLayout(self.fields)
        layout.setContentsMargins(0, theme.px(16), 0, theme.px(12))
        layout.setSpacing(0)

    def parts(self) -> Sequence[QWidget]:
        """Return the widgets for the rows of a grid."""
        px = self._theme.px
        title, abstract = QWidget(self._parent), QWidget(self._parent)
        row = QVBoxLayout(title)
        row.setContentsMargins(0, px(9), 0, 0)
        row.addWidget(self.title)
        row.addStretch(1)
        column = QVBoxLayout(abstract)
        column.setContentsMargins(0, px(16), 0, 0)
        text = QHBoxLayout()
        text.addWidget(self.abstract, 1)
        text.addStretch(0)
        column.addLayout(text)
        column.addWidget(self._no_abstract)
        column.addStretch(1)
        return self.head, title, self.fields, hairline(self._parent), abstract

    def show_paper(
        self,
        stored: StoredPaper,
        title: Sequence[Span],
        abstract: Sequence[Span],
        fields: Sequence[tuple[str, Side]],
    ) -> None:
        """Show a paper, its differing spans and its fields."""
        self.head.show_source(comparison.source(stored))
        self.title.show_marked(stored.paper.title, title)
        self.abstract.show_marked(stored.paper.abstract, abstract)
        self.abstract.setVisible(bool(stored.paper.abstract))
        self._no_abstract.setHidden(bool(stored.paper.abstract))
        layout = self.fields.layout()
        assert layout is not None
        while len(self._lines) < len(fields):
            self._lines.append(FieldLine(self._theme, self.fields))
            layout.addWidget(self._lines[-1])
        for line, (name, side) in zip(self._lines, fields, strict=False):
            line.show_side(name, side)
        for row, line in enumerate(self._lines):
            line.setVisible(row < len(fields))

    def _title_font(self) -> QFont:
        return self._theme.reading_font(20, 600)

    def _abstract_font(self) -> QFont:
        return self._theme.reading_font(15)


def _differences(left: str, right: str) -> tuple[Sequence[Span], Sequence[Span]]:
    """Return no differences if one text is empty."""
    return differences(left, right) if left and right else ((), ())


def _sides(fields: Sequence[FieldPair], *, left: bool) -> list[tuple[str, Side]]:
    return [(field.name, field.left if left else field.right) for field in fields]
