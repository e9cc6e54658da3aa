"""What is painted by code begins at the right where the window is read from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView, QWidget

from paperdesk.desktop.duplicates.list import PairList
from paperdesk.desktop.duplicates.paper_fields import SideHead
from paperdesk.desktop.highlights.page import HighlightsPage
from paperdesk.desktop.importing.preview.rows import PreviewList
from paperdesk.desktop.importing.receipt.page import ImportReport
from paperdesk.desktop.palette.popup import PalettePopup
from paperdesk.desktop.palette.rows import Command
from paperdesk.desktop.reader.sightings_chart import SightingsChart
from paperdesk.desktop.statistics.charts import ReadChart
from paperdesk.desktop.statistics.picture import ChartPicture
from paperdesk.desktop.timeline.strip import Month, TimelineStrip
from paperdesk.desktop.widgets.stacked_bar import OutcomeBar
from paperdesk.model.duplicates import Duplicate
from paperdesk.model.highlight import Highlight, Quote
from paperdesk.model.library_values import Sighting, StoredPaper
from paperdesk.model.paper import Paper
from paperdesk.model.preview import PageDay, Part, Preview, PreviewItem
from paperdesk.model.receipt import Receipt, ReceiptRow
from paperdesk.model.statistics import Week
from tests.desktop.factories import light_theme, painted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme

TITLE = "Counting grey herons along the northern shore in one winter"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def receipt(theme: Theme, parent: QWidget) -> QWidget:
    report = ImportReport(theme, parent)
    report.show_receipts([Receipt("a.txt", added=1, records=(ReceiptRow(1, TITLE, "added"),))])
    return report.list


def preview(theme: Theme, parent: QWidget) -> QWidget:
    rows = PreviewList(theme, parent)
    item = PreviewItem(
        "added", "Herons", parts=(Part("title", 5, 5),), first_line=5, source=(TITLE,)
    )
    day = PageDay("2025-11-18", "")
    page = Preview("a.txt", "a.txt", "pages", "Page", "", "utf-8", "", day, items=(item,))
    rows.show_preview(page, keep_place=False)
    return rows


def palette(theme: Theme, parent: QWidget) -> QWidget:
    popup = PalettePopup(theme, parent)
    popup.rows.set_commands([Command("action", TITLE, icon="ph.star")], [TITLE])
    return popup.list


def duplicates(theme: Theme, parent: QWidget) -> QWidget:
    pairs = PairList(theme, parent)
    pairs.setMaximumWidth(900)
    paper = StoredPaper(1, Paper("Herons"), "unread", False, (), "", "")
    pairs.show_pairs([Duplicate(1, paper, paper, "same title")], 0)
    return pairs


def half(theme: Theme, parent: QWidget) -> QWidget:
    return SideHead(theme, "Stays", "ok", parent)


def highlights(theme: Theme, parent: QWidget) -> QWidget:
    page = HighlightsPage(theme, parent)
    mark = Highlight("abstract", 0, 5, "grey herons", "yellow", "2025-11-18T00:00:00Z")
    page.show_quotes([Quote(1, "Herons", "2025", mark, is_orphan=False)])
    return page.list


def chart(theme: Theme, parent: QWidget) -> QWidget:
    picture = ChartPicture(theme, parent)
    picture.show_chart(ReadChart([Week("2025-02-24", 0, 9), *[Week("2025-03-03", 0, 0)] * 6], 0))
    return picture


def timeline(theme: Theme, parent: QWidget) -> QWidget:
    strip = TimelineStrip(theme, parent)
    strip.set_months([Month("2024-01", 9, 0), Month("2024-02", 9, 0), Month("2025-12", 1, 0)])
    return strip


def outcomes(theme: Theme, parent: QWidget) -> QWidget:
    bar = OutcomeBar(theme, parent)
    bar.set_parts([("added", 1), ("merged", 1), ("skipped", 97)])
    return bar


def listings(theme: Theme, parent: QWidget) -> QWidget:
    listed = SightingsChart(theme, parent)
    listed.show_sightings([Sighting(n, "a", f"2025-11-{n}", 1, n, 0) for n in (11, 18)])
    return listed


@pytest.mark.parametrize(
    "make",
    [
        receipt, preview, palette, duplicates, half,
        highlights, chart, timeline, outcomes, listings,
    ],
)  # fmt: skip
def test_rows_and_pictures_are_mirrored(
    make: Callable[[Theme, QWidget], QWidget], theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    centres = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        parent = QWidget()
        qtbot.addWidget(parent)
        parent.resize(900, 400)
        widget = make(theme, parent)
        widget.setParent(parent)
        widget.setGeometry(0, 0, 900, max(widget.minimumHeight(), 100))
        with qtbot.waitExposed(parent):
            parent.show()
        widget.show()
        if isinstance(widget, QListView):
            widget.doItemsLayout()
        centres.append(centre(painted(widget)))
    before, after = centres
    assert before < 0.45
    assert after == pytest.approx(1 - before, abs=0.04)


def centre(image: QImage) -> float:
    """Where the edges of letters and shapes are on average: 0 at the left, 1 at the right."""
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = np.frombuffer(image.constBits(), np.uint8)
    grey = data.reshape(image.height(), image.bytesPerLine())[:, : image.width()].astype(int)
    _, places = np.nonzero(abs(np.diff(grey)) > 16)
    return float(places.mean()) / image.width()
