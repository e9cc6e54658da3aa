"""The search box: its keys, and what stands at its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from paperdesk.desktop.search.box import SearchBox
from tests.desktop.factories import light_theme, painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def box(qtbot: QtBot, theme: Theme) -> Iterator[SearchBox]:
    made = SearchBox(theme)
    qtbot.addWidget(made)
    made.resize(400, made.height())
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    yield made
    made.close()


def test_esc_clears_and_then_leaves(box: SearchBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "federated")
    with qtbot.assertNotEmitted(box.left), qtbot.waitSignal(box.textChanged) as changed:
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert changed.args == [""]
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_enter_and_down_want_the_list(box: SearchBox, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClicks(box, "rag")
    with qtbot.waitSignal(box.entered):
        qtbot.keyClick(box, key)
    assert box.text() == "rag"


def test_the_key_shows_while_empty_and_the_cross_while_not(box: SearchBox, qtbot: QtBot) -> None:
    key = box.findChild(QLabel)
    assert (key.text(), key.isVisible(), box.clear_button.isVisible()) == ("/", True, False)
    qtbot.keyClicks(box, "r")
    assert (key.isVisible(), box.clear_button.isVisible()) == (False, True)
    with qtbot.waitSignal(box.textChanged):
        qtbot.mouseClick(box.clear_button, Qt.MouseButton.LeftButton)
    assert (box.text(), key.isVisible(), box.clear_button.isVisible()) == ("", True, False)


def test_it_says_what_it_is(box: SearchBox) -> None:
    assert box.objectName() == "searchBox"
    assert box.placeholderText() == "Search titles, abstracts, authors, notes"
    assert box.accessibleName() == "Search"
    assert "/" in box.toolTip()
    assert box.clear_button.accessibleName() == "Clear the search"
    assert box.height() == 36


def test_text_begins_where_it_is_drawn(box: SearchBox, theme: Theme) -> None:
    qtbot_ink = painted(box)
    row = range(8, 28)
    ground = theme.colour("reader")
    left = next(x for x in range(30, 60) if any(qtbot_ink.pixelColor(x, y) != ground for y in row))
    assert left in (36, 37)
