"""The command palette, through the window: actions, places, papers; keyboard, mouse, focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from paperdesk.desktop.palette.icons import icon_of
from paperdesk.desktop.palette.rows import ROW, PaletteRow
from paperdesk.model.edits import AddTag

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.palette.popup import PalettePopup
    from tests.desktop.window_driver import Driver


@pytest.fixture
def filled(first_page_window: Driver) -> Driver:
    return first_page_window


def opened(driver: Driver) -> PalettePopup:
    driver.control(Qt.Key.Key_K)
    box = driver.window.controllers.palette.popup
    assert box.isVisible()
    assert box.field.hasFocus()
    return box


def rows(box: PalettePopup) -> list[PaletteRow]:
    return [box.rows.index(row).data(ROW) for row in range(box.rows.rowCount())]


def names(box: PalettePopup) -> list[str]:
    return [row.command.name if row.command else f"# {row.head}" for row in rows(box)]


def test_it_lists_every_action_with_its_key(filled: Driver) -> None:
    box = opened(filled)
    commands = [row.command for row in rows(box) if row.command]
    listed = {each.name: each.key for each in commands if each.kind == "action"}
    able = filled.window.window_actions.by_name
    for spec in filled.window.window_actions.specs:
        if spec.name != "Command palette" and able[spec.name].isEnabled():
            assert bool(listed[spec.name]) == bool(spec.keys), spec.name
    assert listed["Star"] == "S"


def test_letters_find_and_enter_does_it(filled: Driver) -> None:
    filled.select("Counting Herons")
    box = opened(filled)
    filled.press("star")
    found = next(row for row in rows(box) if row.command)
    assert found.command is not None
    assert (found.command.name, found.spans) == ("Star", ((0, 4),))
    filled.press(Qt.Key.Key_Return)
    assert not box.isVisible()
    assert filled.window.papers.hasFocus()
    assert filled.shown.starred


def test_arrows_pass_over_heads(filled: Driver) -> None:
    box = opened(filled)
    filled.press("rea")
    actions = ["Mark as read", "Mark as reading", "Mark read or unread"]
    assert names(box)[:5] == ["# Actions", *actions, "# Go to"]
    for _ in actions:
        filled.press(Qt.Key.Key_Down)
    assert box.list.currentIndex().data() == "Reading"
    assert box.list.currentIndex().row() == 5
    filled.press(Qt.Key.Key_Return)
    assert filled.window.search_box.text() == "is:reading"


def test_places_are_tags_too(filled: Driver) -> None:
    filled.window.session.edit(AddTag((1,), "birds/waders"), "Tag")
    tags = filled.window.controllers.tags
    filled.qtbot.waitUntil(lambda: len(tags.known) == 2, timeout=20_000)
    box = opened(filled)
    filled.press("waders")
    assert "birds/waders" in names(box)
    filled.press(Qt.Key.Key_Return)
    assert filled.window.search_box.text() == "tag:birds/waders"


def test_papers_come_from_the_search_child(filled: Driver) -> None:
    filled.wait_for_answer()
    box = opened(filled)
    filled.press("herons")
    filled.qtbot.waitUntil(lambda: "Counting Herons" in names(box), timeout=20_000)
    assert names(box)[-4:-2] == ["# Papers", "Counting Herons"]
    row = next(row for row in rows(box) if row.command and row.command.kind == "paper")
    assert row.spans == ((9, 15),)
    while box.list.currentIndex().data() != "Counting Herons":
        filled.press(Qt.Key.Key_Down)
    filled.press(Qt.Key.Key_Return)
    filled.wait_for_answer()
    assert filled.shown.paper.title == "Counting Herons"


def test_what_was_used_comes_first(
    filled: Driver, open_driver: Callable[[Path], Driver], library: Path
) -> None:
    opened(filled)
    filled.press("dismiss")
    filled.press(Qt.Key.Key_Return)
    assert names(opened(filled))[:3] == ["# Recent", "Dismiss", "# Actions"]
    filled.press("di")
    assert names(filled.window.controllers.palette.popup)[1] == "Dismiss"
    filled.window.close()
    again = open_driver(library)
    assert names(opened(again))[:2] == ["# Recent", "Dismiss"]


def test_esc_gives_the_focus_back(filled: Driver) -> None:
    filled.window.search_box.setFocus()
    box = opened(filled)
    filled.press(Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert filled.window.search_box.hasFocus()


def test_the_mouse_takes_a_row_and_the_scrim_closes(filled: Driver) -> None:
    box = opened(filled)
    filled.press("reading")
    middle = box.list.visualRect(box.rows.index(1)).center()
    QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert not box.isVisible()
    box = opened(filled)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(20, 300))
    assert not box.isVisible()


def test_letters_are_for_the_field_alone(filled: Driver) -> None:
    filled.select("Counting Herons")
    opened(filled)
    filled.press("s")
    assert not filled.shown.starred


def test_actions_on_papers_are_not_offered_where_they_rest(filled: Driver) -> None:
    filled.window.session.edit(AddTag((1,), "birds"), "Tag")
    filled.press("?")
    listed = names(opened(filled))
    assert "Star" not in listed
    assert "Undo" in listed


def test_any_text_can_be_searched_for(filled: Driver) -> None:
    filled.press("?")
    box = opened(filled)
    filled.press("herons counted")
    assert names(box)[-2:] == ["# Search", "Search for “herons counted”"]
    filled.press(Qt.Key.Key_Return)
    filled.wait_for_answer()
    assert filled.window.search_box.text() == "herons counted"
    assert filled.window.search_box.hasFocus()
    assert filled.titles == ["Counting Herons"]
    assert names(opened(filled))[0] == "# Actions", "a text is no command used before"


def test_each_kind_has_its_icon(filled: Driver) -> None:
    filled.window.session.edit(AddTag((1,), "birds"), "Tag")
    tags = filled.window.controllers.tags
    filled.qtbot.waitUntil(lambda: bool(tags.known), timeout=20_000)
    box = opened(filled)
    commands = [row.command for row in rows(box) if row.command]
    icons = {(each.kind, each.name): each.icon for each in commands}
    actions = [icon for (kind, _), icon in icons.items() if kind == "action"]
    assert len(set(actions)) > 0.7 * len(actions)
    assert "ph.file-text" not in actions, "which is a paper's"
    assert all(icon_of(each.name) != icon_of("") for each in commands if each.kind == "action")
    assert icons["place", "Starred"] == "ph.star"
    assert icons["place", "All papers"] == "ph.books"
    (tag,) = (each for each in commands if each.name == "birds")
    assert tag.colour, "its dot is painted instead of an icon"
