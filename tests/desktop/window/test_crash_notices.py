"""Unexpected errors in a window and its children: one quiet line, a report, and life goes on."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from paperdesk import crash_reports
from paperdesk.desktop.session.crashes import Crashes
from paperdesk.desktop.session.jobs import UndoImport
from paperdesk.desktop.window.crash_notices import SENTENCE, CrashReportDialog
from paperdesk.model.edits import SetStar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.window_driver import Driver


@pytest.fixture(autouse=True)
def _hooks(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    """The window's hooks in place of pytest's, which let an error fail the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    for other in qapp.findChildren(Crashes):  # of windows that other tests have opened
        other.setParent(None)
    crashes = Crashes(qapp)
    crash_reports.install(crashes.add)
    yield
    crashes.deleteLater()


def fail() -> None:
    raise ValueError("the secret of the herons")


def wait_for_notice(driver: Driver) -> None:
    notice = driver.window.notice
    driver.qtbot.waitUntil(
        lambda: notice.text() == SENTENCE and not notice.isHidden(), timeout=20_000
    )


def test_an_error_in_a_slot_is_reported_and_the_window_lives_on(herons: Driver) -> None:
    QTimer.singleShot(0, fail)
    wait_for_notice(herons)
    herons.window.notice.action_button.click()
    (dialog,) = herons.window.findChildren(CrashReportDialog)
    text = dialog.text.toPlainText()
    assert "\nValueError\n" in text
    assert "herons" not in text.lower().replace("test_crash", "")
    dialog.copy_button.click()
    assert QApplication.clipboard().text() == text
    herons.go_to_list()
    herons.press("s")
    assert herons.shown.starred


def test_an_error_in_a_thread_is_reported(herons: Driver) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    wait_for_notice(herons)


def test_the_same_error_is_shown_once(herons: Driver) -> None:
    repeated = QTimer()
    repeated.timeout.connect(fail)
    repeated.start(5)
    wait_for_notice(herons)
    herons.window.notice.hide()
    beats: list[int] = []
    repeated.timeout.connect(lambda: beats.append(1))
    herons.qtbot.waitUntil(lambda: len(beats) > 20)
    assert herons.window.notice.isHidden()
    repeated.stop()


def test_an_error_in_a_child_is_reported(herons: Driver) -> None:
    session = herons.window.session
    session.library.db.execute(
        "create trigger broken before delete on records begin select no_such_function(1); end"
    )
    session.library.db.conn.commit()
    reports: list[str] = []
    Crashes.of_application().reported.connect(reports.append)
    session.jobs.run(UndoImport(1))
    herons.qtbot.waitUntil(
        lambda: any("paperdesk/cli/" in each for each in reports), timeout=20_000
    )
    (report,) = (each for each in reports if "paperdesk/cli/" in each)
    assert "sqlite3.OperationalError (SQLITE_ERROR)" in report


def test_an_error_of_the_program_in_an_edit_keeps_the_rest(herons: Driver) -> None:
    session = herons.window.session
    session.edit(SetStar(("one",), True), "Star")  # type: ignore[arg-type]
    wait_for_notice(herons)
    assert not session.undo_stack.canUndo()
    session.edit(SetStar((1,), True), "Star")
    assert session.undo_stack.undoText() == "Star"
