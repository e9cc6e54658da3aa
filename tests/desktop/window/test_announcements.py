"""What a screen reader is told of changes elsewhere than at the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.cli.pages import FIRST

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.window_driver import Driver


def test_what_the_user_does_is_said(driver: Driver, tmp_path: Path) -> None:
    said: list[str] = []
    driver.window.controllers.announcements.announced.connect(said.append)

    def wait_for(*texts: str) -> None:
        """Wait until all of these are said, and forget what was."""

        def all_said() -> None:
            assert set(texts) - set(said) == set(), said

        driver.qtbot.waitUntil(all_said, timeout=20_000)
        for text in texts:  # nor is it a part of another
            assert sum(each.startswith(text.removesuffix(".")) for each in said) == 1, said
        said.clear()

    (tmp_path / "page.txt").write_text(FIRST, "utf-8")
    driver.window.import_files([tmp_path / "page.txt"])
    wait_for("Import preview. Import page.txt. 2 papers recognised, nothing stored yet")
    driver.window.activateWindow()
    driver.press(Qt.Key.Key_Return)
    wait_for("Receipt. 2 papers added.", "2 papers")
    driver.go_to_list()
    driver.wait_for_count(2)
    driver.select("Counting Herons")
    driver.press("s")
    wait_for("Starred 'Counting Herons'.")
    driver.control(Qt.Key.Key_Z)
    wait_for("Removed the star from 'Counting Herons'.")
    driver.press("x")
    wait_for("Dismissed 'Counting Herons'. Undo")
    driver.control(Qt.Key.Key_Z)
    wait_for("Marked 'Counting Herons' as unread.")
    driver.press("n")
    driver.press("grey")
    driver.window.reader.flush()
    driver.qtbot.waitUntil(lambda: driver.shown.note == "grey", timeout=20_000)
    driver.press(" ones")
    driver.press(Qt.Key.Key_Escape)
    wait_for("Changed the note of 'Counting Herons'.")
    driver.search("laundry")
    wait_for("1 paper")
    driver.search("is:reading")
    wait_for("0 papers. Nothing to read later. Press L on a paper to keep it here.")
    driver.search("")
    wait_for("2 papers")
    driver.go_to_list()
    driver.control(Qt.Key.Key_T)
    wait_for("Counting Herons. Paper 1, All papers, Unread")
    driver.press("x")
    wait_for(
        "Dismissed 'Counting Herons'.", "Folding Laundry with Robots. Paper 2, All papers, Unread"
    )
    driver.press("e")
    wait_for("Marked 'Folding Laundry with Robots' as read.", "Done: 2 triaged.")
