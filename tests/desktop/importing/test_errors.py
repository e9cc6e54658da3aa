"""A file that cannot be read: the pages of preview and receipt explain it and offer another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QWidget

from paperdesk.desktop.importing.preview.page import ImportPreview
from paperdesk.desktop.importing.receipt.page import ImportReport
from paperdesk.desktop.theme.tokens import MODES
from paperdesk.model.preview import Preview
from paperdesk.model.receipt import Receipt
from tests.desktop.factories import light_theme
from tests.desktop.window_driver import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme

REASON = "No papers found in holiday.txt. Paperdesk reads " + "BibTeX, RIS, CSV, " * 10 + "TSV."


@pytest.fixture(params=[(mode, size) for mode in MODES for size in (13, 16)])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    mode, size = request.param
    for made in light_theme(qapp):
        made.set_choice(mode)
        made.set_fonts(size=size)
        yield made
        made.set_fonts()
        made.set_choice("light")


def build(kind: str, theme: Theme) -> ImportPreview | ImportReport:
    if kind == "preview":
        preview = ImportPreview(theme)
        preview.show_preview(
            Preview("holiday.txt", "/x/holiday.txt", error=REASON), [("ris", "RIS")], ["utf-8"]
        )
        return preview
    report = ImportReport(theme)
    report.show_receipts([Receipt("holiday.txt", error=REASON)])
    return report


@pytest.mark.parametrize("kind", ["preview", "receipt"])
def test_the_reason_is_shown_whole_with_a_heading_and_a_way_out(
    theme: Theme, qtbot: QtBot, kind: str
) -> None:
    page = build(kind, theme)
    qtbot.addWidget(page)
    page.resize(theme.px(720), theme.px(560))
    with qtbot.waitExposed(page):
        page.show()
    texts = texts_of(page.findChildren(QWidget))
    assert REASON in texts
    assert "Open another file" in texts
    assert {"This file cannot be read", "Nothing was imported"} & set(texts)
    reason = next(part for part in page.findChildren(QLabel) if part.text() == REASON)
    assert reason.height() >= reason.heightForWidth(reason.width())
    assert reason.palette().windowText().color() == theme.colour("text2"), "not a red line"
    place = QRect(reason.mapTo(page, QPoint()), reason.size())
    assert page.rect().contains(place)
    assert abs(place.center().x() - page.rect().center().x()) <= 2
    assert place.top() > page.height() / 5


def test_a_readable_file_after_it_shows_its_rows(theme: Theme, qtbot: QtBot) -> None:
    report = ImportReport(theme)
    qtbot.addWidget(report)
    report.show_receipts([Receipt("holiday.txt", error=REASON)])
    report.show()
    assert not report.list.isVisible()
    report.show_receipts([Receipt("papers.ris", dump=1, added=1)])
    assert report.list.isVisible()
    assert REASON not in texts_of(report.findChildren(QLabel))
