"""Everything a user can reach has a name, and everything can be done by the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QTextEdit,
    QWidget,
)

from paperdesk.model.edits import AddTag
from tests.cli.pages import FIRST

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.window_driver import Driver

SPOKEN = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
NO_TAB_STOP = (QScrollBar, QSplitterHandle)


@pytest.fixture
def filled(first_page_window: Driver) -> Driver:
    driver = first_page_window
    driver.window.session.edit(AddTag((1,), "birds/waders"), "Tag")
    driver.qtbot.waitUntil(lambda: len(driver.window.controllers.tags.known) == 2, timeout=20_000)
    driver.select(driver.titles[0])
    return driver


def nameless(window: QWidget) -> list[str]:
    """What could be used in a window without a screen reader knowing what it is."""
    found = []
    for widget in window.findChildren(QWidget):
        tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if not widget.isVisible() or isinstance(widget, NO_TAB_STOP):
            continue
        if not tab and not isinstance(widget, SPOKEN):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is None or not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {path(widget)}")
        elif spoken.role() == QAccessible.Role.NoRole or (
            isinstance(widget, SPOKEN)
            and not isinstance(widget, QHeaderView)
            and spoken.role() == QAccessible.Role.Client
        ):
            found.append(f"{type(widget).__name__} {spoken.text(QAccessible.Text.Name)}: no role")
    return found


def path(widget: QWidget) -> str:
    above = widget.parentWidget()
    return f"{path(above)}/{type(above).__name__}" if above is not None else ""


def test_the_desk_has_names(filled: Driver) -> None:
    assert nameless(filled.window) == []


@pytest.mark.parametrize(
    "action", ["Tag manager", "Keyboard shortcuts", "Possible duplicates", "Triage"]
)
def test_pages_have_names(filled: Driver, action: str) -> None:
    filled.window.window_actions.by_name[action].trigger()
    assert nameless(filled.window) == []


def test_the_first_run_has_names(driver: Driver) -> None:
    driver.qtbot.waitUntil(lambda: driver.window.pages.on_first_run, timeout=20_000)
    assert nameless(driver.window) == []


def test_the_receipt_has_names(driver: Driver, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(FIRST, "utf-8")
    driver.drop(file)
    driver.qtbot.waitUntil(lambda: not driver.window.pages.on_papers)
    assert nameless(driver.window) == []


def test_popovers_and_dialogs_have_names(filled: Driver) -> None:
    window = filled.window
    filled.press("t")
    assert nameless(window.controllers.tagging.popover) == []
    filled.press(Qt.Key.Key_Escape)
    filled.control(Qt.Key.Key_K)
    assert nameless(window.controllers.palette.popup) == []
    filled.press(Qt.Key.Key_Escape)
    window.controllers.tags.open()
    window.controllers.tags.page.select(["birds"])
    window.controllers.tags.page.table.setFocus()
    for key, popover in (("c", "colour_popover"), (Qt.Key.Key_F2, "name_popover")):
        filled.press(key)
        assert nameless(getattr(window.controllers.tags, popover)) == []
        filled.press(Qt.Key.Key_Escape)
    filled.press("k")
    assert nameless(window.controllers.keys.popover) == []
    filled.press(Qt.Key.Key_Escape)
    window.go_back()
    for action in ("Settings…", "Export…", "Edit details", "Add paper…"):
        window.window_actions.by_name[action].trigger()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        assert nameless(dialog) == []
        dialog.close()


def test_tab_goes_round_the_whole_window(filled: Driver) -> None:
    window = filled.window
    window.papers.setFocus()
    seen = []
    for _ in range(80):
        filled.press(Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        assert widget.isVisible()
        if widget in seen:
            break
        seen.append(widget)
    for wanted in (window.search_box, window.sidebar.view, window.papers):
        assert wanted in seen
    names = [widget.accessibleName() for widget in seen]
    assert names.index("Import papers from files") < names.index("Menu")


def test_a_paper_is_worked_through_by_keys_alone(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.txt"
    file.write_text(FIRST, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    control = Qt.KeyboardModifier.ControlModifier
    driver.window.activateWindow()
    driver.receipts_after(lambda: driver.press(Qt.Key.Key_O, control))
    driver.press(Qt.Key.Key_Escape)
    driver.wait_for_count(2)
    driver.press("/")
    driver.press("herons")
    driver.wait_for_answer()
    driver.press(Qt.Key.Key_Return)
    assert driver.shown.paper.title == "Counting Herons"
    driver.press("s")
    driver.press("t")
    driver.press("birds")
    driver.press(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_Escape)
    driver.press("n")
    driver.press("seen in spring")
    driver.press(Qt.Key.Key_Escape)
    driver.window.reader.flush()
    assert driver.shown.starred
    assert [tag.name for tag in driver.shown.tags] == ["birds"]
    assert driver.shown.note == "seen in spring"
    driver.window.papers.setFocus()
    for _ in range(3):
        driver.press(Qt.Key.Key_Z, control)
    assert (driver.shown.starred, driver.shown.tags, driver.shown.note) == (False, (), "")
    driver.press(Qt.Key.Key_Q, control)
    driver.qtbot.waitUntil(lambda: not driver.window.isVisible(), timeout=20_000)
