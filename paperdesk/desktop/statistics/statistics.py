"""The page of statistics: its content, and what its buttons do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.files import atomic_write, output_problem
from paperdesk.model.search_protocol import CountStatistics
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.statistics.card import ChartCard
    from paperdesk.desktop.statistics.page import StatisticsPage
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.statistics import Statistics as Counted


class Statistics(QObject):
    """Fills the page, and copies and saves its charts. The page is built when first opened."""

    opened = Signal(QWidget)
    """Show the page."""
    left = Signal()

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._page: StatisticsPage | None = None
        session.search.statistics_counted.connect(self._fill)
        session.search.counted.connect(self._refresh)

    def specs(self) -> list[Spec]:
        """The actions."""
        return [Spec("Library", "Statistics", ("Ctrl+I",), self.open)]

    @property
    def page(self) -> StatisticsPage:
        """The page, built on first access."""
        if self._page is None:
            from paperdesk.desktop.statistics.page import StatisticsPage

            self._page = StatisticsPage(self._theme, self._window)
            self._page.copy_requested.connect(self._copy)
            self._page.save_requested.connect(self._save)
            self._page.left.connect(self.left)
        return self._page

    def open(self) -> None:
        """Show the page; its charts follow as soon as they are counted."""
        self.opened.emit(self.page)
        self._session.search.request(CountStatistics())

    @Slot(object)
    def _fill(self, found: Counted) -> None:
        self.page.show_statistics(found)

    @Slot()
    def _refresh(self) -> None:
        """Count again after a change, as the sidebar does."""
        if self._page is not None and self._page.isVisible():
            self._session.search.request(CountStatistics())

    @Slot(object)
    def _copy(self, card: ChartCard) -> None:
        from paperdesk.desktop.statistics.picture import copied

        if card.chart is not None:
            data = copied(card.chart, self._theme, card.width())
            QGuiApplication.clipboard().setMimeData(data)
            self._session.noticed.emit(
                tr("“{chart}” copied as a picture and as a table.", chart=card.chart.title)
            )

    @Slot(object)
    def _save(self, card: ChartCard) -> None:
        if card.chart is None:
            return
        name = re.sub(r"\W+", "-", card.chart.title.lower())
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Save “{chart}”", chart=card.chart.title),
            f"{name}.svg",
            tr("SVG pictures (*.svg)"),
        )
        if chosen:
            self.save(card, Path(chosen))

    def save(self, card: ChartCard, path: Path) -> None:
        """Write a chart to a file, and say where it is or why it is not."""
        from paperdesk.desktop.statistics.picture import svg_of

        assert card.chart is not None
        path = path if path.suffix else path.with_suffix(".svg")
        if problem := output_problem(path, self._session.library.folder):
            self._session.noticed.emit(tr("{file}: {reason}.", file=path.name, reason=problem))
            return
        try:
            with atomic_write(path) as out:
                out.write(svg_of(card.chart, self._theme, card.width()).decode())
        except OSError as error:
            reason = error.strerror or str(error)
            self._session.noticed.emit(
                tr("{file} cannot be written: {reason}.", file=path.name, reason=reason)
            )
            return
        self._session.noticed.emit(tr("Saved {file}.", file=path.name))
