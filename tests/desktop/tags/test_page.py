"""The page of tags, through the window: filter, rename, merge, recolour, keys, delete, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMargins, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from paperdesk.desktop.tags.rows import KEY, NAME, PAPERS, UNREAD
from paperdesk.desktop.widgets.paper_drag import PAPERS_MIME
from paperdesk.model.edits import AddTag, SetTagKey, Several

if TYPE_CHECKING:
    from paperdesk.desktop.tags.page import TagsPage
    from tests.desktop.window_driver import Driver

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tagged(first_page_window: Driver) -> Driver:
    """Two papers; `birds/waders` and `laundry` on one of them each, `birds` on none itself."""
    driver = first_page_window
    one, two = map(int, driver.window.model.ids)
    edit = Several((AddTag((one,), "birds/waders"), AddTag((two,), "laundry")))
    driver.window.session.edit(edit, "Tags")
    wait_for(driver, "birds", "birds/waders", "laundry")
    return driver


def names(driver: Driver) -> list[str]:
    return [count.tag.name for count in driver.window.controllers.tags.known]


def wait_for(driver: Driver, *wanted: str) -> None:
    driver.qtbot.waitUntil(lambda: names(driver) == list(wanted), timeout=20_000)


def opened(driver: Driver, *chosen: str) -> TagsPage:
    driver.press(Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    page = driver.window.controllers.tags.page
    assert driver.window.pages.currentWidget() is page
    assert page.table.selected() == cells(page, NAME)[:1], "keys act on a tag at once"
    page.select(chosen)
    assert page.table.selected() == list(chosen)
    return page


def cells(page: TagsPage, column: int) -> list[str]:
    return [page.rows.index(row, column).data() for row in range(page.rows.rowCount())]


def test_the_page_lists_tags_with_their_numbers(tagged: Driver) -> None:
    page = opened(tagged)
    assert cells(page, NAME) == ["birds", "waders", "laundry"]
    assert cells(page, PAPERS) == cells(page, UNREAD) == ["1", "1", "1"]
    assert cells(page, KEY) == ["none"] * 3
    tagged.press(Qt.Key.Key_Escape)
    assert tagged.window.pages.on_papers


def test_the_filter_shows_whole_names(tagged: Driver) -> None:
    page = opened(tagged)
    tagged.press("f")
    tagged.press("WAD")
    assert cells(page, NAME) == ["birds/waders"]
    assert page.filter.hasFocus()
    tagged.press("zz")
    assert not page.table.isVisible()


@pytest.mark.parametrize("name", ["rename", "colour"])
def test_a_popover_opens_at_its_button(tagged: Driver, name: str) -> None:
    page = opened(tagged, "birds")
    button = getattr(page, f"{name}_button")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    tags = tagged.window.controllers.tags
    popover = tags.colour_popover if name == "colour" else tags.name_popover
    assert popover.isVisible()
    inside = popover.rect().marginsRemoved(QMargins(*[popover.margin] * 4))
    left = popover.mapTo(tagged.window, inside.topLeft()).x()
    assert left == button.mapTo(tagged.window, QPoint()).x()


def test_a_tag_is_renamed_with_those_under_it(tagged: Driver) -> None:
    opened(tagged, "birds")
    tagged.press(Qt.Key.Key_F2)
    field = tagged.window.controllers.tags.name_popover.field
    assert field.hasFocus()
    assert field.text() == "birds"
    tagged.press("animals")
    assert "1 tag below it" in tagged.window.controllers.tags.name_popover.hint.text()
    tagged.press(Qt.Key.Key_Return)
    wait_for(tagged, "animals", "animals/waders", "laundry")
    assert tagged.window.controllers.tags.page.table.hasFocus()
    tagged.control(Qt.Key.Key_Z)
    wait_for(tagged, "birds", "birds/waders", "laundry")


def test_typing_a_new_name_for_a_nested_tag_keeps_its_parent(tagged: Driver) -> None:
    opened(tagged, "birds/waders")
    tagged.press(Qt.Key.Key_F2)
    field = tagged.window.controllers.tags.name_popover.field
    assert (field.text(), field.selectedText()) == ("birds/waders", "waders")
    tagged.press("herons")
    tagged.press(Qt.Key.Key_Return)
    wait_for(tagged, "birds", "birds/herons", "laundry")


def test_renaming_onto_a_tag_says_that_it_merges(tagged: Driver) -> None:
    opened(tagged, "laundry")
    tagged.press(Qt.Key.Key_F2)
    popover = tagged.window.controllers.tags.name_popover
    tagged.press("Birds/Waders")
    assert "already exists" in popover.hint.text()
    assert popover.accept_button.text() == "Merge with 1 paper"
    tagged.press(Qt.Key.Key_Return)
    wait_for(tagged, "birds", "birds/waders")
    tagged.control(Qt.Key.Key_Z)
    wait_for(tagged, "birds", "birds/waders", "laundry")


def test_several_tags_merge_into_one(tagged: Driver) -> None:
    opened(tagged, "birds", "birds/waders", "laundry")
    tagged.press("m")
    tagged.press("All things")
    tagged.press(Qt.Key.Key_Return)
    wait_for(tagged, "All things")
    assert tagged.window.controllers.tags.known[0].papers == 2
    tagged.control(Qt.Key.Key_Z)
    wait_for(tagged, "birds", "birds/waders", "laundry")


def test_several_tags_are_recoloured_by_keys_alone(tagged: Driver) -> None:
    opened(tagged, "birds", "laundry")
    before = [count.tag.colour for count in tagged.window.controllers.tags.known]
    tagged.press("c")
    discs = tagged.window.controllers.tags.colour_popover.discs
    assert discs[0].hasFocus(), "birds has the first colour"
    tagged.press(Qt.Key.Key_Down)
    tagged.press(Qt.Key.Key_Right)
    tagged.press(Qt.Key.Key_Return)
    page = tagged.window.controllers.tags
    tagged.qtbot.waitUntil(lambda: page.known[0].tag.colour == "blue", timeout=20_000)
    assert [count.tag.colour for count in page.known] == ["blue", before[1], "blue"]
    tagged.control(Qt.Key.Key_Z)
    tagged.qtbot.waitUntil(lambda: [c.tag.colour for c in page.known] == before, timeout=20_000)


def test_a_digit_becomes_the_key_of_a_tag(tagged: Driver) -> None:
    page = opened(tagged, "laundry")
    tagged.press("k")
    assert tagged.window.controllers.keys.popover.isVisible()
    tagged.press("7")
    tagged.press(Qt.Key.Key_Return)
    tagged.qtbot.waitUntil(lambda: cells(page, KEY) == ["none", "none", "7"], timeout=20_000)
    tagged.press(Qt.Key.Key_Escape)
    tagged.select(tagged.titles[0])
    assert "laundry" not in [tag.name for tag in tagged.shown.tags]
    tagged.press("7")
    assert "laundry" in [tag.name for tag in tagged.shown.tags]
    tagged.press("7")
    assert "laundry" not in [tag.name for tag in tagged.shown.tags]
    tagged.search("7")
    assert tagged.window.search_box.text() == "7"


def test_a_key_in_use_is_taken_only_when_asked(tagged: Driver) -> None:
    page = opened(tagged, "laundry")
    tagged.press("k")
    tagged.press("s")
    popover = tagged.window.controllers.keys.popover
    assert "Star" in popover.hint.text()
    assert popover.accept_button.text() == "Take S"
    tagged.press(Qt.Key.Key_Return)
    tagged.qtbot.waitUntil(lambda: cells(page, KEY)[2] == "S", timeout=20_000)
    assert tagged.window.controllers.keys.of("Star") == ()
    tagged.press(Qt.Key.Key_Escape)
    tagged.select(tagged.titles[0])
    tagged.press("s")
    assert not tagged.shown.starred
    assert "laundry" in [tag.name for tag in tagged.shown.tags]


def test_keys_that_lists_need_are_refused(tagged: Driver) -> None:
    opened(tagged, "laundry")
    tagged.press("k")
    tagged.press(Qt.Key.Key_Down)
    popover = tagged.window.controllers.keys.popover
    assert not popover.accept_button.isEnabled()
    tagged.press(Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_tags_are_deleted_together_and_come_back_with_their_keys(tagged: Driver) -> None:
    tagged.window.session.edit(SetTagKey("laundry", "Ctrl+R"), "Key")
    opened(tagged, "birds/waders", "laundry")
    tagged.press(Qt.Key.Key_Delete)
    wait_for(tagged, "birds")
    assert tagged.window.notice.text() == "Deleted 2 tags from 2 papers."
    QTest.mouseClick(tagged.window.notice.action_button, Qt.MouseButton.LeftButton)
    wait_for(tagged, "birds", "birds/waders", "laundry")
    assert tagged.window.controllers.tags.known[2].key == "Ctrl+R"


def test_a_tag_can_be_made_before_any_paper_bears_it(tagged: Driver) -> None:
    page = opened(tagged)
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    tagged.press("laundry")
    assert not tagged.window.controllers.tags.name_popover.accept_button.isEnabled()
    tagged.press("/wet")
    tagged.press(Qt.Key.Key_Return)
    wait_for(tagged, "birds", "birds/waders", "laundry", "laundry/wet")


def test_papers_dropped_on_a_row_get_its_tag(tagged: Driver) -> None:
    page = opened(tagged)
    data = QMimeData()
    data.setData(PAPERS_MIME, ",".join(map(str, tagged.window.model.ids)).encode())
    middle = page.table.visualRect(page.rows.index(0, 0)).center()
    page.table.dropEvent(
        QDropEvent(
            QPointF(middle),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    tagged.qtbot.waitUntil(
        lambda: tagged.window.controllers.tags.known[0].papers == 2, timeout=20_000
    )


def test_the_sidebar_has_a_menu_for_a_tag(tagged: Driver) -> None:
    view = tagged.window.sidebar.view
    place = next(e.place for e in view.entries() if e.place and e.place.tag == "laundry")
    view.select(place)
    view.setFocus()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    rename = next(action for action in menu.actions() if action.text() == "Rename…")
    exclude = next(a for a in menu.actions() if a.text().startswith("Exclude from the search"))
    include = next(a for a in menu.actions() if a.text().startswith("Add to the search"))
    menu.close()
    tagged.window.search_box.setText("kites")
    exclude.trigger()
    assert tagged.window.search_box.text() == "kites -tag:laundry"
    include.trigger()
    assert tagged.window.search_box.text() == "kites tag:laundry"
    rename.trigger()
    tagged.press("washing")
    tagged.press(Qt.Key.Key_Return)
    wait_for(tagged, "birds", "birds/waders", "washing")
