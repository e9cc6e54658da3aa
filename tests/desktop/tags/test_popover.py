"""The chips of a paper and the popover that puts tags on papers by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget

from paperdesk.desktop.tags.choices import word_start
from paperdesk.desktop.tags.popover import TagPopover
from paperdesk.desktop.theme.theme import Theme
from paperdesk.desktop.widgets.chips import TagEditor
from paperdesk.model.library_values import Tag, TagCount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

TAGS = (Tag("ml/rl", "teal"), Tag("survey", "grey"), Tag("vision", "red"))
NAMES = ("agents", "ml", "ml/rl", "reasoning", "relation extraction", "retrieval", "survey")
COUNTS = tuple(TagCount(Tag(name, "teal"), n) for n, name in enumerate(NAMES))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    owner = QObject()
    yield Theme(qapp, "light", parent=owner)
    owner.deleteLater()


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> TagEditor:
    chips = TagEditor(theme)
    qtbot.addWidget(chips)
    chips.resize(500, 100)
    chips.show()
    chips.activateWindow()
    qtbot.waitUntil(chips.isActiveWindow)
    chips.show_tags(TAGS)
    return chips


@pytest.fixture
def popover(qtbot: QtBot, theme: Theme) -> TagPopover:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 600)
    anchor = QPushButton("Anchor", window)
    anchor.move(40, 20)
    writing = QLineEdit(window)
    writing.move(300, 20)
    popup = TagPopover(theme, window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    writing.setFocus()
    popup.set_tags(COUNTS, {"retrieval"}, {"reasoning"}, 3)
    popup.open_below(anchor)
    qtbot.waitUntil(popup.field.hasFocus)
    return popup


def _chips(editor: TagEditor) -> list[QAbstractButton]:
    found = [c for c in editor.findChildren(QAbstractButton) if c.isVisible()]
    return sorted((c for c in found if c is not editor.add_button), key=lambda c: (c.y(), c.x()))


def _rows(popover: TagPopover) -> list[str]:
    model = popover.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_chips_stand_in_order_before_the_way_to_more(editor: TagEditor, qtbot: QtBot) -> None:
    assert editor.objectName() == "tagEditor"
    qtbot.waitUntil(lambda: editor.add_button.x() > 0)
    assert [chip.text() for chip in _chips(editor)] == ["ml/rl", "survey", "vision"]
    assert editor.add_button.x() > _chips(editor)[-1].x()
    with qtbot.waitSignal(editor.more_asked):
        qtbot.mouseClick(editor.add_button, Qt.MouseButton.LeftButton)


def test_only_the_cross_of_a_chip_removes(editor: TagEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.add_button.x() > 0)
    chip = _chips(editor)[1]
    with qtbot.assertNotEmitted(editor.tag_removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    with qtbot.waitSignal(editor.tag_removed) as removed:
        place = QPoint(chip.width() - 12, 10)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=place)
    assert removed.args == ["survey"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return])
def test_the_keyboard_removes_and_goes_on_to_the_next(
    editor: TagEditor, qtbot: QtBot, key: Qt.Key
) -> None:
    chip = _chips(editor)[1]
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(editor.tag_removed) as removed:
        qtbot.keyClick(chip, key)
    assert removed.args == ["survey"]
    editor.show_tags((TAGS[0], TAGS[2]))
    focused = editor.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "vision"
    editor.show_tags(TAGS[:1])
    assert editor.focusWidget() is editor.add_button


def test_the_same_tags_again_change_nothing(editor: TagEditor) -> None:
    before = _chips(editor)
    editor.show_tags(TAGS)
    assert _chips(editor) == before


def test_chips_go_on_in_a_second_row(editor: TagEditor, qtbot: QtBot) -> None:
    editor.resize(120, 200)
    qtbot.waitUntil(lambda: editor.add_button.y() > 20)
    assert editor.heightForWidth(120) > editor.heightForWidth(500)
    long = Tag("a name that is longer than any pane is wide " * 3, "red")
    editor.show_tags((long,))
    qtbot.waitUntil(lambda: bool(_chips(editor)) and _chips(editor)[0].width() <= 120)


def test_tags_in_use_come_first(popover: TagPopover) -> None:
    assert _rows(popover) == [
        "reasoning", "retrieval", "agents", "ml", "ml/rl", "relation extraction", "survey",
    ]  # fmt: skip
    model = popover.list.model()
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "reasoning, on some of the papers, 3 papers"
    assert (
        "3 papers selected; reasoning is on some of them" in popover.findChildren(QLabel)[0].text()
    )


def test_typing_filters_by_beginnings_of_words(popover: TagPopover, qtbot: QtBot) -> None:
    qtbot.keyClicks(popover.field, "RE")
    assert _rows(popover) == ["reasoning", "retrieval", "relation extraction", "Create tag “RE”"]
    popover.field.setText("extr")
    assert _rows(popover) == ["relation extraction", "Create tag “extr”"]
    popover.field.setText("rl")
    assert _rows(popover)[0] == "ml/rl"
    popover.field.setText("  Survey ")
    assert _rows(popover) == ["survey"]


def test_enter_puts_a_tag_on_all_and_takes_one_off(popover: TagPopover, qtbot: QtBot) -> None:
    with qtbot.waitSignal(popover.toggled) as toggled:
        qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    assert toggled.args == ["reasoning", True]
    qtbot.keyClick(popover.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(popover.toggled) as toggled:
        qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    assert toggled.args == ["retrieval", False]
    qtbot.keyClick(popover.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(popover.toggled) as toggled:
        qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    assert toggled.args == ["agents", True]


def test_a_click_on_a_row_toggles_it(popover: TagPopover, qtbot: QtBot) -> None:
    place = popover.list.visualRect(popover.list.model().index(2, 0)).center()
    with qtbot.waitSignal(popover.toggled) as toggled:
        qtbot.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert toggled.args == ["agents", True]
    assert popover.isVisible()
    assert popover.field.hasFocus()


def test_a_name_not_known_makes_a_tag(popover: TagPopover, qtbot: QtBot) -> None:
    popover.field.setText(" new /  one ")
    assert _rows(popover) == ["Create tag “new/one”"]
    with qtbot.waitSignal(popover.toggled) as toggled:
        qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    assert toggled.args == ["new/one", True]
    assert popover.field.text() == ""


def test_control_enter_makes_a_tag_where_others_match(popover: TagPopover, qtbot: QtBot) -> None:
    popover.field.setText("re")
    with qtbot.waitSignal(popover.toggled) as toggled:
        qtbot.keyClick(popover.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert toggled.args == ["re", True]


def test_no_row_moves_while_it_is_open(popover: TagPopover) -> None:
    before = _rows(popover)
    more = (*COUNTS, TagCount(Tag("a new one", "red"), 1))
    popover.list.setCurrentIndex(popover.list.model().index(3, 0))
    popover.set_tags(COUNTS, {"survey", "reasoning"}, set(), 3)
    assert _rows(popover) == before
    assert popover.list.currentIndex().row() == 3
    popover.set_tags(more, {"survey"}, set(), 3)
    assert _rows(popover) == [*before, "a new one"]


def test_escape_closes_it_alone_and_the_focus_goes_back(popover: TagPopover, qtbot: QtBot) -> None:
    back = QShortcut(QKeySequence("Esc"), popover.window())
    with qtbot.assertNotEmitted(back.activated):
        qtbot.keyClick(popover.field, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert isinstance(popover.window().focusWidget(), QLineEdit)
    assert popover.window().focusWidget() is not popover.field


def test_a_click_elsewhere_closes_it(popover: TagPopover, qtbot: QtBot) -> None:
    qtbot.mouseClick(popover.window(), Qt.MouseButton.LeftButton, pos=QPoint(600, 550))
    assert not popover.isVisible()


def test_it_stays_inside_the_window(popover: TagPopover, qtbot: QtBot) -> None:
    popover.close()
    corner = QPushButton("Corner", popover.window())
    corner.move(640, 570)
    corner.show()
    popover.open_below(corner)
    rows = popover.list
    top = rows.mapTo(popover.window(), QPoint(0, 0))
    assert top.x() >= 0
    assert top.x() + rows.width() <= 700
    assert top.y() >= 0
    assert top.y() + rows.height() <= 570


@pytest.mark.parametrize(
    ("name", "typed", "place"),
    [
        ("reasoning", "re", 0),
        ("interpretability", "pre", -1),
        ("relation extraction", "ex", 9),
        ("ml/rl", "rl", 3),
        ("ml", "", 0),
        ("aab ab", "ab", 4),
    ],
)
def test_a_hit_is_where_a_word_begins(name: str, typed: str, place: int) -> None:
    assert word_start(name, typed) == place
