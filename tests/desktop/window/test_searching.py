"""Searching through the window: what was found is marked, in the list and in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from paperdesk.desktop.search.chips import QueryChip
from paperdesk.model.edits import SetNote
from tests.desktop.factories import painted

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QModelIndex

    from paperdesk.model.search_protocol import Match
    from tests.desktop.window_driver import Driver


def found_in(driver: Driver, title: str) -> Match:
    """What was found in a paper of the list, once that is known for the newest query."""
    found = driver.window.controllers.matches.source
    paper = int(driver.window.model.ids[driver.titles.index(title)])
    text = driver.window.search_box.text()
    driver.qtbot.waitUntil(lambda: found.of(paper) is not None, timeout=20_000)
    driver.qtbot.waitUntil(lambda: found.query == text and not found.pending, timeout=20_000)
    known = found.of(paper)
    assert known is not None
    return known


def pieces(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_words_found_are_marked_by_stem_and_without_accents(shelf: Driver) -> None:
    shelf.search("models cafe")
    found = found_in(shelf, "A Model of Tides")
    assert pieces("A Model of Tides", found.title) == ["Model"]
    shown = pieces(found.snippet, found.in_snippet)
    assert shown == ["model", "model", "café", "modelling"]
    assert found.snippet.startswith("… ")
    assert found.snippet.index("model") < 40, "the snippet begins near the first word found"


def test_the_list_paints_what_was_found_and_no_row_moves(shelf: Driver) -> None:
    papers, theme = shelf.window.papers, shelf.window.theme
    height = papers.rowHeight(0)
    shelf.search("tides")
    found_in(shelf, "A Model of Tides")
    assert papers.rowHeight(0) == height
    image = painted(papers.viewport(), QRect(0, 0, 400, height))
    hit = theme.colour("hit")
    assert any(image.pixelColor(x, y) == hit for x in range(40, 300) for y in range(10, 34))
    shelf.search("")
    image = painted(papers.viewport())
    assert not any(
        image.pixelColor(x, y) == hit for x in range(image.width()) for y in range(image.height())
    )


def test_columns_paint_what_was_found_in_titles(shelf: Driver) -> None:
    shelf.search("tides")
    found_in(shelf, "A Model of Tides")
    shelf.control(Qt.Key.Key_3)
    papers, hit = shelf.window.papers, shelf.window.theme.colour("hit")

    def is_painted() -> bool:
        image = painted(papers.viewport())
        return any(image.pixelColor(x, 16) == hit for x in range(image.width()))

    shelf.qtbot.waitUntil(is_painted, timeout=20_000)
    shelf.search("")
    assert not is_painted()


def is_marked(driver: Driver, part: str) -> bool:
    """Whether a match is painted in the reader's title or abstract."""
    image = painted(driver.window.reader.views[part]).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)  # by pixelColor, the event loop starves
    return bool((pixels == driver.window.theme.colour("hit").rgb()).any())


def test_the_reader_marks_title_and_abstract(shelf: Driver) -> None:
    shelf.search("retrieval")
    shelf.select("Retrieval of Lost Kites")
    shelf.qtbot.waitUntil(lambda: is_marked(shelf, "abstract"), timeout=20_000)
    assert is_marked(shelf, "title")
    shelf.search("")
    shelf.qtbot.waitUntil(lambda: not is_marked(shelf, "abstract"), timeout=20_000)
    assert not is_marked(shelf, "title")


def test_marks_stay_when_the_reader_is_filled_again(shelf: Driver) -> None:
    shelf.search("retrieval")
    shelf.select("Retrieval of Lost Kites")
    shelf.qtbot.waitUntil(lambda: is_marked(shelf, "abstract"), timeout=20_000)
    reader, paper = shelf.window.reader, shelf.shown
    reader.set_original(True)
    assert is_marked(shelf, "abstract")
    reader.show_paper(None)
    reader.show_paper(paper)
    assert is_marked(shelf, "title")


def test_a_question_that_was_overtaken_is_put_again(shelf: Driver) -> None:
    shelf.search("tides")
    found_in(shelf, "A Model of Tides")
    found = shelf.window.controllers.matches.source
    found._wanted[1] = None  # as after a question that a query overtook
    shelf.window.controllers.current.refresh_requested.emit()
    shelf.qtbot.waitUntil(lambda: not found.pending, timeout=20_000)


def test_marks_follow_the_papers(shelf: Driver) -> None:
    shelf.search("tides")
    found_in(shelf, "A Model of Tides")
    before = shelf.window.controllers.matches.source._number
    shelf.window.session.stored.emit()
    assert shelf.window.controllers.matches.source._number > before
    assert found_in(shelf, "A Model of Tides").title == ((11, 16),)


def test_the_window_never_loads_the_index(shelf: Driver) -> None:
    import subprocess
    import sys

    code = "import sys, paperdesk.desktop.window.main_window; print('whoosh' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_a_note_renews_a_search_for_its_words(shelf: Driver) -> None:
    shelf.search("zeppelin")
    assert shelf.count == 0
    shelf.window.session.edit(SetNote(3, "Ask about the zeppelin"), "Note")
    assert shelf.window.session.search.pending, "the query is asked again at once"
    shelf.wait_for_count(1)
    assert shelf.titles == ["Herons in Cities"]


def empty_label(driver: Driver) -> QLabel:
    label = driver.window.papers.viewport().findChild(QLabel)
    assert isinstance(label, QLabel)
    return label


def test_what_was_meant_is_one_click_away(shelf: Driver) -> None:
    shelf.search("retreival")
    label = empty_label(shelf)
    assert label.isVisible()
    assert "Nothing matches “retreival”." in label.text()
    shelf.qtbot.waitUntil(lambda: "Did you mean" in label.text(), timeout=20_000)
    label.linkActivated.emit("meant")
    assert shelf.window.search_box.text() == "retrieval"
    shelf.wait_for_answer()
    assert shelf.count == 4


def test_what_was_meant_is_reached_by_keys(shelf: Driver) -> None:
    shelf.search("retreival tag:kites")
    label = empty_label(shelf)
    shelf.qtbot.waitUntil(lambda: "Did you mean" in label.text(), timeout=20_000)
    shelf.press(Qt.Key.Key_Return)
    shelf.press(Qt.Key.Key_Tab)
    assert label.hasFocus()
    shelf.press(Qt.Key.Key_Return)
    assert shelf.window.search_box.text() == "retrieval tag:kites"


@pytest.mark.parametrize(
    ("query", "then"),
    [("herons tag:kites", "herons"), ("zeppelin", ""), ("is:trashed", ""), ("a -tag:x b", "a b")],
)
def test_search_everything_leaves_the_conditions_out(shelf: Driver, query: str, then: str) -> None:
    shelf.search(query)
    empty_label(shelf).linkActivated.emit("all")
    assert shelf.window.search_box.text() == then


def index_of_place(driver: Driver, title: str) -> QModelIndex:
    """An entry of the sidebar, wherever it stands."""
    model = driver.window.sidebar.view.model()
    flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    role = Qt.ItemDataRole.DisplayRole
    return model.match(model.index(0, 0), role, title, 1, flags)[0]


def click_place(
    driver: Driver,
    title: str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Click an entry of the sidebar."""
    view, index = driver.window.sidebar.view, index_of_place(driver, title)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    driver.wait_for_answer()


def test_clicks_in_the_sidebar_write_the_query(shelf: Driver) -> None:
    box = shelf.window.search_box
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    shelf.search("retrieval")
    click_place(shelf, "kites", control)
    assert (box.text(), shelf.count) == ("retrieval tag:kites", 2)
    click_place(shelf, "2023", control)
    assert (box.text(), shelf.count) == ("retrieval tag:kites year:2023", 1)
    click_place(shelf, "2023", alt)
    assert (box.text(), shelf.count) == ("retrieval tag:kites -year:2023", 1)
    chips = {chip.accessibleName() for chip in shelf.window.chips.findChildren(QueryChip)}
    assert any("kites" in name for name in chips)
    assert any("not 2023" in name for name in chips)
    click_place(shelf, "water")
    assert box.text() == "tag:water"
    click_place(shelf, "water")
    assert box.text() == "tag:water", "a second click changes nothing"
    click_place(shelf, "Unread")
    assert (box.text(), shelf.count) == ("is:unread", 5)
    click_place(shelf, "shelf.jsonl", alt)
    assert (box.text(), shelf.count) == ("is:unread -dump:shelf.jsonl", 0)
    click_place(shelf, "Starred", control)
    assert box.text() == "is:unread -dump:shelf.jsonl is:starred"
    click_place(shelf, "All papers")
    assert (box.text(), shelf.count) == ("", 5)


def test_keys_in_the_sidebar_write_the_query(shelf: Driver) -> None:
    box, view = shelf.window.search_box, shelf.window.sidebar.view
    shelf.search("retrieval")
    view.setFocus()
    view.setCurrentIndex(index_of_place(shelf, "kites"))
    assert box.text() == "retrieval"
    shelf.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "retrieval tag:kites"
    shelf.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert box.text() == "retrieval -tag:kites"
    shelf.press(Qt.Key.Key_Return)
    assert box.text() == "tag:kites"
    shelf.wait_for_answer()


def test_an_import_is_renamed_in_the_sidebar(shelf: Driver) -> None:
    box, view = shelf.window.search_box, shelf.window.sidebar.view
    click_place(shelf, "shelf.jsonl")
    view.setFocus()
    shelf.press(Qt.Key.Key_F2)
    assert shelf.window.focusWidget().text() == "shelf.jsonl"
    shelf.press("Summer reading")
    shelf.press(Qt.Key.Key_Return)
    shelf.qtbot.waitUntil(lambda: "Summer reading" in titles_of_places(shelf))
    click_place(shelf, "Summer reading")
    assert (box.text(), shelf.count) == ('dump:"Summer reading"', 5)
    shelf.search("dump:shelf.js")
    assert shelf.count == 5, "the file's name finds it, too"
    dump = next(e.place.dump for e in view.entries() if e.place and e.place.dump)
    receipt = shelf.window.session.library.receipt(dump)
    assert receipt is not None
    assert receipt.name == "Summer reading"
    shelf.go_to_list()
    shelf.control(Qt.Key.Key_Z)
    shelf.qtbot.waitUntil(lambda: "shelf.jsonl" in titles_of_places(shelf))
    assert "Summer reading" not in titles_of_places(shelf)


def test_the_query_follows_a_renamed_import(shelf: Driver) -> None:
    box, view = shelf.window.search_box, shelf.window.sidebar.view
    click_place(shelf, "shelf.jsonl")
    shelf.wait_for_answer()
    shelf.search("-dump:shelf.jsonl")
    shelf.go_to_list()
    click_place(shelf, "shelf.jsonl")
    shelf.wait_for_answer()
    shelf.select("Herons in Cities")
    for old, new in (("shelf.jsonl", "Summer reading"), ("Summer reading", "Autumn reading")):
        view.setCurrentIndex(index_of_place(shelf, old))
        view.setFocus()
        shelf.press(Qt.Key.Key_F2)
        shelf.press(new)
        shelf.press(Qt.Key.Key_Return)
        assert box.text() == f'dump:"{new}"'
        shelf.qtbot.waitUntil(lambda new=new: new in titles_of_places(shelf))
        shelf.wait_for_answer()
        assert (shelf.count, shelf.shown.paper.title) == (5, "Herons in Cities")
    shelf.go_to_list()
    for _ in range(2):  # the paper that was clicked is a visit of its own
        shelf.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    shelf.wait_for_answer()
    assert (box.text(), shelf.count) == ('-dump:"Autumn reading"', 0)
    shelf.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    shelf.control(Qt.Key.Key_Z)
    shelf.wait_for_answer()
    assert (box.text(), shelf.count) == ('dump:"Summer reading"', 5)


def titles_of_places(driver: Driver) -> list[str]:
    return [entry.title for entry in driver.window.sidebar.view.entries()]


def test_every_count_of_the_sidebar_is_the_number_of_papers_a_click_shows(
    shelf: Driver, tmp_path: Path
) -> None:
    view = shelf.window.sidebar.view
    tagging, marking = shelf.window.controllers.tagging, shelf.window.controllers.marking
    undated = tmp_path / "undated.bib"
    undated.write_text("@misc{a, title = {Undated}, author = {Lo, Ada}}")
    shelf.drop(undated)
    shelf.go_to_list()
    shelf.search("")
    shelf.wait_for_count(6)
    shelf.select(shelf.titles[0])
    marking.set_status("dismissed")
    shelf.wait_for_answer()
    shelf.select(shelf.titles[0])
    tagging.tag("water/deep/sea", True)
    shelf.select(shelf.titles[-2])
    shelf.window.controllers.trash.move()
    shelf.wait_for_total(4)
    shelf.qtbot.waitUntil(lambda: "water/deep" in str(view.entries()))
    for entry in view.entries():
        if entry.place is not None and entry.place.kind != "foryou":
            view.chosen.emit(entry.place)
            shelf.wait_for_answer()
            assert (entry.title, shelf.count) == (entry.title, entry.count)
    assert {"Dismissed", "No date"} <= {entry.title for entry in view.entries()}


def test_typing_in_the_box_leaves_a_page_and_stays_in_the_box(shelf: Driver) -> None:
    shelf.window.activateWindow()
    shelf.control(Qt.Key.Key_I)
    assert not shelf.window.pages.on_papers
    shelf.press("/")
    for letter in "tides":  # one at a time: each goes where the focus is by then
        shelf.press(letter)
    assert shelf.window.pages.on_papers
    assert shelf.window.search_box.text() == "tides"
    assert shelf.window.search_box.hasFocus()
    shelf.window.search_box.clear_button.setFocus()
    shelf.press(Qt.Key.Key_Escape)
    assert shelf.window.search_box.text() == ""
    assert shelf.window.search_box.hasFocus()
