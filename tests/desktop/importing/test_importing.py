"""Pasted texts through the window, and what the end of an import leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.session.jobs import Incoming
from tests.cli.pages import FIRST, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver


def test_a_closed_window_leaves_no_temporary_files(
    open_driver: Callable[[Path], Driver],
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    driver = open_driver(library)
    (receipt,) = driver.paste(FIRST)
    assert receipt.added == 2
    assert list(temporary.glob("*/1/Pasted text"))
    driver.window.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("field", ["note", "search box", "triage note"])
def test_an_import_that_ends_leaves_who_is_typing_alone(
    herons: Driver, field: str, tmp_path: Path
) -> None:
    driver, window = herons, herons.window
    if field == "triage note":
        driver.control(Qt.Key.Key_T)
    driver.press("/" if field == "search box" else "n")
    typed_in = QApplication.focusWidget()
    driver.press("her")
    driver.wait_for_answer()

    (tmp_path / "page.txt").write_text(SECOND, "utf-8")
    window.session.import_files([Incoming(tmp_path / "page.txt")])
    driver.qtbot.waitUntil(window.notice.isVisible, timeout=60_000)
    assert window.notice.text() == "page.txt: 2 new papers."
    assert QApplication.focusWidget() is typed_in
    driver.press("ons")
    if field == "search box":
        assert window.search_box.text() == "herons"
    else:
        driver.press(Qt.Key.Key_Escape)
        driver.qtbot.waitUntil(lambda: driver.shown.note == "herons")

    window.notice.action_button.click()
    receipt = window.controllers.receipts
    driver.qtbot.waitUntil(lambda: window.pages.currentWidget() is receipt.place)
    driver.qtbot.waitUntil(receipt.page.list.hasFocus)
