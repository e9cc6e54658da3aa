"""The receipt page: summary, rows, filters, failed and stopped imports, several files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from paperdesk.desktop.widgets.stacked_bar import widths
from paperdesk.model.receipt import Receipt, ReceiptRow
from tests.desktop.receipt_factories import (
    BAD,
    GOOD,
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
    from paperdesk.model.receipt import Kind


@pytest.fixture
def report(qtbot: QtBot, qapp: QApplication) -> Iterator[ImportReport]:
    yield from report_page(qtbot, qapp)


def test_problems_come_first_then_changes(report: ImportReport) -> None:
    report.show_receipts([GOOD])
    assert report.objectName() == "receipt"
    assert report.summary.text() == "5 records: 2 added, 1 merged, 1 unchanged, 1 skipped."
    assert titles(report) == [
        "“A lone title”",
        "“Sign in”",
        "Fuller paper",
        "Added paper",
        "Other added paper",
        "Known paper",
    ]


def test_rows_have_full_accessible_texts(report: ImportReport) -> None:
    report.show_receipts([GOOD])
    model = report.list.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1, 2)]
    assert said == [
        "“A lone title”, skipped, no abstract after the title, lines 233–235",
        "“Sign in”, not read, a menu of the page, line 9",
        "Fuller paper, merged, abstract from this file, lines 19–21",
    ]


def test_notes_are_shown_and_long_lists_of_them_end(report: ImportReport) -> None:
    report.show_receipts([GOOD])
    assert 'Year 2025: the page says "Nov 18".\n2 dates are impossible.' in shown_text(report)
    report.show_receipts(
        [Receipt("a", dump=1, added=1, notes=tuple(f"Note {n}." for n in range(9)))]
    )
    assert "Note 5.\nAnd 3 more notes." in shown_text(report)


def test_filters_count_and_show_one_outcome(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    assert filter_button(report, "All").text() == "All 6"
    assert not filter_button(report, "Repeated").isEnabled()
    qtbot.mouseClick(filter_button(report, "Added 2"), Qt.MouseButton.LeftButton)
    assert titles(report) == ["Added paper", "Other added paper"]
    qtbot.mouseClick(filter_button(report, "Not read 1"), Qt.MouseButton.LeftButton)
    assert titles(report) == ["“Sign in”"]
    report.show_receipts([GOOD])
    assert len(titles(report)) == 6


def test_a_chosen_filter_moves_no_other(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    report.show()
    merged = filter_button(report, "Merged")
    added = filter_button(report, "Added")
    qtbot.mouseClick(added, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: added.x() > 0)
    before = merged.width()
    qtbot.mouseClick(merged, Qt.MouseButton.LeftButton)
    assert added.font().weight() != merged.font().weight()
    assert merged.width() - before <= 8


def test_undo_names_the_dump_and_done_leaves(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    with qtbot.waitSignal(report.undo_clicked) as undone:
        report.head.undo_button.click()
    assert undone.args == [7]
    with qtbot.waitSignal(report.done_clicked):
        report.head.done_button.click()


def test_a_failed_file_says_why_and_offers_another(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([BAD])
    shown = shown_text(report)
    assert "bad.png was not imported" in shown
    assert "bad.png is a picture. Save the page as text." in shown
    assert "0 records" not in shown
    assert not report.head.undo_button.isVisibleTo(report)
    assert report.list.model().rowCount() == 0
    with qtbot.waitSignal(report.open_clicked):
        report.head.open_button.click()


def test_several_files_begin_with_the_first_that_failed(report: ImportReport) -> None:
    report.show_receipts([GOOD, BAD, GOOD])
    assert report.receipt is BAD
    assert "2 of 3" in shown_text(report)
    report.head.findChildren(QToolButton)[1].click()
    assert report.receipt is GOOD
    assert not report.head.findChildren(QToolButton)[1].isEnabled()
    assert report.head.undo_button.isVisibleTo(report)
    report.show_receipts([GOOD])
    assert "1 of 1" not in shown_text(report)


def test_a_stopped_import_says_where_it_stopped(report: ImportReport) -> None:
    report.show_receipts([Receipt("a.txt", dump=1, added=64, stopped_at="64 of 113 records")])
    assert report.summary.text().startswith("Stopped at 64 of 113 records; what was stored stays.")


def test_a_row_opens_its_paper_by_the_keyboard(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    report.show()
    report.setFocus()
    report.list.setCurrentIndex(report.list.model().index(0, 0))
    with qtbot.assertNotEmitted(report.paper_opened):
        qtbot.keyClick(report.list, Qt.Key.Key_Return)
    qtbot.keyClick(report.list, Qt.Key.Key_Down)
    qtbot.keyClick(report.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(report.paper_opened) as opened:
        qtbot.keyClick(report.list, Qt.Key.Key_Return)
    assert opened.args == [3]


def test_many_records_make_no_widgets(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    report.show()
    few = len(report.findChildren(QObject))
    many = [ReceiptRow(n, f"Paper {n}", "added", "", n, n) for n in range(100_000)]
    report.show_receipts([Receipt("many.txt", dump=1, added=100_000, records=many)])
    report.list.scrollToBottom()
    assert report.list.model().rowCount() == 100_000
    assert len(report.findChildren(QObject)) <= few + 10
    assert titles(report)[-1] == "Paper 99999"


# Possible duplicates


def test_possible_duplicates_are_counted_separately(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([TWINS])
    said = "4 records: 1 added, 1 possible duplicate, 2 skipped."
    assert report.summary.text() == said
    qtbot.mouseClick(filter_button(report, "Possible duplicate 1"), Qt.MouseButton.LeftButton)
    assert titles(report) == ["Twin paper"]
    index = report.list.model().index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Twin paper, duplicate?, same title as another paper")
    qtbot.mouseClick(filter_button(report, "Added 1"), Qt.MouseButton.LeftButton)
    assert titles(report) == ["Lone paper"]


# Finding


def test_words_find_titles_within_the_chosen_kind(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    qtbot.keyClicks(report.filters.field, "added ")
    assert titles(report) == ["Added paper", "Other added paper"]
    qtbot.keyClicks(report.filters.field, "other")
    assert titles(report) == []
    report.filters.field.setText("OTHER")
    assert titles(report) == ["Other added paper"]
    qtbot.mouseClick(filter_button(report, "Merged 1"), Qt.MouseButton.LeftButton)
    assert titles(report) == []
    report.show_receipts([GOOD])
    assert len(titles(report)) == 6
    assert report.filters.field.text() == ""


def test_where_nothing_matches_it_says_so(report: ImportReport) -> None:
    report.show_receipts([GOOD])
    report.filters.field.setText("retreival")
    assert "Nothing matches “retreival”." in shown_text(report)
    assert not report.list.isVisibleTo(report)
    report.filters.field.clear()
    assert "Nothing matches" not in shown_text(report)
    assert report.list.isVisibleTo(report)


def test_the_caller_finds_the_rows(report: ImportReport, qtbot: QtBot) -> None:
    asked: list[tuple[Receipt, Kind | None, str]] = []

    def rows_of(receipt: Receipt, kind: Kind | None, text: str) -> list[ReceiptRow]:
        asked.append((receipt, kind, text))
        return [ReceiptRow(9, "Found elsewhere", "added")]

    report.rows_of = rows_of
    report.show_receipts([GOOD])
    report.filters.field.setText(" word ")
    qtbot.mouseClick(filter_button(report, "Merged 1"), Qt.MouseButton.LeftButton)
    assert asked == [(GOOD, None, ""), (GOOD, None, "word"), (GOOD, "merged", "word")]
    assert titles(report) == ["Found elsewhere"]


def test_csv_export_is_requested(report: ImportReport, qtbot: QtBot) -> None:
    report.show_receipts([GOOD])
    with qtbot.waitSignal(report.csv_requested) as asked:
        report.head.csv_button.click()
    assert asked.args == [7]
    report.show_receipts([BAD])
    assert not report.head.csv_button.isVisibleTo(report)


# The whole page


def test_focusable_widgets_have_names(report: ImportReport) -> None:
    report.show_receipts([GOOD])
    choose(report, 0)
    report.date.open_button.click()
    for part in report.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(report):
            assert part.accessibleName(), part


def test_long_names_make_the_page_no_wider(report: ImportReport, qtbot: QtBot) -> None:
    full = replace(GOOD, name="name-" * 100, repeated=1000, duplicates=1)
    report.show_receipts([full] * 2)
    choose(report, 0)
    report.show_retry("because " * 100)
    report.resize(752, 700)
    report.show()
    assert report.width() == 752
    last = filter_button(report, "Not read")
    qtbot.waitUntil(lambda: last.y() > filter_button(report, "All").y())
    assert last.geometry().right() < report.filters.field.x()


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.integers(100, 2000))
def test_the_bar_is_filled_and_hides_no_part(counts: list[int], room: int) -> None:
    parts = widths(counts, room)
    assert sum(parts) + 2 * (len(parts) - 1) == pytest.approx(room)
    assert min(parts) >= 10 - 1e-6
    assert [b for _, b in sorted(zip(counts, parts, strict=True))] == sorted(parts)
