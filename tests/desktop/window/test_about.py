"""The Help menu, and the dialog about the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from paperdesk import __version__
from paperdesk.desktop.window.about import AboutDialog
from tests.desktop.system_desktop import system_desktop
from tests.desktop.window_driver import texts_of

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver


def test_help_has_the_shortcuts_and_the_program(driver: Driver) -> None:
    menu = driver.window.window_actions.menu
    (help_menu,) = (action.menu() for action in menu.actions() if action.text() == "Help")
    assert [action.text() for action in help_menu.actions()] == [
        "Help",
        "Keyboard shortcuts",
        "Show hints again",
        "About Paperdesk",
    ]
    help_menu.actions()[3].trigger()
    (dialog,) = driver.window.findChildren(AboutDialog)
    said = " ".join(texts_of(dialog.findChildren(QLabel)))
    for part in (__version__, str(driver.window.session.library.folder), "MIT", "Whoosh", "Qt"):
        assert part in said
    with system_desktop("file") as desktop:
        QTest.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    (address,) = desktop.opened
    assert address.toLocalFile() == str(driver.window.session.library.folder)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_palette_opens_it(driver: Driver) -> None:
    driver.control(Qt.Key.Key_K)
    driver.press("about")
    driver.press(Qt.Key.Key_Return)
    (dialog,) = driver.window.findChildren(AboutDialog)
    assert dialog.isVisible()
    dialog.close()
