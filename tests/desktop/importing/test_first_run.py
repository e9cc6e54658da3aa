"""The page of an empty library: three ways to begin, by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from paperdesk.desktop.importing.first_run import FirstRun, StartRow
from tests.desktop.factories import light_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme

ROWS = ["open", "paste", "sample"]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[FirstRun]:
    made = FirstRun(theme)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()


def row_of(page: FirstRun, name: str) -> StartRow:
    row = getattr(page, f"{name}_button")
    assert isinstance(row, StartRow)
    return row


@pytest.mark.parametrize("name", ROWS)
def test_each_row_is_a_button(page: FirstRun, qtbot: QtBot, name: str) -> None:
    row, signal = row_of(page, name), getattr(page, f"{name}_clicked")
    with qtbot.waitSignal(signal):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(signal):
        qtbot.keyClick(row, Qt.Key.Key_Space)
    assert row.height() == 56
    assert row.accessibleName()


def test_tab_goes_from_row_to_row(page: FirstRun, qtbot: QtBot) -> None:
    row_of(page, "open").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(row_of(page, "open").hasFocus)
    seen = []
    for _ in ROWS:
        seen.append(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [row_of(page, name) for name in ROWS]


def test_the_keys_stand_on_the_rows(page: FirstRun) -> None:
    keys = {
        name: [
            label.text()
            for label in row_of(page, name).findChildren(QLabel)
            if label.property("kind") == "key"
        ]
        for name in ROWS
    }
    assert keys == {"open": ["Ctrl", "O"], "paste": ["Ctrl", "V"], "sample": ["Ctrl", "Enter"]}


def test_the_page_promises_only_what_is_there(page: FirstRun) -> None:
    words = " ".join(label.text() for label in page.findChildren(QLabel))
    for promised in ("saved or copied Daily Papers pages", "40 papers", "nothing is sent"):
        assert promised in words
    for later in ("BibTeX", "RIS", "before it stores", "folder or"):
        assert later not in words


def test_the_column_stands_in_the_middle(page: FirstRun) -> None:
    row = row_of(page, "open")
    left = row.mapTo(page, row.rect().topLeft()).x()
    right = page.width() - left - row.width()
    assert abs(left - right) <= 1
    assert left == (1000 - 560) // 2 + 2 + 6
