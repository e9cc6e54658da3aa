"""Corrections on a receipt: the text of skipped records and the date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from paperdesk.model.paper import Problem
from paperdesk.model.receipt import Receipt
from tests.desktop.receipt_factories import (
    GOOD,
    LOST,
    TWINS,
    choose,
    filter_button,
    report_page,
    shown_text,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.importing.receipt.page import ImportReport


@pytest.fixture
def report(qtbot: QtBot, qapp: QApplication) -> Iterator[ImportReport]:
    yield from report_page(qtbot, qapp)


# Retry


def test_a_chosen_skipped_row_shows_its_text(report: ImportReport) -> None:
    report.show_receipts([GOOD])
    assert not report.retry_pane.isVisibleTo(report)
    choose(report, 0)
    assert report.retry_pane.isVisibleTo(report)
    assert report.retry_pane.editor.toPlainText() == LOST.text
    shown = shown_text(report)
    assert "Lines 233–235 of the file" in shown
    assert "Not read: no abstract after the title." in shown
    for row in (1, 2):
        choose(report, row)
        assert not report.retry_pane.isVisibleTo(report)


def test_edited_text_is_read_again(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    report.show()
    choose(report, 0)
    pane = report.retry_pane
    assert not pane.retry_button.isEnabled()
    pane.editor.setPlainText("A lone title\nand its abstract")
    with qtbot.waitSignal(report.retry_requested) as asked:
        pane.retry_button.click()
    assert asked.args == [7, 233, "A lone title\nand its abstract"]
    assert not pane.retry_button.isEnabled()
    report.show_retry("no abstract after the title")
    assert "Still not read: no abstract after the title." in shown_text(report)
    assert pane.editor.toPlainText() == "A lone title\nand its abstract"
    qtbot.keyClicks(pane.editor, "x")
    assert pane.retry_button.isEnabled()
    report.show_retry(None)
    assert not pane.isVisibleTo(report)


def test_edited_text_is_remembered_per_row(report: ImportReport) -> None:
    report.show_receipts([TWINS])
    choose(report, 0)
    report.retry_pane.editor.setPlainText("edited")
    choose(report, 1)
    assert report.retry_pane.editor.toPlainText() == "Another title"
    assert not report.retry_pane.retry_button.isEnabled()
    choose(report, 0)
    assert report.retry_pane.editor.toPlainText() == "edited"
    assert report.retry_pane.retry_button.isEnabled()
    report.show_receipts([TWINS])
    choose(report, 0)
    assert report.retry_pane.editor.toPlainText() == LOST.text


def test_a_record_can_be_skipped(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([TWINS])
    choose(report, 1)
    with qtbot.waitSignal(report.skip_requested) as left:
        report.retry_pane.skip_button.click()
    assert left.args == [8, 300]


def test_retry_works_with_the_keyboard(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    with qtbot.waitExposed(report):
        report.show()
    report.activateWindow()
    report.setFocus()
    choose(report, 0)
    qtbot.keyClick(report.list, Qt.Key.Key_Return)
    qtbot.waitUntil(report.retry_pane.editor.hasFocus)
    qtbot.keyClicks(report.retry_pane.editor, "Now ")
    with qtbot.waitSignal(report.retry_requested) as asked:
        qtbot.keyClick(
            report.retry_pane.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert asked.args is not None
    assert asked.args[2] == "Now " + LOST.text
    qtbot.keyClick(report.retry_pane.editor, Qt.Key.Key_Escape)
    assert report.list.hasFocus()


def test_a_text_too_long_to_lay_out_is_only_shown(report: ImportReport) -> None:
    vast = Receipt("a", dump=1, skipped=1, problems=(Problem(1, "why", "x" * 10_000_000),))
    report.show_receipts([vast])
    choose(report, 0)
    assert report.retry_pane.editor.isReadOnly()
    assert len(report.retry_pane.editor.toPlainText()) == 100_000
    assert "too long" in shown_text(report)


# The date


def test_a_date_that_was_found_can_be_corrected(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    with qtbot.waitExposed(report):
        report.show()
    report.date.open_button.click()
    report.date.field.setText("Nov 18")
    with qtbot.assertNotEmitted(report.date_requested):
        qtbot.keyClick(report.date.field, Qt.Key.Key_Return)
    assert "Type a year (2025) or a day (2025-11-18)." in shown_text(report)
    report.date.field.setText(" 2024 ")
    assert "Type a year" not in shown_text(report)
    with qtbot.waitSignal(report.date_requested) as asked:
        qtbot.keyClick(report.date.field, Qt.Key.Key_Return)
    assert asked.args == [7, "2024"]
    assert not report.date.field.isVisibleTo(report)


def test_escape_closes_the_date_and_not_the_page(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    report.show()
    report.date.open_button.click()
    report.date.field.setText("2024")
    with qtbot.assertNotEmitted(report.date_requested):
        qtbot.keyClick(report.date.field, Qt.Key.Key_Escape)
    assert report.date.open_button.isVisibleTo(report)
    assert report.date.field.text() == ""


@pytest.mark.parametrize(
    ("note", "there"),
    [
        ("Year unknown: no paper has a date.", True),
        ("The year is unknown: no record has a date.", True),
        ("Year guessed: 2025 (the latest full date on the page is in 2024).", True),
        ("Day: 2025-11-18 (from the file name).", True),
        ("2 dates are impossible.", False),
        ("Yearly reports are in it.", False),
    ],
)
def test_only_a_page_with_a_day_offers_it(report: ImportReport, note: str, there: bool) -> None:
    report.show_receipts([Receipt("a", dump=1, added=1, notes=(note,))])
    assert report.date.isVisibleTo(report) == there
    report.show_receipts([Receipt("a", error="unreadable", notes=(note,))])
    assert not report.date.isVisibleTo(report)


# A receipt that changed


def test_an_updated_receipt_keeps_filter_and_position(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD, TWINS])
    report.head.switcher.switched.emit(1)
    qtbot.mouseClick(filter_button(report, "Skipped 2"), Qt.MouseButton.LeftButton)
    choose(report, 0)
    report.update_receipt(replace(TWINS, skipped=1, problems=TWINS.problems[1:]))
    assert titles(report) == ["“Another title”"]
    assert report.retry_pane.editor.toPlainText() == "Another title"
    assert report.summary.text().endswith("1 skipped.")
    report.update_receipt(replace(TWINS, skipped=0, problems=()))
    assert titles(report) == ["Twin paper", "Lone paper"]
    assert filter_button(report, "All").isChecked()
    assert not report.retry_pane.isVisibleTo(report)


def test_a_hidden_receipt_is_updated(report: ImportReport) -> None:
    report.show_receipts([GOOD, TWINS])
    report.update_receipt(replace(TWINS, added=100))
    report.update_receipt(replace(TWINS, dump=99, added=0))
    assert report.receipt is GOOD
    assert report.summary.text().startswith("5 records")
    report.head.switcher.switched.emit(1)
    assert "101 added" not in report.summary.text()
    assert report.summary.text().startswith("102 records: 99 added, 1 possible duplicate")
