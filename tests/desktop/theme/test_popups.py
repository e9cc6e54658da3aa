"""Popovers, menus, lists of choices and tooltips: their corners, edges and shadows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from paperdesk.desktop.theme.tokens import MODES
from paperdesk.desktop.widgets.basics import paint_popup, plain_tip
from paperdesk.desktop.widgets.controls import ComboBox
from paperdesk.desktop.widgets.input_popovers import NamePopover
from paperdesk.desktop.widgets.menu import Menu
from tests.desktop.factories import light_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.theme.tokens import Mode

LONG = "A title that goes on about the patience of readers and the width of tooltips, " * 4


@pytest.fixture(params=[(mode, size) for mode in MODES for size in (13, 16)])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    mode, size = request.param
    for made in light_theme(qapp):
        made.set_choice(mode)
        made.set_fonts(size=size)
        yield made
        made.set_fonts()
        made.set_choice("light")


def has_round_edge(theme: Theme, popup: QWidget) -> bool:
    """Whether the corners are empty, and the edge has the colour of all popups."""
    image = popup.grab().toImage()
    right, bottom = image.width() - 1, image.height() - 1
    corners = [(0, 0), (right, 0), (0, bottom), (right, bottom)]
    edge = image.pixelColor(right // 2, 0)
    return all(image.pixelColor(*corner).alpha() == 0 for corner in corners) and edge == (
        theme.colour("line_button")
    )


def test_menus_are_round_with_an_edge(theme: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = Menu(owner)
    menu.addAction("Rename")
    menu.popup(QPoint(100, 100))
    qtbot.waitUntil(lambda: has_round_edge(theme, menu))
    assert menu.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    menu.hide()


def test_lists_of_combo_boxes_are_round_with_an_edge(theme: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    box = ComboBox(theme, "Size", owner)
    box.addItems(["12 pixels", "13 pixels"])
    owner.show()
    box.showPopup()
    popup = box.view().window()
    assert popup is not owner
    qtbot.waitUntil(lambda: has_round_edge(theme, popup))
    assert box.view().sizeHintForRow(0) == theme.row(32)
    below = box.mapToGlobal(QPoint(0, box.height()))
    assert popup.y() >= below.y() - 1, "it does not cover the box"
    box.hidePopup()


def test_completions_of_a_name_are_round_without_a_scroll_bar(theme: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(600, 400)
    owner.show()
    popover = NamePopover(theme, owner)
    popover.ask("Rename", "", ["vision", "video"], lambda answer: ("", "Rename"))
    popover.open_below(owner, QRect(50, 50, 100, 20))
    completer = popover.field.completer()
    completer.setCompletionPrefix("vi")
    completer.complete()
    popup = completer.popup()
    qtbot.waitUntil(lambda: has_round_edge(theme, popup))
    assert popup.sizeHintForRow(0) == theme.row(32)
    assert not popup.verticalScrollBar().isVisible()
    popup.hide()
    popover.hide()


def test_tooltips_are_small_and_wrapped(theme: Theme, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    for text in (LONG, plain_tip(LONG)):
        QToolTip.showText(QPoint(50, 50), text, owner)
        qtbot.waitUntil(lambda: _tip() is not None)
        tip = _tip()
        assert tip is not None
        assert tip.font().pixelSize() == theme.px(12)
        assert tip.width() <= theme.px(420)
        assert tip.height() > 2 * tip.fontMetrics().height()
        QToolTip.hideText()
        qtbot.waitUntil(lambda: _tip() is None)


def _tip() -> QWidget | None:
    tops = QApplication.topLevelWidgets()
    return next((w for w in tops if w.inherits("QTipLabel") and w.isVisible()), None)


@pytest.mark.parametrize("mode", MODES)
def test_the_shadow_is_soft_and_below(qapp: QApplication, mode: Mode) -> None:
    for theme in light_theme(qapp):
        theme.set_choice(mode)
        image = QImage(400, 300, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        body = QRect(100, 100, 200, 100)
        painter = QPainter(image)
        paint_popup(painter, theme, body)
        painter.end()
        under = [image.pixelColor(200, y).alpha() for y in range(body.bottom() + 1, 300)]
        above = [image.pixelColor(200, y).alpha() for y in range(body.top() - 1, -1, -1)]
        if mode == "contrast":
            assert not any(under + above)
        else:
            strongest = 255 * (0.63 if mode == "dark" else 0.24)
            assert under == sorted(under, reverse=True)
            assert strongest / 2 < under[0] < strongest
            assert above[0] < under[0]
            assert under[theme.px(40) + 1] == 0
            steps = [a - b for a, b in pairwise(under)]
            assert max(steps) <= strongest / 12, "no rings are seen"
        assert image.pixelColor(body.left(), body.center().y()) == QColor(
            theme.colour("line_button")
        )
        theme.set_choice("light")
