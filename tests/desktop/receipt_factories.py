"""Receipts made up for tests of the receipt's page, and what is seen on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QToolButton

from paperdesk.desktop.importing.receipt.page import ImportReport
from paperdesk.desktop.theme.theme import Theme
from paperdesk.model.paper import Problem
from paperdesk.model.receipt import Receipt, ReceiptRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LOST = Problem(233, "no abstract after the title", "A  lone\ntitle", last=235)
SCRAP = Problem(9, "a menu of the page", "Sign in", record=False)
RECORDS = (
    ReceiptRow(3, "Fuller paper", "merged", "abstract", 19, 21),
    ReceiptRow(1, "Added paper", "added", "", 11, 13),
    ReceiptRow(4, "Other added paper", "added", "", 23, 25),
    ReceiptRow(2, "Known paper", "unchanged", "", 15, 17),
)
GOOD = Receipt(
    "good.txt",
    dump=7,
    added=2,
    merged=1,
    unchanged=1,
    skipped=1,
    records=RECORDS,
    problems=(SCRAP, LOST),
    notes=('Year 2025: the page says "Nov 18".', "2 dates are impossible."),
)
TWINS = Receipt(
    "twins.txt",
    dump=8,
    added=2,
    duplicates=1,
    skipped=2,
    records=(
        ReceiptRow(5, "Twin paper", "added", "", 1, 3, duplicate=True),
        ReceiptRow(6, "Lone paper", "added", "", 5, 7),
    ),
    problems=(LOST, Problem(300, "no abstract after the title", "Another title")),
)
BAD = Receipt("bad.png", error="bad.png is a picture. Save the page as text.")


def report_page(qtbot: QtBot, app: QApplication) -> Iterator[ImportReport]:
    """The page, closed afterwards."""
    owner = QObject()
    page = ImportReport(Theme(app, "light", parent=owner))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    yield page
    page.close()
    owner.deleteLater()


def titles(report: ImportReport) -> list[str]:
    """The titles in the list, from the top."""
    model = report.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def shown_text(report: ImportReport) -> str:
    """What the labels say that are not hidden."""
    return "\n".join(w.text() for w in report.findChildren(QLabel) if w.isVisibleTo(report))


def filter_button(report: ImportReport, name: str) -> QToolButton:
    """The filter whose text begins so."""
    return next(b for b in report.findChildren(QToolButton) if b.text().startswith(name))


def choose(report: ImportReport, row: int) -> None:
    """Make a row the current one."""
    report.list.setCurrentIndex(report.list.model().index(row, 0))
